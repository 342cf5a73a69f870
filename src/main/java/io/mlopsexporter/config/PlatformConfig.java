package io.mlopsexporter.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What counts as using the platform.
 *
 * @param workflows searched in the names and files of workflows, and in the reusable ones that they call: their runs are pipeline runs; none: no run is one
 * @param offers names of the capabilities that it offers, all of them; empty: not said
 * @param userExclude searched in user names, logins and mail addresses: who is nobody
 */
public record PlatformConfig(
        List<ActivityType> activities, List<Pattern> workflows, Pattern userExclude, Optional<List<String>> offers) {
    public PlatformConfig {
        activities = List.copyOf(activities);
        workflows = List.copyOf(workflows);
        offers = offers.map(List::copyOf);
    }

    /** What may count. */
    public enum ActivityType {
        TRAINING_RUN,
        MODEL_VERSION,
        PIPELINE_RUN,
        DEPLOYMENT
    }
}
