package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The first half of a poll: repositories, applications and deployments. What the deployments delivered is asked for later. */
final class Survey {
    private final GitHubApi api;
    private final Deployments deployments;
    private final Detection detection;
    private final Releases releases;
    private final Tags tags;
    private final WorkflowRuns runs;
    private final PlatformWorkflows workflows;
    private final Issues issues;
    private final Files files;
    private final Support support;
    private final Memberships memberships;

    /** @param skipped counts records that could not be understood */
    Survey(GitHubApi api, Tally skipped) {
        this.api = api;
        this.deployments = new Deployments(api);
        this.detection = new Detection(api);
        this.releases = new Releases(api);
        this.tags = new Tags(api);
        this.runs = new WorkflowRuns(api);
        this.workflows = new PlatformWorkflows(api);
        this.issues = new Issues(api, skipped);
        this.files = new Files(api);
        this.support = new Support(api);
        this.memberships = new Memberships(api);
    }

    /**
     * What came of it.
     *
     * @param plans of all repositories
     * @param read of those that were read now
     */
    record Surveyed(List<RepositoryPlan> plans, List<RepositoryPlan> read, SweepAnswer sweep) {}

    /** @param look what to read; empty: everything */
    Surveyed run(Poll poll, Optional<Look> look) {
        Inventory inventory = new Inventory(api, poll);
        ConfiguredRepositories configured = new ConfiguredRepositories(api, poll);
        SweepWanted wanted = wanted(poll, look, inventory, configured);
        SweepAnswer sweep = look.map(some -> Sweep.look(api, wanted, some.before()))
                .orElseGet(() -> Sweep.run(api, poll.settings().organizations(), wanted));
        configured.resolve(sweep.repositories());
        inventory.complete(sweep, configured.ids());
        List<RepositoryPlan> plans = new Plans(poll).of(sweep, configured);
        inventory.settle(sweep, plans.stream().map(RepositoryPlan::repository).toList());
        empty(poll, sweep);

        // Of the others nothing new is known: not even a signal that would make them an application.
        List<RepositoryPlan> read = new ArrayList<>(plans);
        read.removeIf(plan -> !sweep.isFresh(plan.repository()));
        plans.removeIf(plan -> sweep.isFresh(plan.repository()));
        deployments.read(poll, readings(read), sweep);
        Detection.Result detected = detection.run(poll, read);
        plans.addAll(detected.plans());
        others(poll, detected.plans(), sweep);
        Teams teams = new Teams(api, poll);
        teams.read(detected.asked());
        new Applications(poll, teams).write(plans);
        new Owners(poll, teams).write(plans);
        workflows.read(poll, detected.plans());
        if (look.isEmpty() || !withIssues(poll, look, configured).isEmpty()) {
            issues.read(poll, configured, sweep);
            support.read(poll, configured, sweep);
        }
        files.read(poll, plans);
        memberships.read(poll);
        return new Surveyed(plans, detected.plans(), sweep);
    }

    /** What to ask for beside the lists, as far as earlier polls know it. */
    private static SweepWanted wanted(
            Poll poll, Optional<Look> look, Inventory inventory, ConfiguredRepositories configured) {
        Set<String> withIssues = withIssues(poll, look, configured);
        Set<String> byId = new LinkedHashSet<>(look.map(Look::nodes).orElseGet(configured::ids));
        look.ifPresent(some -> byId.addAll(withIssues));
        Set<String> withReleases = new LinkedHashSet<>();
        Set<String> withTags = new LinkedHashSet<>();
        Set<String> watched = new LinkedHashSet<>();
        Set<String> byRelease = using(poll, Signal.GITHUB_RELEASES);
        Set<String> byTag = using(poll, Signal.GITHUB_TAGS);
        for (Repository repository : inventory.known().values()) {
            inventory.note(repository.id()).ifPresent(note -> {
                boolean read = look.isEmpty() || byId.contains(note.node());
                if ((look.isEmpty() && note.listed()) || repository.gone()) {
                    byId.remove(note.node());
                }
                if (read && !repository.gone() && !note.left()) {
                    long number = Inventory.numberOf(repository.id());
                    watched.addAll(Deployments.watched(poll, number));
                    if (byRelease.contains(repository.id())) {
                        withReleases.add(note.node());
                        watched.addAll(Releases.watched(poll, number));
                    }
                    if (byTag.contains(repository.id())) {
                        withTags.add(note.node());
                    }
                }
            });
        }
        return new SweepWanted(byId, withReleases, withTags, withIssues, watched);
    }

    /** GraphQL ids of the repositories whose issues are looked at: all, or none. */
    private static Set<String> withIssues(Poll poll, Optional<Look> look, ConfiguredRepositories configured) {
        Set<String> withIssues = Issues.wanted(poll, configured);
        Support.wanted(poll, configured).ifPresent(withIssues::add);
        return look.map(some -> some.concerns(withIssues)).orElse(true) ? withIssues : Set.of();
    }

    /** Ids of repositories. */
    private static Set<String> using(Poll poll, Signal signal) {
        return poll.log().applications().values().stream()
                .filter(application -> application.signal() == signal)
                .map(Application::repository)
                .collect(Collectors.toSet());
    }

    private static List<Reading> readings(List<RepositoryPlan> plans) {
        return plans.stream()
                .map(plan -> new Reading(plan.repository(), plan.id(), plan.environments()))
                .filter(reading -> !reading.environments().isEmpty())
                .toList();
    }

    private void others(Poll poll, List<RepositoryPlan> plans, SweepAnswer sweep) {
        int done = 0;
        for (RepositoryPlan plan : plans) {
            if (plan.reads(Signal.GITHUB_RELEASES)) {
                releases.read(poll, plan, sweep);
            }
            if (plan.reads(Signal.GITHUB_TAGS)) {
                tags.read(poll, plan, sweep);
            }
            if (plan.reads(Signal.GITHUB_WORKFLOW)) {
                runs.read(poll, plan);
            }
            poll.journal().progress("releases, tags and runs", ++done, plans.size());
        }
        poll.flush();
    }

    private static void empty(Poll poll, SweepAnswer sweep) {
        sweep.counts().forEach((organization, count) -> {
            if (count == 0) {
                poll.problem(
                        "organisation " + organization,
                        "has no repositories that this token can see; give it read access to some (forks and"
                                + " archived ones are left out)");
            }
        });
    }

    private static List<Overview.Issues> issues(Poll poll) {
        List<Overview.Issues> issues = new ArrayList<>();
        for (IncidentService service : poll.log().incidentServices().values()) {
            List<Incident> incidents = poll.log().incidents().values().stream()
                    .filter(incident -> incident.service().equals(service.service()))
                    .toList();
            issues.add(new Overview.Issues(service, incidents.size(), (int) incidents.stream()
                    .filter(incident -> incident.end().isEmpty())
                    .count()));
        }
        return issues;
    }

    static Overview overview(Poll poll, List<RepositoryPlan> plans) {
        Map<String, List<Application>> applications =
                poll.log().applications().values().stream().collect(Collectors.groupingBy(Application::repository));
        List<Overview.Line> lines = plans.stream()
                .map(plan ->
                        new Overview.Line(plan.repository().name(), applications.getOrDefault(plan.id(), List.of())))
                .sorted(Comparator.comparing(Overview.Line::name))
                .toList();
        List<PollResult.Problem> problems = new ArrayList<>(poll.problems());
        poll.failure().ifPresent(error -> problems.add(new PollResult.Problem("this time", error.message())));
        return new Overview(poll.asOf(), lines, issues(poll), PlatformWorkflows.overview(poll, plans), problems);
    }
}
