package io.mlopsexporter.source.pagerduty;

import io.mlopsexporter.event.IncidentService;
import java.time.Instant;
import java.util.List;

/**
 * The services whose incidents are counted, for people who map them to applications.
 *
 * @param asOf when this was so
 * @param services by name; those that the configuration leaves out are not among them
 */
public record Overview(Instant asOf, List<IncidentService> services) {
    public Overview {
        services = List.copyOf(services);
    }
}
