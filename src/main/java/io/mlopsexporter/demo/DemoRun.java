package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.List;

/**
 * A workflow run with its attempts.
 *
 * @param at when it was created; a re-run keeps it
 * @param actor login of who started it
 * @param file file name of the workflow
 */
record DemoRun(
        DemoRepository repository,
        long id,
        int number,
        String actor,
        String file,
        String event,
        String branch,
        String commit,
        Instant at,
        List<Attempt> attempts)
        implements Dated {
    DemoRun {
        attempts = List.copyOf(attempts);
    }

    /**
     * One attempt.
     *
     * @param at when it started
     */
    record Attempt(Instant at, Instant endedAt, String conclusion) implements Dated {}

    /** Number of the attempt that counts at an instant, from 1. */
    int attempt(Instant now) {
        return (int)
                attempts.stream().filter(attempt -> !attempt.at().isAfter(now)).count();
    }

    String url() {
        return repository.url() + "/actions/runs/" + id;
    }
}
