package io.mlopsexporter.platform;

import io.mlopsexporter.dora.Distribution;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Who uses the platform (design 3.8). Teams are named, people are counted.
 *
 * @param asOf where the windows end: up to when every source of activities is known
 * @param known the teams that the platform is for
 * @param users people with an activity in the history
 * @param leadTime seconds from a team's first activity to its first production deployment after it
 * @param withoutDeployment teams with an activity and no production deployment yet, first seen well after the history begins
 * @param starts how each team's lead time came about
 */
public record AdoptionFigures(
        Instant asOf,
        SortedSet<String> known,
        int users,
        Optional<Distribution> leadTime,
        int withoutDeployment,
        List<Start> starts,
        List<InWindow> windows) {
    public AdoptionFigures {
        starts = List.copyOf(starts);
        windows = List.copyOf(windows);
    }

    /**
     * A team's way from its first use of the platform to production.
     *
     * @param deployed its first production deployment at or after the start
     * @param leftOut whether its start is too near to the beginning of the history to be its first
     */
    public record Start(String team, Instant from, Optional<Instant> deployed, boolean leftOut) {}

    /**
     * What happened in a window.
     *
     * @param active known teams with an activity
     * @param users people with an activity, of whatever team
     * @param fresh known teams whose first activity lies in the window; unknown if the history does not reach a window's length beyond it
     * @param retention of the teams active in the window before, the share that is active in this one
     * @param counts activities of known teams, by team and type; 0 where there were none
     */
    public record InWindow(
            Window window,
            SortedSet<String> active,
            int users,
            OptionalInt fresh,
            OptionalDouble retention,
            SortedMap<String, SortedMap<Activity.Type, Integer>> counts) {}

    /** Active teams divided by known teams; unknown without one. */
    public OptionalDouble ratio(InWindow shown) {
        return known.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) shown.active().size() / known.size());
    }
}
