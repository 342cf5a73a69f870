package io.mlopsexporter.source.pagerduty;

import java.time.Instant;
import java.util.List;

/**
 * The services whose incidents are counted, for people who map them to applications.
 *
 * @param asOf when this was so
 * @param services by name; those that the configuration leaves out are not among them
 */
public record Overview(Instant asOf, List<Service> services) {
    public Overview {
        services = List.copyOf(services);
    }

    /** @param id as {@code PSVC00001}: the {@code service} of its incidents */
    public record Service(String id, String name) {}
}
