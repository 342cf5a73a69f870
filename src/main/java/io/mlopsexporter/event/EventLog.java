package io.mlopsexporter.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All events, immutable and sorted, whatever the order they came in.
 *
 * @param applications by id
 * @param repositories by id
 * @param histories what is known of each repository, by the repository's id
 * @param incidents by id
 */
public record EventLog(
        SortedMap<String, Application> applications,
        SortedMap<String, Repository> repositories,
        SortedMap<String, RepositoryHistory> histories,
        SortedMap<String, Incident> incidents) {

    public static final EventLog EMPTY = new EventLog(
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap());

    /** A log of these events; of two with the same id the later one holds. */
    public static EventLog of(List<? extends Event> events) {
        return EMPTY.with(Batch.of(events));
    }

    /** Only what these sources told: an event's source is the first part of its id. */
    public EventLog toldBy(Set<String> sources) {
        return new EventLog(
                kept(applications, sources),
                kept(repositories, sources),
                kept(histories, sources),
                kept(incidents, sources));
    }

    private static <T> SortedMap<String, T> kept(SortedMap<String, T> events, Set<String> sources) {
        var kept = new TreeMap<String, T>();
        events.forEach((id, event) -> {
            if (sources.contains(id.substring(0, Math.max(0, id.indexOf('/'))))) {
                kept.put(id, event);
            }
        });
        return Collections.unmodifiableSortedMap(kept);
    }

    public RepositoryHistory history(String repository) {
        return histories.getOrDefault(repository, RepositoryHistory.EMPTY);
    }

    /** This log with a batch applied. Histories of repositories that the batch does not touch stay the same instances. */
    public EventLog with(Batch batch) {
        if (batch.isEmpty()) {
            return this;
        }
        var changedApplications = new TreeMap<>(applications);
        var changedRepositories = new TreeMap<>(repositories);
        var changedIncidents = new TreeMap<>(incidents);
        Map<String, List<Event>> upserts = new TreeMap<>();
        Map<String, List<Batch.Key>> removals = new TreeMap<>();
        for (Event event : batch.upserts()) {
            if (event instanceof Application application) {
                changedApplications.put(application.id(), application);
            } else if (event instanceof Repository repository) {
                changedRepositories.put(repository.id(), repository);
            } else if (event instanceof Incident incident) {
                changedIncidents.put(incident.id(), incident);
            } else {
                upserts.computeIfAbsent(repositoryOf(event), any -> new ArrayList<>())
                        .add(event);
            }
        }
        for (Batch.Key key : batch.removals()) {
            if (key.type() == Application.class) {
                changedApplications.remove(key.id());
            } else if (key.type() == Repository.class) {
                changedRepositories.remove(key.id());
            } else if (Incident.class.isAssignableFrom(key.type())) {
                changedIncidents.remove(key.id());
            } else {
                removals.computeIfAbsent(repositoryOf(key), any -> new ArrayList<>())
                        .add(key);
            }
        }
        var changedHistories = new TreeMap<>(histories);
        var touched = new TreeMap<String, Batch>();
        upserts.forEach((repository, events) ->
                touched.put(repository, new Batch(events, removals.getOrDefault(repository, List.of()))));
        removals.forEach((repository, keys) -> touched.putIfAbsent(repository, new Batch(List.of(), keys)));
        touched.forEach((repository, part) ->
                changedHistories.put(repository, history(repository).with(part)));
        return new EventLog(
                Collections.unmodifiableSortedMap(changedApplications),
                Collections.unmodifiableSortedMap(changedRepositories),
                Collections.unmodifiableSortedMap(changedHistories),
                Collections.unmodifiableSortedMap(changedIncidents));
    }

    private static String repositoryOf(Event event) {
        if (event instanceof Deployment deployment) {
            return deployment.repository();
        } else if (event instanceof Commit commit) {
            return commit.repository();
        } else if (event instanceof PullRequest pullRequest) {
            return pullRequest.repository();
        } else if (event instanceof Lineage lineage) {
            return lineage.repository();
        }
        throw new IllegalArgumentException("belongs to no repository: " + event);
    }

    /** Ids of what belongs to a repository begin with the repository's id, which is {@code <source>/<number>}. */
    private static String repositoryOf(Batch.Key key) {
        String[] parts = key.id().split("/", 3);
        return parts[0] + "/" + parts[1];
    }
}
