package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.Collection;

/** What the incidents of one application and environment add to the {@link IncidentFigures} of a window, at every scope that has none in common. */
final class IncidentPart {
    /** Of no incident. */
    static final IncidentPart NONE = new IncidentPart(0, 0, 0, Values.NONE);

    final int started;
    final int resolved;
    /** Of those that started: no deployment is to blame. */
    final int unlinked;

    final Values restoration;

    private IncidentPart(int started, int resolved, int unlinked, Values restoration) {
        this.started = started;
        this.resolved = resolved;
        this.unlinked = unlinked;
        this.restoration = restoration;
    }

    /** @param incidents each once */
    static IncidentPart of(Collection<LinkedIncident> incidents, Instant asOf, Window window) {
        if (incidents.isEmpty()) {
            return NONE;
        }
        int started = 0;
        int resolved = 0;
        int unlinked = 0;
        var restoration = new Values.Gathering();
        for (LinkedIncident linked : incidents) {
            if (window.contains(asOf, linked.incident().startedAt())) {
                started++;
                unlinked += linked.link().isEmpty() ? 1 : 0;
            }
            if (linked.incident()
                    .end()
                    .filter(end -> window.contains(asOf, end))
                    .isPresent()) {
                resolved++;
                linked.restoration().ifPresent(restoration::add);
            }
        }
        return started + resolved == 0 ? NONE : new IncidentPart(started, resolved, unlinked, restoration.values());
    }
}
