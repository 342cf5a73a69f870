package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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

    /** @param incidents each once */
    static IncidentFigures of(Collection<LinkedIncident> incidents, Instant asOf, List<Window> windows) {
        List<Instant> open = incidents.stream()
                .filter(linked -> linked.incident().end().isEmpty())
                .map(linked -> linked.incident().startedAt())
                .toList();
        return new IncidentFigures(
                asOf,
                open.size(),
                open.stream().min(Comparator.naturalOrder()),
                windows.stream()
                        .map(window -> inWindow(incidents, asOf, window))
                        .toList());
    }

    private static InWindow inWindow(Collection<LinkedIncident> incidents, Instant asOf, Window window) {
        Instant from = window.start(asOf);
        List<LinkedIncident> resolved = incidents.stream()
                .filter(linked -> linked.incident()
                        .end()
                        .filter(end -> end.isAfter(from) && !end.isAfter(asOf))
                        .isPresent())
                .toList();
        return new InWindow(
                window,
                Incidents.startedIn(incidents, asOf, window).size(),
                resolved.size(),
                Distribution.of(
                        resolved.stream().map(LinkedIncident::restoration).flatMapToDouble(OptionalDouble::stream)));
    }
}
