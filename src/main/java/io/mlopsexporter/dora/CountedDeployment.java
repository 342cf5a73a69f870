package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import java.time.Instant;
import java.util.List;

/**
 * A successful deployment to production that counts.
 *
 * @param finishedAt its first success
 * @param repetitions what was collapsed into it
 */
public record CountedDeployment(Deployment event, Instant finishedAt, List<Repetition> repetitions) {
    public CountedDeployment {
        repetitions = List.copyOf(repetitions);
    }

    public String id() {
        return event.id();
    }

    public String commit() {
        return event.commit();
    }

    public String environment() {
        return Application.environmentOf(event);
    }
}
