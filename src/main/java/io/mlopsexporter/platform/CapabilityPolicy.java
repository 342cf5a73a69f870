package io.mlopsexporter.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be chosen about capabilities.
 *
 * @param offers names of all that the platform offers; empty: not said
 * @param teams what teams say, by name
 * @param incidentSources the sources of services that call people
 * @param costs whose charges are
 */
public record CapabilityPolicy(
        List<Capability> catalogue,
        Optional<Set<String>> offers,
        Map<String, Said> teams,
        Set<String> incidentSources,
        CostPolicy costs) {
    public CapabilityPolicy {
        catalogue = List.copyOf(catalogue);
        offers = offers.map(Set::copyOf);
        teams = Map.copyOf(teams);
        incidentSources = Set.copyOf(incidentSources);
    }

    /** Without a source of costs. */
    public CapabilityPolicy(
            List<Capability> catalogue,
            Optional<Set<String>> offers,
            Map<String, Said> teams,
            Set<String> incidentSources) {
        this(catalogue, offers, teams, incidentSources, CostPolicy.NONE);
    }

    /** The same where only some sources are known up to a recent instant. */
    public CapabilityPolicy knowing(Set<String> sources) {
        return new CapabilityPolicy(
                catalogue,
                offers,
                teams,
                incidentSources.stream().filter(sources::contains).collect(Collectors.toUnmodifiableSet()),
                costs);
    }

    /**
     * What a team says.
     *
     * @param needs besides what is needed by default
     * @param needless of what is needed by default
     */
    public record Said(Set<String> needs, Set<String> needless, Set<String> uses, Set<String> unused) {
        static final Said NOTHING = new Said(Set.of(), Set.of(), Set.of(), Set.of());
    }
}
