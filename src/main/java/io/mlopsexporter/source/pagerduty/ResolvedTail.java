package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the incidents that are over by the time of their resolution, so that one that was opened long ago and resolved just now is
 * met. PagerDuty gives 10,000 of that list; where the history holds more, the older ones are read by time of creation.
 */
final class ResolvedTail {
    /** Lists run behind by minutes. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /** What was resolved in the history was created at most so long before it, unless a slice before that shows otherwise. */
    private static final Duration LONGEST_USUAL = Duration.ofDays(180);

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Poll poll;
    private final Incidents incidents;
    private final Recorder recorder;
    private TailNote note;

    ResolvedTail(Poll poll, Incidents incidents, Recorder recorder) {
        this.poll = poll;
        this.incidents = incidents;
        this.recorder = recorder;
        this.note = TailNote.beginning(poll.asOf());
    }

    void read() {
        Optional<TailNote> former = poll.journal().cursor(TailNote.NAME).flatMap(TailNote::parse);
        if (former.isPresent()) {
            note = former.get();
            catchUp();
        }
        if (note.oldest().isAfter(poll.floor())) {
            if (note.createdFrom().isEmpty()) {
                readBack();
            }
            if (note.createdFrom().isPresent()) {
                readSlices();
            }
        }
    }

    /** What was resolved since the last poll. */
    private void catchUp() {
        Instant known = note.newest().minus(OVERLAP);
        Instant[] reached = {poll.asOf()};
        Listing.End end = incidents.resolved(0, page -> {
            recorder.record(page.items(), Map.of());
            reached[0] = Recorder.earliestEnd(page.items()).orElse(reached[0]);
            return !reached[0].isBefore(known);
        });
        note = end == Listing.End.CAPPED
                ? new TailNote(poll.asOf(), reached[0], 0, Optional.of(dayAfter(reached[0])))
                : note.until(poll.asOf());
        keep();
    }

    private void readBack() {
        Listing.End end = incidents.resolved(resumedAt(), page -> {
            note = note.backTo(Recorder.earliestEnd(page.items()).orElse(note.oldest()), page.next());
            recorder.record(page.items(), Map.of(TailNote.NAME, note.text()));
            progress(note.oldest());
            return !note.oldest().isBefore(poll.floor());
        });
        note = switch (end) {
            case WHOLE -> note.whole(Instant.EPOCH);
            case STOPPED -> note.whole(note.oldest());
            case CAPPED -> note.createdFrom(dayAfter(note.oldest()));
        };
        keep();
    }

    /** New resolutions have moved the list down since, reopened incidents have moved it up: there must be no gap. */
    private int resumedAt() {
        int offset = note.offset();
        while (offset > 0) {
            List<JsonNode> items = incidents.resolvedPage(offset).items();
            Optional<Instant> first = items.isEmpty() ? Optional.empty() : Wire.resolvedAt(items.get(0));
            if (first.filter(at -> !at.isBefore(note.oldest())).isPresent()) {
                return offset;
            }
            offset = Math.max(0, offset - Listing.LIMIT);
        }
        return 0;
    }

    private void readSlices() {
        Instant to = note.createdFrom().orElseThrow();
        int[] found = {0};
        incidents.created(
                Incidents.RESOLVED,
                poll.floor().minus(LONGEST),
                to,
                items -> {
                    recorder.record(items, Map.of());
                    found[0] += (int) items.stream().filter(this::isInHistory).count();
                },
                slice -> {
                    warnIfEmpty(slice);
                    boolean usual = slice.from().isAfter(poll.floor().minus(LONGEST_USUAL));
                    boolean goOn = usual || found[0] > 0;
                    found[0] = 0;
                    note = note.createdFrom(slice.from());
                    keep();
                    progress(slice.from());
                    return goOn;
                });
        note = note.whole(poll.floor());
        keep();
    }

    private boolean isInHistory(JsonNode incident) {
        return Wire.resolvedAt(incident)
                .filter(at -> !at.isBefore(poll.floor()))
                .isPresent();
    }

    private void warnIfEmpty(Incidents.Slice slice) {
        if (slice.isWide() && slice.items() == 0 && slice.from().isAfter(poll.floor())) {
            poll.problem(
                    "incidents",
                    "none was created from " + slice.from() + " to " + slice.to()
                            + ", though there are more than 10,000; if that can't be, ask PagerDuty what the key may see");
        }
    }

    private void progress(Instant reached) {
        long total = Duration.between(poll.floor(), poll.asOf()).toDays();
        long done = Math.min(total, Duration.between(reached, poll.asOf()).toDays());
        poll.journal().progress("days of incidents", (int) done, (int) total);
    }

    private void keep() {
        poll.journal().write(Batch.EMPTY, Map.of(TailNote.NAME, note.text()));
    }

    private static Instant dayAfter(Instant instant) {
        return instant.plus(Duration.ofDays(1));
    }
}
