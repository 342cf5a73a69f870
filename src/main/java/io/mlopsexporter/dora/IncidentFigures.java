package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Incidents of a scope, whatever caused them (design 3.5).
 *
 * @param asOf where its windows end
 * @param open how many are not resolved; an acknowledged one is not
 * @param oldestOpen when the oldest of these started
 */
public record IncidentFigures(Instant asOf, int open, Optional<Instant> oldestOpen, List<InWindow> windows) {

    /**
     * What one window shows.
     *
     * @param started incidents that started in it
     * @param resolved incidents that were resolved in it
     * @param restoration seconds from start to resolution of the latter
     */
    public record InWindow(Window window, int started, int resolved, Optional<Distribution> restoration) {}

    /** The same as of another instant, between which and the former one nothing changes. */
    IncidentFigures at(Instant other) {
        return new IncidentFigures(other, open, oldestOpen, windows);
    }

    static IncidentFigures of(Sums.OfIncidents sums, Instant asOf, List<Window> windows) {
        var shown = new ArrayList<InWindow>(windows.size());
        for (int at = 0; at < windows.size(); at++) {
            shown.add(sums.windows().get(at).in(windows.get(at)));
        }
        return new IncidentFigures(asOf, sums.open().count(), sums.open().oldest(), List.copyOf(shown));
    }
}
