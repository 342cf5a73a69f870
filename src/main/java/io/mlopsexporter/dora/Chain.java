package io.mlopsexporter.dora;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The facts of one application in one environment, and what they add to the figures of every window. Of two with the same instance of a
 * summary all is the same but the instant.
 */
record Chain(ChainFacts facts, Summary summary) {

    /**
     * By window, in the order of the policy.
     *
     * @param deliveries for figures of deployments
     * @param failures for figures of failures
     * @param incidents for figures of incidents
     * @param open of whatever age
     */
    record Summary(
            List<DeliveryPart> deliveries,
            List<FailurePart> failures,
            List<IncidentPart> incidents,
            OpenIncidents open) {}

    static Chain of(ChainFacts facts, Policy policy) {
        return new Chain(
                facts,
                new Summary(
                        policy.windows().stream()
                                .map(window -> new DeliveryPart(facts, window))
                                .toList(),
                        policy.windows().stream()
                                .map(window -> new FailurePart(facts, window, policy.incidentLinkWindow()))
                                .toList(),
                        policy.windows().stream()
                                .map(window -> IncidentPart.of(facts.incidents(), facts.asOf(), window))
                                .toList(),
                        OpenIncidents.of(facts.incidents())));
    }

    static List<ChainFacts> facts(List<Chain> chains) {
        var facts = new ArrayList<ChainFacts>(chains.size());
        for (Chain chain : chains) {
            facts.add(chain.facts());
        }
        return Collections.unmodifiableList(facts);
    }
}
