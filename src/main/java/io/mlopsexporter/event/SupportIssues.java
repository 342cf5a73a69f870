package io.mlopsexporter.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The issues by which users of the platform ask for help. A newer reading takes the place of the one before. Nothing in it says who
 * asked or answered.
 *
 * @param id {@code <source>/support}
 * @param queue {@code acme/ml-platform#support}
 * @param issues those that count, by number
 */
public record SupportIssues(String id, String queue, List<Issue> issues) implements PlatformFact {
    public SupportIssues {
        issues = List.copyOf(issues);
    }

    /**
     * One question.
     *
     * @param answeredAt the first comment or closing by a responder
     * @param closedAt by whomever; of one that was closed, opened and closed again, the last time
     */
    public record Issue(long number, Instant openedAt, Optional<Instant> answeredAt, Optional<Instant> closedAt) {
        /** Whether it was open at an instant, answered or not. */
        public boolean openAt(Instant at) {
            return !openedAt.isAfter(at)
                    && closedAt.filter(end -> !end.isAfter(at)).isEmpty();
        }
    }
}
