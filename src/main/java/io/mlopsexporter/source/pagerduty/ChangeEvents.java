package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What change events say about the deployments behind an incident. They cost a request for each incident, and so are asked for only
 * where the account has any at all.
 */
final class ChangeEvents {
    static final String NAME = "change_events";
    private static final Duration BETWEEN_CHECKS = Duration.ofHours(1);
    private static final Duration LOOK_BACK = Duration.ofDays(90);

    private final HttpApi api;
    private final Poll poll;
    private OptionalNote note;

    private ChangeEvents(HttpApi api, Poll poll, OptionalNote note) {
        this.api = api;
        this.poll = poll;
        this.note = note;
    }

    /** Finds out whether there are any, if that has not been asked for an hour, or was never answered by yes. */
    static ChangeEvents of(HttpApi api, Poll poll) {
        OptionalNote known = poll.journal()
                .cursor(NAME)
                .flatMap(OptionalNote::parse)
                .orElse(new OptionalNote(poll.asOf().minus(BETWEEN_CHECKS), false, ""));
        ChangeEvents changes = new ChangeEvents(api, poll, known);
        if (!known.any() && !poll.asOf().isBefore(known.asked().plus(BETWEEN_CHECKS))) {
            changes.check();
        }
        if (!changes.note.refusal().isEmpty()) {
            poll.problem("change events", changes.note.refusal());
        }
        return changes;
    }

    /** Commits, numbers and URLs that this incident's change events name. */
    List<String> linksOf(String incident) {
        if (!note.any() || !note.refusal().isEmpty()) {
            return List.of();
        }
        try {
            String path = "/incidents/" + incident + "/related_change_events";
            return ChangeLinks.of(Wire.list(api.get(path, Map.of()).body(), NAME, path));
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Unauthorized || e.error() instanceof SourceError.NotIncluded) {
                refused(e.error());
                poll.problem("change events", note.refusal());
            } else if (!(e.error() instanceof SourceError.NotFound)) {
                throw e;
            }
            return List.of();
        }
    }

    private void check() {
        try {
            // Another zone than UTC is refused. The times must not be older than the events are kept.
            JsonNode body = api.get(
                            "/change_events",
                            Map.of(
                                    "since",
                                    poll.asOf().minus(LOOK_BACK).toString(),
                                    "until",
                                    poll.asOf().toString(),
                                    "limit",
                                    "1"))
                    .body();
            keep(new OptionalNote(
                    poll.asOf(), !Wire.list(body, NAME, "/change_events").isEmpty(), ""));
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            refused(e.error());
        }
    }

    private void refused(SourceError error) {
        keep(new OptionalNote(
                poll.asOf(),
                false,
                error.message() + "; incidents are linked to deployments by their titles and times only, until the key"
                        + " may read change events (scope change_events.read)"));
    }

    private void keep(OptionalNote changed) {
        note = changed;
        poll.journal().write(Batch.EMPTY, Map.of(NAME, changed.text()));
    }
}
