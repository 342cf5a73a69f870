package io.mlopsexporter.platform;

import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.dora.ServiceMapping;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.RepositoryFiles;
import io.mlopsexporter.platform.Capability.Done;
import io.mlopsexporter.platform.Capability.Evidence;
import io.mlopsexporter.platform.Capability.Fact;
import io.mlopsexporter.platform.Capability.Marked;
import io.mlopsexporter.platform.Uses.Use;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks for evidence that a team uses something. Nothing found is only said of a source that was read for that team: of its
 * repositories all, of MLflow if it knows something of the team.
 */
final class Findings {
    static final Window WINDOW = new Window("90d", Duration.ofDays(90));

    /** Files are read once a day: those that could not be for so long are not known. */
    private static final Duration FILES_KNOWN = Duration.ofDays(3);

    private static final double BY_PIPELINE = 0.8;
    private static final int ENOUGH = 5;

    private final EventLog log;
    private final Instant asOf;
    private final List<Owned> owned;
    private final Charged charged;
    private final Map<String, List<Use>> uses = new HashMap<>();
    private final boolean pipelineRuns;
    private final Collection<ChainFacts> deployments;
    private final Map<String, RepositoryFiles> files = new HashMap<>();
    private final Map<String, Map<String, Repository>> repositories = new HashMap<>();

    Findings(EventLog log, Collection<ChainFacts> deployments, CapabilityPolicy policy, Instant asOf) {
        this.log = log;
        this.asOf = asOf;
        this.owned = owned(log, policy.incidentSources());
        this.charged = Charged.of(log, policy.costs(), WINDOW.start(asOf), asOf);
        Uses.of(log, deployments, EnumSet.allOf(Activity.Type.class), WINDOW.start(asOf), asOf)
                .forEach(use -> use.teams()
                        .forEach(team -> uses.computeIfAbsent(team, any -> new ArrayList<>())
                                .add(use)));
        this.pipelineRuns =
                log.activities().values().stream().anyMatch(one -> one.type() == Activity.Type.PIPELINE_RUN);
        this.deployments = deployments;
        log.platformFacts().values().forEach(fact -> {
            if (fact instanceof RepositoryFiles one && !one.readAt().isBefore(asOf.minus(FILES_KNOWN))) {
                files.put(one.repository(), one);
            }
        });
        log.applications()
                .values()
                .forEach(application -> Optional.ofNullable(log.repositories().get(application.repository()))
                        .ifPresent(repository -> repositories
                                .computeIfAbsent(application.team(), any -> new TreeMap<>())
                                .put(repository.id(), repository)));
        log.repositories()
                .values()
                .forEach(repository -> repository
                        .team()
                        .ifPresent(team -> repositories
                                .computeIfAbsent(team, any -> new TreeMap<>())
                                .put(repository.id(), repository)));
    }

    private static List<Owned> owned(EventLog log, Set<String> sources) {
        ServiceMapping mapping = new ServiceMapping(log, sources);
        return log.incidentServices().values().stream()
                .filter(service -> sources.contains(service.source()))
                .map(service -> new Owned(
                        service,
                        mapping.of(service).stream().map(Application::team).collect(Collectors.toSet())))
                .toList();
    }

    Verdict of(Evidence evidence, String team) {
        if (evidence instanceof Done done) {
            return activities(done, team);
        } else if (evidence instanceof Marked marked) {
            return mark(marked.mark(), team);
        }
        return switch ((Fact) evidence) {
            case COMMITS -> commits(team);
            case CHECKS -> checks(team);
            case PAGING -> paging(team);
            case DEPLOYED_BY_PIPELINE -> byPipeline(team);
            case COSTS -> charged.verdict(team);
        };
    }

    private Verdict activities(Done done, String team) {
        List<Use> found = uses.getOrDefault(team, List.of()).stream()
                .filter(use -> use.type() == done.activity() && use.at().isAfter(WINDOW.start(asOf)))
                .toList();
        long days = found.stream()
                .map(use -> LocalDate.ofInstant(use.at(), ZoneOffset.UTC))
                .distinct()
                .count();
        String name = done.activity().key().replace('_', ' ') + "s";
        String text = found.size() + " " + name + " on " + days + (days == 1 ? " day" : " days");
        if (found.size() >= done.atLeast() && days >= done.onDays()) {
            return Verdict.yes(text);
        }
        return isRead(done.activity(), team)
                ? Verdict.no(text)
                : Verdict.unknown("no source of " + name + " knows this team");
    }

