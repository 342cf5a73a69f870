package io.mlopsexporter.metric;

import io.mlopsexporter.dora.IncidentFigures;
import io.mlopsexporter.dora.ScopeFigures;
import java.util.List;
import java.util.stream.Stream;

/** Incidents and time to restore service (design 3.5); absent where no source of incidents is configured. */
final class IncidentMeasures {
    private static final List<String> WINDOW = List.of("window");

    static final List<Measure> ALL = List.of(
            new Measure(
                    "incidents",
                    "incidents",
                    WINDOW,
                    "incidents that started in the window, whatever caused them; DORA's failed deployment recovery time "
                            + "looks at those linked to a deployment.",
                    figures -> windows(figures)
                            .map(shown ->
                                    Value.of(shown.started(), shown.window().label()))),
            new Measure(
                    "incidents_resolved",
                    "incidents",
                    WINDOW,
                    "incidents that were resolved in the window: the number of values behind DORA's time to restore "
                            + "service.",
                    figures -> windows(figures)
                            .map(shown ->
                                    Value.of(shown.resolved(), shown.window().label()))),
            new Measure(
                    "restoration_time_seconds",
                    "seconds",
                    List.of("window", "statistic"),
                    "DORA's time to restore service (until 2022): from start to resolution of the incidents resolved in "
                            + "the window; absent without one.",
                    figures -> windows(figures)
                            .flatMap(shown -> Values.of(
                                    shown.restoration(), shown.window().label()))),
            new Measure(
                    "open_incidents",
                    "incidents",
                    List.of(),
                    "incidents that are not resolved; an acknowledged one is open. DORA's time to restore service does "
                            + "not see them yet.",
                    figures -> figures.incidents().stream().map(known -> Value.of(known.open()))),
            new Measure(
                    "oldest_open_incident_timestamp_seconds",
                    "Unix time in seconds",
                    List.of(),
                    "when the oldest open incident started, so that one that never ends cannot improve DORA's time to "
                            + "restore service unseen; absent without one.",
                    figures -> figures.incidents().flatMap(IncidentFigures::oldestOpen).stream()
                            .map(oldest -> Value.of(Values.unix(oldest)))));

    private IncidentMeasures() {}

    private static Stream<IncidentFigures.InWindow> windows(ScopeFigures figures) {
        return figures.incidents().stream().flatMap(incidents -> incidents.windows().stream());
    }
}
