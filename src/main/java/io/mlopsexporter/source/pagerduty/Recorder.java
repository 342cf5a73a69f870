package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns copies of incidents into what they change in the journal. The newest copy decides, whatever was thought before. */
final class Recorder {
    private final Poll poll;
    private final IncidentMapping mapping;
    private final Links links;
    private final Tallies tallies;
    private final Set<String> seen = new HashSet<>();

    Recorder(Poll poll, IncidentMapping mapping, Links links, Tallies tallies) {
        this.poll = poll;
        this.mapping = mapping;
        this.links = links;
        this.tallies = tallies;
    }

    /** What the incidents that do not become events are counted in. */
    record Tallies(Tally leftOut, Tally skipped) {}

    /** Writes what is new in these incidents, together with the notes. */
    void record(List<JsonNode> items, Map<String, String> notes) {
        Changes changed = new Changes();
        try {
            items.forEach(item -> add(item, changed));
        } catch (SourceException e) {
            // Each of these has cost a request, which need not be made again.
            changed.write(Map.of());
            throw e;
        }
        changed.write(notes);
    }

    /** PagerDuty's ids of the open incidents that the journal knows and this poll has not met. */
    Set<String> unseenOpen(String prefix) {
        Set<String> unseen = new TreeSet<>();
        poll.journal().log().incidents().forEach((id, incident) -> {
            if (id.startsWith(prefix) && incident.end().isEmpty()) {
                unseen.add(id.substring(prefix.length()));
            }
        });
        unseen.removeAll(seen);
        return unseen;
    }

    void remove(String pagerDutyId) {
        poll.journal().write(new Batch(List.of(), List.of(key(mapping.id(pagerDutyId)))), Map.of());
    }

    private void add(JsonNode json, Changes changed) {
        String pagerDutyId = Wire.text(json, "id");
        if (pagerDutyId.isEmpty()) {
            tallies.skipped().add("no_id", json.toString());
            return;
        }
        seen.add(pagerDutyId);
        Optional<Incident> former =
                Optional.ofNullable(poll.journal().log().incidents().get(mapping.id(pagerDutyId)));
        rename(json.path("service"), changed);
        Mapped mapped = mapping.of(json);
        boolean remains = mapped.fold(
                kept -> {
                    if (kept.incident() instanceof Incident.Merged) {
                        tallies.leftOut().add(Mapped.MERGED, pagerDutyId);
                    }
                    keep(json, kept.incident(), former, changed);
                    return true;
                },
                leftOut -> {
                    tallies.leftOut().add(leftOut.reason(), pagerDutyId);
                    return false;
                },
                skipped -> {
                    tallies.skipped().add(skipped.reason(), pagerDutyId);
                    return skipped.keepsFormer();
                });
        if (!remains) {
            former.ifPresent(incident -> changed.removals.add(key(incident.id())));
        }
    }

    /** News of a service that is known. What is not listed, as a deleted one, is left to the list. */
    private void rename(JsonNode reference, Changes changed) {
        String id = mapping.id(Wire.text(reference, "id"));
        String name = IncidentMapping.serviceName(reference);
        IncidentService listed = poll.journal().log().incidentServices().get(id);
        if (listed != null && !name.isEmpty() && !listed.name().equals(name)) {
            changed.upserts.add(new IncidentService(id, name));
        }
    }

    private void keep(JsonNode json, Incident incident, Optional<Incident> former, Changes changed) {
        boolean tooOld =
                incident.end().filter(end -> end.isBefore(poll.floor())).isPresent();
        if (tooOld && former.isEmpty()) {
            return;
        }
        // Change events may come a little late: asked for when the incident begins and again when it ends.
        boolean ask = !(incident instanceof Incident.Merged)
                && former.filter(known ->
                                known.end().isPresent() || incident.end().isEmpty())
                        .isEmpty();
        List<String> names = ask
                ? links.of(Wire.text(json, "id"))
                : former.map(Incident::links).orElse(List.of());
        Incident linked = IncidentMapping.linked(incident, names);
        Incident known = linked instanceof Incident.Open open ? open.after(pause(json, former)) : linked;
        if (!former.equals(Optional.of(known))) {
            changed.upserts.add(known);
        }
    }

    /**
     * When an open incident was taken for over last. A reopened one bears no trace of its resolution; another source whose as-of lies
     * before the reopening needs it.
     */
    private Optional<Incident.Pause> pause(JsonNode json, Optional<Incident> former) {
        if (former.isPresent() && former.get() instanceof Incident.Open open) {
            return open.pause();
        }
        return former.filter(incident -> incident instanceof Incident.Resolved)
                .flatMap(Incident::end)
                .map(end -> new Incident.Pause(
                        end,
                        Wire.instant(json, "last_status_change_at")
                                .filter(changed -> changed.isAfter(end) && !changed.isAfter(poll.asOf()))
                                .orElse(poll.asOf())))
                .filter(pause -> pause.resolvedAt().isBefore(pause.reopenedAt()));
    }

    private static Batch.Key key(String id) {
        return new Batch.Key(Incident.class, id);
    }

    /** What is to be written together. */
    private final class Changes {
        private final List<Event> upserts = new ArrayList<>();
        private final List<Batch.Key> removals = new ArrayList<>();

        void write(Map<String, String> notes) {
            if (!upserts.isEmpty() || !removals.isEmpty() || !notes.isEmpty()) {
                poll.journal().write(new Batch(upserts, removals), notes);
            }
        }
    }

    /** How old the oldest resolution among these is, judging by the field that PagerDuty sorts by. */
    static Optional<Instant> earliestEnd(List<JsonNode> items) {
        for (int at = items.size() - 1; at >= 0; at--) {
            Optional<Instant> end = Wire.instant(items.get(at), "resolved_at");
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }
}
