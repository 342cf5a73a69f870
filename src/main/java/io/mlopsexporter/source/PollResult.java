package io.mlopsexporter.source;

import io.mlopsexporter.event.OneLine;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** How a poll ended. */
public sealed interface PollResult {
    <T> T fold(Function<Complete, T> complete, Function<Failed, T> failed);

    /**
     * Everything up to {@code asOf} is known.
     *
     * @param problems what could not be read and does not belong to the whole: a repository that is forbidden, say
     */
    record Complete(Instant asOf, List<Problem> problems) implements PollResult {
        public Complete {
            problems = List.copyOf(problems);
        }

        @Override
        public <T> T fold(Function<Complete, T> complete, Function<Failed, T> failed) {
            return complete.apply(this);
        }
    }

    /** The poll did not come to its end; what it wrote is kept, and the next one goes on from there. */
    record Failed(SourceError error) implements PollResult {
        @Override
        public <T> T fold(Function<Complete, T> complete, Function<Failed, T> failed) {
            return failed.apply(this);
        }
    }

    /** A part that could not be read, as people need to know it: {@code repository acme/x}, {@code 403: …, grant …}. */
    record Problem(String subject, String text) {
        public Problem {
            subject = OneLine.message(subject);
            text = OneLine.message(text);
        }
    }
}
