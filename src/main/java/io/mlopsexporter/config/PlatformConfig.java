package io.mlopsexporter.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What counts as using the platform.
 *
 * @param workflows searched in the names and files of workflows: their runs are pipeline runs; none: no run is one
 * @param userExclude searched in user names, logins and mail addresses: who is nobody
 */
public record PlatformConfig(List<ActivityType> activities, List<Pattern> workflows, Pattern userExclude) {
    public PlatformConfig {
        activities = List.copyOf(activities);
        workflows = List.copyOf(workflows);
    }

    /** What may count. */
    public enum ActivityType {
        TRAINING_RUN,
        MODEL_VERSION,
        PIPELINE_RUN,
        DEPLOYMENT
    }
}
