package io.mlopsexporter.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a registered model: the change that a deployment of it delivers.
 *
 * @param model id of the {@link RegisteredModel}
 * @param name of the model, as people know it
 * @param number 1 for the first; higher for a later one, whatever became of those between
 * @param createdAt when it was registered
 * @param run what trained it; empty where nobody knows
 * @param url where people find it
 */
public record ModelVersion(
        String model, String name, int number, Instant createdAt, Optional<TrainingRun> run, Optional<String> url)
        implements Event {

    @Override
    public String id() {
        return model + "/" + number;
    }

    /**
     * The run that trained a version. Any of it may be unknown.
     *
     * @param id the source's
     * @param endedAt empty while it goes on, and for ever if it never told
     * @param commit 40 hex digits of the commit that it ran
     * @param repository where that commit lies, as {@link Addresses} writes it
     */
    public record TrainingRun(
            String id,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<String> commit,
            Optional<String> repository) {}
}