    /** Whether an activity of the team would have been met. */
    private boolean isRead(Activity.Type type, String team) {
        return switch (type) {
            case DEPLOYMENT -> repositories.containsKey(team);
            case PIPELINE_RUN -> repositories.containsKey(team) && pipelineRuns;
            case TRAINING_RUN, MODEL_VERSION ->
                log.experiments().values().stream().anyMatch(one -> one.team().equals(Optional.of(team)))
                        || log.applications().values().stream()
                                .anyMatch(one ->
                                        one.kind() == Kind.MODEL && one.team().equals(team));
        };
    }

    private Map<String, Repository> repositories(String team) {
        return repositories.getOrDefault(team, Map.of());
    }

    private Verdict mark(String mark, String team) {
        int read = 0;
        for (Repository repository : repositories(team).values()) {
            RepositoryFiles found = files.get(repository.id());
            if (found != null && found.found().contains(mark)) {
                return Verdict.yes(mark + " in " + repository.name());
            }
            read += found != null && found.sought().contains(mark) ? 1 : 0;
        }
        return read(read, team) ? Verdict.no("no " + mark) : Verdict.unknown("files not read");
    }

    private boolean read(int count, String team) {
        return count > 0 && count == repositories(team).size();
    }

    private Verdict commits(String team) {
        int read = 0;
        for (Repository repository : repositories(team).values()) {
            Optional<Instant> newest =
                    Optional.ofNullable(files.get(repository.id())).flatMap(RepositoryFiles::committedAt);
            if (newest.filter(at -> at.isAfter(WINDOW.start(asOf))).isPresent()) {
                return Verdict.yes("newest commit of " + repository.name() + " at " + newest.get());
            }
            read += newest.isPresent() ? 1 : 0;
        }
        return read(read, team) ? Verdict.no("no commit in 90 days") : Verdict.unknown("newest commits not read");
    }

    private Verdict checks(String team) {
        int read = 0;
        for (Repository repository : repositories(team).values()) {
            RepositoryFiles found = files.get(repository.id());
            Optional<Boolean> checked = Optional.ofNullable(found).flatMap(RepositoryFiles::checked);
            boolean recent = found != null
                    && found.committedAt()
                            .filter(at -> at.isAfter(WINDOW.start(asOf)))
                            .isPresent();
            if (recent && checked.orElse(false)) {
                return Verdict.yes("checks on the newest commit of " + repository.name());
            }
            read += checked.isPresent() ? 1 : 0;
        }
        return read(read, team)
                ? Verdict.no("no checks on a newest commit of 90 days")
                : Verdict.unknown("checks of the newest commits not told");
    }

    private Verdict paging(String team) {
        boolean open = owned.isEmpty();
        for (Owned one : owned) {
            boolean own = one.teams().contains(team);
            if (own && one.service().paging().orElse(false)) {
                return Verdict.yes("service " + one.service().name() + " has an escalation policy");
            }
            // a service that belongs to nobody may be this team's
            open |= one.teams().isEmpty() || (own && one.service().paging().isEmpty());
        }
        return open || !repositories.containsKey(team)
                ? Verdict.unknown("no service is known to be of this team")
                : Verdict.no("none of the services is of this team and calls somebody");
    }

    private Verdict byPipeline(String team) {
        Pipelines made = Pipelines.of(log, deployments, team, asOf);
        String text = made.automated() + " of " + made.known() + " production deployments were made by a pipeline";
        if (made.known() == 0) {
            return Verdict.unknown("of no deployment it is told who made it");
        }
        if (made.automated() >= BY_PIPELINE * made.known()) {
            return Verdict.yes(text);
        }
        return made.known() < ENOUGH ? Verdict.unknown(text) : Verdict.no(text);
    }

    /**
     * A service of incidents.
     *
     * @param teams of the applications that it belongs to; none: it may be anybody's
     */
    private record Owned(IncidentService service, Set<String> teams) {}
}
