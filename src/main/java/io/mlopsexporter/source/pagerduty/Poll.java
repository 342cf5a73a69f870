package io.mlopsexporter.source.pagerduty;

import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One poll under way: when it is, what it writes to, and what it has met so far. */
final class Poll {
    private final Journal journal;
    private final Instant asOf;
    private final Instant floor;
    private final List<PollResult.Problem> problems = new ArrayList<>();

    Poll(Journal journal, PagerDutySettings settings, Instant asOf) {
        this.journal = journal;
        this.asOf = asOf;
        this.floor = asOf.minus(settings.history());
    }

    Journal journal() {
        return journal;
    }

    Instant asOf() {
        return asOf;
    }

    /** What was resolved before this instant is of no interest. */
    Instant floor() {
        return floor;
    }

    void problem(String subject, String text) {
        problems.add(new PollResult.Problem(subject, text));
    }

    List<PollResult.Problem> problems() {
        return List.copyOf(problems);
    }

    PollResult complete() {
        return new PollResult.Complete(asOf, problems);
    }
}
