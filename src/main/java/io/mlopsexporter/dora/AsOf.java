package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
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
 * @param unsettled the sources of deployments that were never read to the end: not all of their applications are known, and so
 *     it is not known either whose incidents are whose
 * @param later what is known longer than the source that it is part of: the as-of of repositories that were read since all were
 */
public record AsOf(
        Map<String, Instant> instants,
        Set<String> deploymentSources,
        Set<String> incidentSources,
        Set<String> unsettled,
        Map<String, Instant> later) {
    public AsOf {
        instants = Map.copyOf(instants);
        deploymentSources = Set.copyOf(deploymentSources);
        incidentSources = Set.copyOf(incidentSources);
        unsettled = Set.copyOf(unsettled);
        later = Map.copyOf(later);
    }

    /** All sources of deployments have been read to the end at least once. */
    public AsOf(Map<String, Instant> instants, Set<String> deploymentSources, Set<String> incidentSources) {
        this(instants, deploymentSources, incidentSources, Set.of());
    }

    public AsOf(
            Map<String, Instant> instants,
            Set<String> deploymentSources,
            Set<String> incidentSources,
            Set<String> unsettled) {
        this(instants, deploymentSources, incidentSources, unsettled, Map.of());
    }

    /**
     * The same, but the deployments of one application are known for as long as its repository is. A team or an organisation is
     * not: another of its repositories, perhaps a new one, may have deployed since the source as a whole was read.
     */
    Instants of(Application application, Instants asPartOfItsSource) {
        Instant longer = later.get(application.repository());
        return longer == null ? asPartOfItsSource : asPartOfItsSource.withDeploymentsUntil(longer);
    }

    /** The instants at which a scope is measured whose deployments and whose incidents come from these sources. */
    Instants of(Collection<String> ofDeployments, Collection<String> ofIncidents) {
        var deployments = earliest(ofDeployments);
        var incidents = ofDeployments.stream().anyMatch(unsettled::contains)
                ? Optional.<Instant>empty()
                : earliest(ofIncidents);
        // Without a source of incidents, rollbacks, reverts and hotfixes still tell of failures.
        var failures = ofIncidents.isEmpty()
                ? deployments
                : deployments.flatMap(one -> incidents.map(other -> earlier(one, other)));
        return new Instants(deployments, incidents, failures, !ofIncidents.isEmpty());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
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
        /** What is withheld stays withheld: of a source that is too old, no part is known either. */
        Instants withDeploymentsUntil(Instant later) {
            Optional<Instant> until = deployments.map(one -> one.isBefore(later) ? later : one);
            Optional<Instant> both =
                    incidentsKnown ? until.flatMap(one -> incidents.map(other -> earlier(one, other))) : until;
            return new Instants(until, incidents, failures.flatMap(any -> both), incidentsKnown);
        }

        /** What needs incidents is withheld. */
        Instants withoutIncidents() {
            return new Instants(deployments, Optional.empty(), Optional.empty(), incidentsKnown);
        }
    }
}
