package io.mlopsexporter.source.pagerduty;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the priorities that are configured to count exist: a misspelt one would count no incident, without a word. */
final class Priorities {
    static final String NAME = "priorities";
    private static final Duration BETWEEN = Duration.ofDays(1);

    private final PagerDutySettings settings;
    private final HttpApi api;

    Priorities(PagerDutySettings settings, HttpApi api) {
        this.settings = settings;
        this.api = api;
    }

    /** Says what is wrong at every poll; asks once a day. Costs nothing where none is configured. */
    void check(Poll poll) {
        if (settings.priorities().isEmpty()) {
            return;
        }
        Optional<OptionalNote> former = poll.journal().cursor(NAME).flatMap(OptionalNote::parse);
        String fault;
        if (former.isPresent() && !former.get().isDue(poll.asOf(), BETWEEN)) {
            fault = former.get().refusal();
        } else {
            try {
                fault = fault();
                OptionalNote note = new OptionalNote(poll.asOf(), true, fault);
                poll.journal().write(Batch.EMPTY, Map.of(NAME, note.text()));
            } catch (SourceException e) {
                fault = unread(e);
            }
        }
        if (!fault.isEmpty()) {
            poll.problem(NAME, fault);
        }
    }

    /**
     * What is wrong with the configured ones; empty: nothing.
     *
     * @throws SourceException if it may be known later
     */
    String fault() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        try {
            new Listing(api).read("/priorities", "priorities", Map.of(), 0, page -> {
                page.items()
                        .forEach(json -> names.add(Wire.firstOf(Wire.text(json, "name"), Wire.text(json, "summary"))));
                return true;
            });
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            return unread(e);
        }
        List<String> unknown = settings.priorities().stream()
                .filter(name -> !names.contains(name))
                .toList();
        return unknown.isEmpty()
                ? ""
                : "pagerduty.priorities: the account has none named " + String.join(", ", unknown)
                        + ", so no incident of that priority counts; "
                        + (names.isEmpty() ? "it has no priorities" : "expected some of " + String.join(", ", names));
    }

    private static String unread(SourceException e) {
        return e.getMessage()
                + "; whether the configured priorities exist can't be told (scope priorities.read); incidents"
                + " are compared with them by name";
    }
}
