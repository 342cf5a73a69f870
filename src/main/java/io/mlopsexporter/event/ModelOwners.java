package io.mlopsexporter.event;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whose models are, where neither configuration nor the model's own tag says so: the team's that owns the repository which its
 * runs name (design 3.9, 18). What it takes comes from two sources, so it follows from the log, whichever was polled first.
 */
public final class ModelOwners {
    private final EventLog log;
    private final Map<String, Repository> byAddress = new HashMap<>();
    private final Map<String, Set<String>> teams = new HashMap<>();

    private ModelOwners(EventLog log) {
        this.log = log;
        for (Repository repository : log.repositories().values()) {
            Addresses.of(repository.url()).ifPresent(address -> byAddress.put(address, repository));
        }
        for (Application application : log.applications().values()) {
            own(application.repository(), application.team());
        }
        log.repositories()
                .values()
                .forEach(repository -> repository.team().ifPresent(team -> own(repository.id(), team)));
    }

    private void own(String subject, String team) {
        if (!team.equals(Application.UNASSIGNED)) {
            teams.computeIfAbsent(subject, any -> new TreeSet<>()).add(team);
        }
    }

    /** The log with every application of kind model in the hands of its team. */
    public static EventLog settled(EventLog log) {
        if (log.models().isEmpty()) {
            return log;
        }
        var owners = new ModelOwners(log);
        var settled = new TreeMap<>(log.applications());
        for (Application application : log.applications().values()) {
            if (application.signal() == Signal.MLFLOW && application.team().equals(Application.UNASSIGNED)) {
                settled.put(application.id(), owners.owned(application));
            }
        }
        return log.withApplications(Collections.unmodifiableSortedMap(settled));
    }

    /** The team of a model that is no application, as nothing tells of it in production; empty: nobody's. */
    public static Map<String, String> ofModels(EventLog log) {
        var owners = new ModelOwners(log);
        Map<String, String> found = new TreeMap<>();
        for (RegisteredModel model : log.models().values()) {
            model.team()
                    .or(() -> owners.named(model.id()).flatMap(owners::teamOf))
                    .ifPresent(team -> found.put(model.id(), team));
        }
        return found;
    }

    private Application owned(Application application) {
        Optional<Repository> repository = named(application.repository());
        if (repository.isEmpty()) {
            return application.ownedBy(
                    Application.UNASSIGNED, "it has no tag team, and its runs name no repository that is read");
        }
        return teamOf(repository.get())
                .map(team -> application.ownedBy(
                        team,
                        "team " + team + " owns " + repository.get().name() + ", the repository that its runs name"))
                .orElseGet(() -> application.ownedBy(
                        Application.UNASSIGNED,
                        "its runs name " + repository.get().name() + ", which belongs to no one team"));
    }

    /** The repository that the newest version names which names one. */
    private Optional<Repository> named(String model) {
        return log.history(model).versions().values().stream()
                .flatMap(version -> version.run().stream())
                .flatMap(run -> run.repository().stream())
                .flatMap(address -> Optional.ofNullable(byAddress.get(address)).stream())
                .reduce((older, newer) -> newer);
    }

    /** Of a repository that several teams deploy from, nobody can tell whose models are. */
    private Optional<String> teamOf(Repository repository) {
        Set<String> owners = teams.getOrDefault(repository.id(), Set.of());
        return owners.size() == 1 ? Optional.of(owners.iterator().next()) : Optional.empty();
    }
}
