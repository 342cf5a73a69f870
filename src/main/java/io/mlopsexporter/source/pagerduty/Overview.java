package io.mlopsexporter.source.pagerduty;

import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.source.PollResult;
import java.time.Instant;
import java.util.List;

/**
 * The services whose incidents are counted, for people who map them to applications.
 *
 * @param asOf when this was so
 * @param services by name; those that the configuration leaves out are not among them
 * @param warnings what is of use and can't be read, and which scope is missing
 */
public record Overview(Instant asOf, List<IncidentService> services, List<PollResult.Problem> warnings) {
    public Overview {
        services = List.copyOf(services);
        warnings = List.copyOf(warnings);
    }
}
