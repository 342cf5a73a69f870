package io.mlopsexporter.platform;

import io.mlopsexporter.dora.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may be chosen about costs.
 *
 * @param sources the configured ones, by name: together they are what the platform costs
 * @param teams the configured ones; none: those discovered that own an application
 */
public record CostPolicy(List<Window> windows, Map<String, Allocation> sources, Set<String> teams) {
    public static final CostPolicy NONE = new CostPolicy(List.of(), Map.of(), Set.of());

    public CostPolicy {
        windows = List.copyOf(windows);
        sources = Map.copyOf(sources);
        teams = Set.copyOf(teams);
    }

    /**
     * Whose a source's charges are.
     *
     * @param teams by the source's name for an owner, where that is not the team's own
     * @param byRepository whether owners are repositories, which belong to the team of their applications
     * @param settle how long after a day its charges may still change
     */
    public record Allocation(Map<String, String> teams, boolean byRepository, Duration settle) {
        public Allocation {
            teams = Map.copyOf(teams);
        }
    }
}
