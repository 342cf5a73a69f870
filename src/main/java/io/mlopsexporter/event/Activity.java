package io.mlopsexporter.event;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One use of the platform by a team or person (design 3.8). Deployments are events of their own; an activity of that type only
 * tells who made one.
 *
 * @param id {@code <source>/…}; of a deployment: the {@link Deployment}'s id
 * @param at when it was; of a training run: its start, of a model version: its creation
 * @param subject id of the {@link Application}, {@link Repository} or {@link Experiment} in which it was
 * @param person a keyed hash that stands for the person, if it was one: never a name, mail or login
 */
public record Activity(String id, Type type, Instant at, String subject, Optional<String> person) implements Event {

    /** What was done. */
    public enum Type {
        TRAINING_RUN,
        MODEL_VERSION,
        PIPELINE_RUN,
        DEPLOYMENT;

        /** As it stands in labels and configurations: {@code training_run}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
