package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the incidents that are open, whatever their age, and finds out what became of those that were. */
final class OpenSet {
    private final Poll poll;
    private final Incidents incidents;
    private final Recorder recorder;
    private Instant newest = Instant.EPOCH;

    OpenSet(Poll poll, Incidents incidents, Recorder recorder) {
        this.poll = poll;
        this.incidents = incidents;
        this.recorder = recorder;
    }

    /** To be called before the resolved ones are read: what is resolved in between must not be in neither. */
    void read() {
        Listing.End end = incidents.open(this::record);
        if (end == Listing.End.CAPPED) {
            Duration day = Duration.ofDays(1);
            incidents.created(Incidents.OPEN, newest.minus(day), poll.asOf().plus(day), this::record, slice -> true);
        }
    }

    private void record(List<JsonNode> items) {
        recorder.record(items, Map.of());
        items.forEach(item -> Wire.instant(item, "created_at")
                .filter(at -> at.isAfter(newest))
                .ifPresent(at -> newest = at));
    }

    /**
     * Asks for those that were open and are now in no list. To be called after the resolved ones were read.
     *
     * @param prefix of the source's ids
     */
    void followUp(String prefix) {
        for (String id : recorder.unseenOpen(prefix)) {
            Optional<JsonNode> incident = incidents.one(id);
            if (incident.isPresent()) {
                recorder.record(List.of(incident.get()), Map.of());
            } else {
                recorder.remove(id);
                poll.problem("incident " + id, "was open and does not exist any more; it is no longer counted");
            }
        }
    }
}
