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
 * @param histories what is known of each repository and each model, by its id
 * @param incidents by id
 * @param incidentServices by id
 * @param activities by id
 * @param experiments by id
 * @param models of registries, by id
 * @param platformFacts by id
 */
public record EventLog(
        SortedMap<String, Application> applications,
        SortedMap<String, Repository> repositories,
        SortedMap<String, RepositoryHistory> histories,
        SortedMap<String, Incident> incidents,
        SortedMap<String, IncidentService> incidentServices,
        SortedMap<String, Activity> activities,
        SortedMap<String, Experiment> experiments,
        SortedMap<String, RegisteredModel> models,
        SortedMap<String, PlatformFact> platformFacts) {

    private static final Set<Class<? extends Event>> OF_REPOSITORIES = Set.of(
            Deployment.class, Commit.class, PullRequest.class, Lineage.class, NamedCommit.class, ModelVersion.class);

    public static final EventLog EMPTY = new EventLog(
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
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
                kept(incidents, sources),
                kept(incidentServices, sources),
                kept(activities, sources),
                kept(experiments, sources),
                kept(models, sources),
                kept(platformFacts, sources));
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

    EventLog withApplications(SortedMap<String, Application> other) {
        return new EventLog(
                other,
                repositories,
                histories,
                incidents,
                incidentServices,
                activities,
                experiments,
                models,
                platformFacts);
    }

    /** Of a repository, or of a model. */
    public RepositoryHistory history(String repository) {
        return histories.getOrDefault(repository, RepositoryHistory.EMPTY);
    }

    /** This log with a batch applied. Histories of repositories that the batch does not touch stay the same instances. */
    public EventLog with(Batch batch) {
        if (batch.isEmpty()) {
            return this;
        }
        return new EventLog(
                changed(applications, Application.class, batch),
                changed(repositories, Repository.class, batch),
                changedHistories(batch),
                changed(incidents, Incident.class, batch),
                changed(incidentServices, IncidentService.class, batch),
                changed(activities, Activity.class, batch),
                changed(experiments, Experiment.class, batch),
                changed(models, RegisteredModel.class, batch),
                changed(platformFacts, PlatformFact.class, batch));
    }

    private static <T extends Event> SortedMap<String, T> changed(
            SortedMap<String, T> events, Class<T> type, Batch batch) {
        List<T> upserts = batch.upserts().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        List<Batch.Key> removals = batch.removals().stream()
                .filter(key -> type.isAssignableFrom(key.type()))
                .toList();
        if (upserts.isEmpty() && removals.isEmpty()) {
            return events;
        }
        var changed = new TreeMap<>(events);
        upserts.forEach(event -> changed.put(event.id(), event));
        removals.forEach(key -> changed.remove(key.id()));
        return Collections.unmodifiableSortedMap(changed);
    }

    private SortedMap<String, RepositoryHistory> changedHistories(Batch batch) {
        Map<String, List<Event>> upserts = new TreeMap<>();
        Map<String, List<Batch.Key>> removals = new TreeMap<>();
        batch.upserts().stream()
                .filter(event -> belongsToRepository(event.getClass()))
                .forEach(event -> upserts.computeIfAbsent(repositoryOf(event), any -> new ArrayList<>())
                        .add(event));
        batch.removals().stream()
                .filter(key -> belongsToRepository(key.type()))
                .forEach(key -> removals.computeIfAbsent(repositoryOf(key), any -> new ArrayList<>())
                        .add(key));
        var touched = new TreeMap<String, Batch>();
        upserts.forEach((repository, events) ->
                touched.put(repository, new Batch(events, removals.getOrDefault(repository, List.of()))));
        removals.forEach((repository, keys) -> touched.putIfAbsent(repository, new Batch(List.of(), keys)));
        if (touched.isEmpty()) {
            return histories;
        }
        var changed = new TreeMap<>(histories);
        touched.forEach((repository, part) ->
                changed.put(repository, history(repository).with(part)));
        return Collections.unmodifiableSortedMap(changed);
    }

    private static boolean belongsToRepository(Class<? extends Event> type) {
        return OF_REPOSITORIES.contains(type);
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
        } else if (event instanceof NamedCommit named) {
            return named.repository();
        } else if (event instanceof ModelVersion version) {
            return version.model();
        }
        throw new IllegalArgumentException("belongs to no repository: " + event);
    }

    /** Ids of what belongs to a repository begin with the repository's id, which is {@code <source>/<number>}. */
    private static String repositoryOf(Batch.Key key) {
        String[] parts = key.id().split("/", 3);
        return parts[0] + "/" + parts[1];
    }
}
