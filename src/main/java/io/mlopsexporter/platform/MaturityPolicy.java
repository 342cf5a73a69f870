package io.mlopsexporter.platform;

import java.util.List;
import java.util.Set;

/**
 * What may be chosen about maturity.
 *
 * @param preferAssessed whether an assessment holds where an indicator is also measured
 * @param incidentSources the sources of services that tell of incidents
 * @param assessments the source of what people answered
 */
public record MaturityPolicy(
        List<Indicator> model, boolean preferAssessed, Set<String> incidentSources, String assessments) {
    public MaturityPolicy {
        model = List.copyOf(model);
        incidentSources = Set.copyOf(incidentSources);
    }
}
