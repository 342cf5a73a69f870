package io.mlopsexporter.platform;

import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may be chosen about the platform's figures.
 *
 * @param activities the types that count as using the platform
 * @param teams the configured teams, by name; none: those discovered that own an application
 * @param history how far back events were read
 */
public record PlatformPolicy(
        List<Window> windows, Set<Activity.Type> activities, Map<String, Member> teams, Duration history) {
    public PlatformPolicy {
        windows = List.copyOf(windows);
        activities = Set.copyOf(activities);
        teams = Map.copyOf(teams);
    }

    /** The same over another length of history. */
    public PlatformPolicy withHistory(Duration other) {
        return new PlatformPolicy(windows, activities, teams, other);
    }

    /**
     * A configured team.
     *
     * @param counted whether it is one of those that the platform is for
     * @param since since when it may use the platform, if that is not to be taken from its first activity
     */
    public record Member(boolean counted, java.util.Optional<Instant> since) {}
}
