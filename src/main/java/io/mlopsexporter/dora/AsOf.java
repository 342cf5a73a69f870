package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Up to when the sources are known completely. A source that is configured and not among the {@code instants} has never
 * been settled, or is too stale: what needs it is withheld.
 *
 * @param instants the as-of of every source that is settled and still fresh
 * @param deploymentSources the configured sources of deployments; a source is the first part of its applications' ids
 * @param incidentSources the configured sources whose services are matched to applications (issues are named by applications)
 */
public record AsOf(Map<String, Instant> instants, Set<String> deploymentSources, Set<String> incidentSources) {
    public AsOf {
        instants = Map.copyOf(instants);
        deploymentSources = Set.copyOf(deploymentSources);
        incidentSources = Set.copyOf(incidentSources);
    }

    /** The instants at which a scope is measured whose deployments and whose incidents come from these sources. */
    Instants of(Collection<String> ofDeployments, Collection<String> ofIncidents) {
        var deployments = earliest(ofDeployments);
        var incidents = earliest(ofIncidents);
        // Without a source of incidents, rollbacks, reverts and hotfixes still tell of failures.
        var failures = ofIncidents.isEmpty()
                ? deployments
                : deployments.flatMap(one -> incidents.map(other -> one.isBefore(other) ? one : other));
        return new Instants(deployments, incidents, failures, !ofIncidents.isEmpty());
    }

    private Optional<Instant> earliest(Collection<String> sources) {
        return instants.keySet().containsAll(sources)
                ? sources.stream().map(instants::get).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /**
     * Where windows end, by what a figure needs.
     *
     * @param deployments for figures of deployments alone
     * @param incidents for figures of incidents alone
     * @param failures for figures that need both: the earlier one
     * @param incidentsKnown whether there is a source of incidents at all
     */
    record Instants(
            Optional<Instant> deployments,
            Optional<Instant> incidents,
            Optional<Instant> failures,
            boolean incidentsKnown) {
        /** What needs incidents is withheld. */
        Instants withoutIncidents() {
            return new Instants(deployments, Optional.empty(), Optional.empty(), incidentsKnown);
        }
    }
}
