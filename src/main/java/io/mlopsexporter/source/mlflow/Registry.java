package io.mlopsexporter.source.mlflow;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.RegisteredModel;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the registered models, and what has changed about each. That a model is not in the list says nothing: the registry has to
 * say that there is none of its name. And even then nothing is taken back.
 */
final class Registry {
    /** So often a list of several pages is read again while models are missing in it. */
    private static final int TRIES = 3;
    /** So many missing models are asked for in one poll. */
    private static final int MISSING = 100;

    private final MlflowApi api;
    private final Poll poll;
    private final Promotions promotions;
    private final Map<String, ListedModel> listed = new LinkedHashMap<>();

    Registry(MlflowApi api, Poll poll, Tally skipped) {
        this.api = api;
        this.poll = poll;
        this.promotions = new Promotions(poll, skipped);
    }

    /** Reads the list; afterwards those that were known before are among it, or known to be gone. */
    void list() {
        List<RegisteredModel> missing = List.of();
        for (int tries = 1; tries <= TRIES; tries++) {
            MlflowApi.Listing<ListedModel> read = api.models();
            read.items().stream()
                    .filter(model -> poll.settings().wantsModel(model.name()))
                    .forEach(model -> listed.putIfAbsent(model.name(), model));
            missing = missing();
            // One page is of one moment. Of several, a deletion in between hides a model from both.
            if (missing.isEmpty() || !read.paged()) {
                break;
            }
        }
        missing.stream().limit(MISSING).forEach(this::askFor);
    }

    private List<RegisteredModel> missing() {
        return poll.log().models().values().stream()
                .filter(model -> poll.isOurs(model.id()) && poll.settings().wantsModel(model.name()))
                .filter(model -> !listed.containsKey(model.name()))
                .filter(model -> note(model.id()).filter(ModelNote::gone).isEmpty())
                .toList();
    }

    private void askFor(RegisteredModel model) {
        Optional<ListedModel> found = api.model(model.name());
        if (found.isPresent()) {
            listed.put(model.name(), found.get());
        } else {
            poll.problem("model " + model.name(), "is no longer in the registry; its history stays");
            note(model.id()).ifPresent(note -> poll.keep(List.of(), ModelNote.name(model.id()), note.left()));
        }
    }

    Collection<ListedModel> models() {
        return listed.values();
    }

    /** Reads what is new about each. What is done for one model is done, whatever becomes of the poll. */
    void read(Versions versions) {
        int first = (int) listed.values().stream()
                .filter(model -> former(model).isEmpty())
                .count();
        int done = 0;
        for (ListedModel model : listed.values()) {
            boolean known = former(model).isPresent();
            readOne(model, versions);
            if (!known) {
                poll.journal().progress("models", ++done, first);
            }
        }
    }

    private void readOne(ListedModel model, Versions versions) {
        try {
            read(model, versions);
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            poll.problem("model " + model.name(), "cannot be read: " + e.getMessage());
        }
    }

    private void read(ListedModel model, Versions versions) {
        String id = poll.modelId(model.name());
        Optional<ModelNote> former = former(model);
        int known = former.map(note -> note.known(poll.people())).orElse(0);
        int newest =
                Math.max(former.map(ModelNote::newest).orElse(0), model.newest().orElse(0));
        List<Event> events = new ArrayList<>(promotions.byAlias(model, former));
        former.ifPresent(note -> events.addAll(promotions.byStage(model, note)));
        events.addAll(promotions.byTag(model.latest()));
        Map<String, String> notes = new HashMap<>();
        if (newest > known) {
            List<ListedVersion> all = api.versions(model.name());
            RunRecorder.Recorded recorded = versions.record(
                    all.stream().filter(version -> version.number() > known).toList());
            events.addAll(recorded.events());
            notes.putAll(recorded.notes());
            events.addAll(promotions.byTag(all));
            if (former.isEmpty()) {
                events.addAll(promotions.byStage(all));
            }
        }
        events.add(event(model));
        ModelNote now = new ModelNote(
                createdAt(model),
                promotions.aliases(model),
                poll.settings().aliases().keySet(),
                poll.settings().stage()
                        ? model.inProduction().map(ListedVersion::number).orElse(0)
                        : 0,
                newest,
                Optional.of(poll.people()),
                false);
        keep(id, events, notes, now, former);
    }

    private void keep(
            String id, List<Event> events, Map<String, String> notes, ModelNote now, Optional<ModelNote> former) {
        if (!former.equals(Optional.of(now))) {
            poll.somethingNew();
            notes.put(ModelNote.name(id), Notes.write(now));
        }
        List<Event> changed = news(events);
        if (!changed.isEmpty() || !notes.isEmpty()) {
            poll.journal().write(Batch.of(changed), notes);
        }
    }

    /** A version's tag is shown nowhere but with the version. */
    void readTags(String tag, boolean whole) {
        List<Event> found = new ArrayList<>();
        for (ListedVersion version : api.tagged(tag, whole)) {
            if (listed.containsKey(version.model())) {
                found.addAll(promotions.byTag(List.of(version)));
            }
        }
        List<Event> changed = news(found);
        if (!changed.isEmpty()) {
            poll.journal().write(Batch.of(changed), Map.of());
        }
    }

    /** What was seen once of a deployment is frozen; of the rest the newest copy counts. */
    private List<Event> news(Collection<Event> events) {
        Map<String, Event> changed = new LinkedHashMap<>();
        for (Event event : events) {
            boolean known = event instanceof Deployment deployment
                    ? poll.history(deployment.repository()).deployments().containsKey(deployment.id())
                    : event instanceof RegisteredModel model
                            && model.equals(poll.log().models().get(model.id()));
            if (!known) {
                changed.put(event.getClass().getSimpleName() + event.id(), event);
            }
        }
        return List.copyOf(changed.values());
    }

    private RegisteredModel event(ListedModel model) {
        String id = poll.modelId(model.name());
        return new RegisteredModel(
                id,
                model.name(),
                model.createdAt().orElse(Instant.EPOCH),
                model.team(),
                poll.page("models/" + id.substring(id.indexOf('/') + 1).replace("+", "%20")));
    }

    /** How it was seen last, unless it was another one of the same name. */
    private Optional<ModelNote> former(ListedModel model) {
        return note(poll.modelId(model.name())).filter(note -> note.createdAt() == createdAt(model));
    }

    private Optional<ModelNote> note(String id) {
        return Notes.read(poll.journal(), ModelNote.name(id), ModelNote.class);
    }

    private static long createdAt(ListedModel model) {
        return model.createdAt().map(Instant::toEpochMilli).orElse(0L);
    }
}
