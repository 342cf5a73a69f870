package io.mlopsexporter.platform;

import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.platform.CapabilityFigures.Offer;
import io.mlopsexporter.platform.CapabilityFigures.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Derives which capabilities are offered, needed and used (design 3.8). Where nothing would tell, nothing is said. */
public final class Capabilities {
    private final EventLog log;
    private final CapabilityPolicy policy;
    private final Findings findings;

    private Capabilities(EventLog log, CapabilityPolicy policy, Findings findings) {
        this.log = log;
        this.policy = policy;
        this.findings = findings;
    }

    /**
     * The figures at an instant up to which the sources of deployments are known.
     *
     * @param deployments the production deployments of all applications up to that instant
     * @param known the teams that the platform is for
     */
    public static CapabilityFigures figures(
            EventLog log,
            Collection<ChainFacts> deployments,
            CapabilityPolicy policy,
            SortedSet<String> known,
            Instant asOf) {
        var coverage = new Capabilities(log, policy, new Findings(log, deployments, policy, asOf));
        SortedMap<String, List<Standing>> teams = new TreeMap<>();
        known.forEach(team -> teams.put(team, coverage.standings(team)));
        List<Offer> offered = new ArrayList<>();
        for (int at = 0; at < policy.catalogue().size(); at++) {
            offered.add(coverage.offer(at, teams));
        }
        return new CapabilityFigures(asOf, offered, teams);
    }

    private List<Standing> standings(String team) {
        Set<Kind> kinds = log.applications().values().stream()
                .filter(application -> application.team().equals(team))
                .map(Application::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        CapabilityPolicy.Said said = policy.teams().getOrDefault(team, CapabilityPolicy.Said.NOTHING);
        return policy.catalogue().stream()
                .map(capability -> {
                    List<String> hints = capability.hints().stream()
                            .map(hint -> findings.of(hint, team))
                            .filter(Verdict::isYes)
                            .map(Verdict::why)
                            .toList();
                    Verdict used = used(capability, team, said, hints);
                    return new Standing(capability, needed(capability, kinds, said), used.found(), used.why(), hints);
                })
                .toList();
    }

    private static Optional<Boolean> needed(Capability capability, Set<Kind> kinds, CapabilityPolicy.Said said) {
        if (said.needs().contains(capability.name())) {
            return Optional.of(true);
        }
        if (said.needless().contains(capability.name())) {
            return Optional.of(false);
        }
        return kinds.isEmpty()
                ? Optional.empty()
                : Optional.of(capability.needed() && capability.kinds().stream().anyMatch(kinds::contains));
    }

    private Verdict used(Capability capability, String team, CapabilityPolicy.Said said, List<String> hints) {
        if (said.uses().contains(capability.name())) {
            return Verdict.yes("declared");
        }
        if (said.unused().contains(capability.name())) {
            return Verdict.no("declared");
        }
        List<Verdict> verdicts = capability.evidence().stream()
                .map(evidence -> findings.of(evidence, team))
                .toList();
        Optional<Verdict> found = verdicts.stream().filter(Verdict::isYes).findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        String reasons = verdicts.stream().map(Verdict::why).distinct().collect(Collectors.joining("; "));
        if (verdicts.isEmpty()) {
            return Verdict.unknown("only declared, under teams");
        }
        if (verdicts.stream().anyMatch(verdict -> verdict.found().isEmpty())) {
            return Verdict.unknown(reasons);
        }
        return hints.isEmpty() ? Verdict.no(reasons) : Verdict.unknown(reasons + "; but " + hints.get(0));
    }

    private Offer offer(int at, Map<String, List<Standing>> teams) {
        Capability capability = policy.catalogue().get(at);
        if (policy.offers().isPresent()) {
            boolean offered = policy.offers().get().contains(capability.name());
            return new Offer(capability, Optional.of(offered), "declared");
        }
        return teams.entrySet().stream()
                .filter(team -> team.getValue().get(at).used().orElse(false))
                .findFirst()
                .map(team -> new Offer(capability, Optional.of(true), "found in use by " + team.getKey()))
                .orElseGet(() -> new Offer(capability, Optional.empty(), "not declared, and not found in use"));
    }
}
