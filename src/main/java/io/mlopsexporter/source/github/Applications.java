package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.Signal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes down the applications: the configured ones, and those discovered. Those that no longer hold are removed. */
final class Applications {
    private final Poll poll;
    private final Teams teams;

    Applications(Poll poll, Teams teams) {
        this.poll = poll;
        this.teams = teams;
    }

    void write(List<RepositoryPlan> plans) {
        Map<String, Application> now = new LinkedHashMap<>();
        plans.forEach(plan ->
                plan.configured().forEach(one -> configured(plan, one).ifPresent(made -> now.put(made.id(), made))));
        Set<String> shared = sharedNames(plans, now.keySet());
        for (RepositoryPlan plan : plans) {
            if (plan.discovered()) {
                String name = plan.repository().shortName();
                String unique = shared.contains(id(name)) ? plan.repository().name() : name;
                plan.choice()
                        .map(choice -> discovered(plan, choice, unique))
                        .ifPresent(application -> now.put(application.id(), application));
            }
        }
        keepUnreadable(plans, now);
        List<Application> changed = now.values().stream()
                .filter(application ->
                        !application.equals(poll.log().applications().get(application.id())))
                .toList();
        List<Batch.Key> removed = poll.log().applications().keySet().stream()
                .filter(id -> id.startsWith(poll.settings().source() + "/") && !now.containsKey(id))
                .map(id -> new Batch.Key(Application.class, id))
                .toList();
        if (!changed.isEmpty() || !removed.isEmpty()) {
            poll.journal().write(new Batch(List.copyOf(changed), removed), Map.of());
        }
    }

    private String id(String name) {
        return poll.settings().source() + "/" + name;
    }

    /** Names that a discovered application can't have for itself: then its full name is used. */
    private Set<String> sharedNames(List<RepositoryPlan> plans, Set<String> configured) {
        Set<String> shared = new HashSet<>(configured);
        Map<String, Integer> count = new HashMap<>();
        plans.stream()
                .filter(RepositoryPlan::discovered)
                .forEach(plan -> count.merge(id(plan.repository().shortName()), 1, Integer::sum));
        count.forEach((id, times) -> {
            if (times > 1) {
                shared.add(id);
            }
        });
        return shared;
    }

    private Optional<Application> configured(RepositoryPlan plan, RepositoryPlan.ConfiguredIn one) {
        GitHubSettings.ConfiguredApplication application = one.application();
        Optional<Choice> choice = one.signal().isPresent() ? Optional.empty() : plan.choice();
        Optional<Signal> signal = one.signal().or(() -> choice.map(Choice::signal));
        if (signal.isEmpty()) {
            poll.problem(
                    "application " + application.name(),
                    "no signal of deployments found in " + plan.repository().name()
                            + " yet; configure deployments.from");
        }
        return signal.map(from -> new Application(
                id(application.name()),
                application.name(),
                one.team(),
                Kind.SOFTWARE,
                plan.id(),
                from,
                application.environment().orElse(Application.DEFAULT_ENVIRONMENT),
                workflow(from, application, choice),
                application.branch(),
                from != Signal.GITHUB_TAGS
                        ? Optional.empty()
                        : application.tags().or(() -> choice.map(any -> Detection.VERSION_TAG)),
                application.paths(),
                application.incidentServices(),
                choice.map(made -> "configured; " + made.words()).orElse("configured")));
    }

    private static Optional<String> workflow(
            Signal from, GitHubSettings.ConfiguredApplication application, Optional<Choice> choice) {
        if (from != Signal.GITHUB_WORKFLOW) {
            return Optional.empty();
        }
        return application
                .workflow()
                .map(WorkflowOnBranch::fileName)
                .or(() -> choice.flatMap(Choice::workflow))
                .or(() -> Optional.of(RepositoryPlan.DEFAULT_WORKFLOW));
    }

    private Application discovered(RepositoryPlan plan, Choice choice, String name) {
        Teams.Owner owner = teams.ownerOf(plan.repository());
        return new Application(
                id(name),
                name,
                owner.team(),
                Kind.SOFTWARE,
                plan.id(),
                choice.signal(),
                Application.DEFAULT_ENVIRONMENT,
                choice.workflow(),
                Optional.empty(),
                choice.signal() == Signal.GITHUB_TAGS ? Optional.of(Detection.VERSION_TAG) : Optional.empty(),
                List.of(),
                List.of(),
                choice.words() + "; " + owner.why());
    }

    /** Applications of repositories that are gone or can't be read just now stay what they were. */
    private void keepUnreadable(List<RepositoryPlan> plans, Map<String, Application> now) {
        Set<String> read = new HashSet<>();
        plans.forEach(plan -> read.add(plan.id()));
        for (Application application : poll.log().applications().values()) {
            Repository repository = poll.log().repositories().get(application.repository());
            boolean ours = application.id().startsWith(poll.settings().source() + "/");
            if (ours && repository != null && !read.contains(repository.id()) && isStillMeant(repository)) {
                now.putIfAbsent(application.id(), application);
            }
        }
    }

    private boolean isStillMeant(Repository repository) {
        boolean left = poll.note("repository/" + Inventory.numberOf(repository.id()), RepositoryNote.class)
                .map(RepositoryNote::left)
                .orElse(false);
        String owner = repository.name().split("/", 2)[0];
        boolean configured = poll.settings().teams().stream()
                .flatMap(team -> team.applications().stream())
                .anyMatch(one -> one.repository()
                        .toLowerCase(Locale.ROOT)
                        .equals(repository.name().toLowerCase(Locale.ROOT)));
        boolean inOrganization = poll.settings().organizations().stream().anyMatch(owner::equalsIgnoreCase);
        boolean excluded = poll.settings().exclude().stream()
                .anyMatch(pattern -> pattern.matcher(repository.name()).find());
        return !left && (configured || (inOrganization && !excluded));
    }
}
