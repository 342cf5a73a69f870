package io.mlopsexporter.dora;

import io.mlopsexporter.event.ModelVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * The version of a model as a change (design 3.2).
 *
 * @param number of the version
 * @param facts what is known of it; empty where it was deleted before it could be read
 * @param byCommit whether its lead time starts with the commit that its run names, rather than with the run
 */
public record ModelChange(String number, Optional<ModelVersion> facts, boolean byCommit) {

    String title() {
        return facts.map(ModelVersion::name).orElse("model") + " version " + number;
    }

    /** Where {@code training} ends: with the run, or with the registration if that was made while it ran. */
    public Optional<Instant> trainedAt() {
        return facts.map(version -> version.run()
                .flatMap(ModelVersion.TrainingRun::endedAt)
                .filter(end -> end.isBefore(version.createdAt()))
                .orElse(version.createdAt()));
    }

    /** Where {@code registration} ends. */
    public Optional<Instant> registeredAt() {
        return facts.map(ModelVersion::createdAt);
    }
}
