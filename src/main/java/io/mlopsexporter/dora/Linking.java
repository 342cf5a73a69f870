package io.mlopsexporter.dora;

import io.mlopsexporter.dora.LinkedIncident.Confidence;
import io.mlopsexporter.dora.LinkedIncident.Link;
import io.mlopsexporter.event.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Links the incidents of an application to its deployments, in all its production environments (design 3.4; 3.9, 7). */
final class Linking {
    private static final Comparator<Delivery> ORDER =
            Comparator.comparing(Delivery::finishedAt).thenComparing(Delivery::id);

    private final List<Delivery> deliveries;
    private final Duration window;
    private final boolean ofModel;

    private Linking(List<Delivery> deliveries, Duration window) {
        this.deliveries = deliveries;
        this.window = window;
        this.ofModel =
                deliveries.stream().anyMatch(delivery -> delivery.version().isPresent());
    }

    static List<LinkedIncident> of(
            Collection<Incident> incidents, Collection<Delivery> deliveries, Instant asOf, Duration window) {
        if (incidents.isEmpty()) {
            return List.of();
        }
        var linking = new Linking(deliveries.stream().sorted(ORDER).toList(), window);
        return incidents.stream()
                .flatMap(incident -> asItStood(incident, asOf).stream())
                .map(incident -> new LinkedIncident(incident, linking.link(incident)))
                .toList();
    }

    /**
     * What was resolved or merged later was open then, what was reopened later was resolved. Nothing of what began later, or was merged
     * by then.
     */
    private static Optional<Incident> asItStood(Incident incident, Instant asOf) {
        if (incident.startedAt().isAfter(asOf)) {
            return Optional.empty();
        }
        if (incident instanceof Incident.Open open) {
            return Optional.of(open.pause()
                    .filter(pause -> pause.contains(asOf))
                    .<Incident>map(pause -> open.resolved(pause.resolvedAt()))
                    .orElse(open));
        }
        if (incident.end().filter(end -> !end.isAfter(asOf)).isPresent()) {
            return Optional.of(incident).filter(ended -> !(ended instanceof Incident.Merged));
        }
        return Optional.of(incident.opened());
    }

    private Optional<Link> link(Incident incident) {
        int before = finishedBy(incident.startedAt());
        var names = Names.in(incident);
        if (!names.isEmpty() || ofModel) {
            for (int at = before - 1; at >= 0; at--) {
                if (names.name(deliveries.get(at))) {
                    return Optional.of(new Link(deliveries.get(at), Confidence.EXPLICIT));
                }
            }
        }
        return before == 0 ? Optional.empty() : temporal(incident, deliveries.get(before - 1));
    }

    private Optional<Link> temporal(Incident incident, Delivery latest) {
        return Duration.between(latest.finishedAt(), incident.startedAt()).compareTo(window) <= 0
                ? Optional.of(new Link(latest, Confidence.TEMPORAL))
                : Optional.empty();
    }

    /** How many deployments were finished at an instant. */
    private int finishedBy(Instant instant) {
        int low = 0;
        int high = deliveries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (deliveries.get(middle).finishedAt().isAfter(instant)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
