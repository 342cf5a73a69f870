package io.mlopsexporter.cli;

import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.platform.Adoption;
import io.mlopsexporter.platform.AdoptionFigures;
import io.mlopsexporter.platform.Cost;
import io.mlopsexporter.platform.CostFigures;
import io.mlopsexporter.platform.CostPolicy;
import io.mlopsexporter.platform.Latest;
import io.mlopsexporter.platform.PlatformPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** What the platform costs, and for how many users, at the same instant. */
final class PlatformCosts {
    private final CostPolicy policy;
    private final PlatformPolicy adoption;
    private final Latest<AdoptionFigures> latest = new Latest<>();

    /** @param adoption over the history that events were read */
    PlatformCosts(CostPolicy policy, PlatformPolicy adoption) {
        this.policy = policy;
        this.adoption = adoption;
    }

    /**
     * The figures; empty if nothing is configured, or a source was never read.
     *
     * @param knownUntil up to when each source is known
     */
    Optional<CostFigures> at(EventLog log, Figures figures, Function<String, Optional<Instant>> knownUntil) {
        List<Optional<Instant>> instants =
                policy.sources().keySet().stream().map(knownUntil).toList();
        if (instants.isEmpty() || instants.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        Instant asOf = instants.stream()
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Optional.of(Cost.figures(log, policy, asOf, users(log, figures, asOf)));
    }

    /** The same as they stood at an instant: what could be known of each source by then. */
    Optional<CostFigures> past(
            EventLog log, Figures figures, Function<String, Optional<Instant>> knownUntil, Instant at) {
        return at(
                log,
                figures,
                source -> knownUntil.apply(source).map(now -> {
                    CostPolicy.Allocation allocation = policy.sources().get(source);
                    Instant then = allocation == null
                            ? now
                            : at.truncatedTo(ChronoUnit.DAYS).minus(allocation.settle());
                    return then.isBefore(now) ? then : now;
                }));
    }

    /** People are known for windows that lie within the history, and end before what is known of their activities does. */
    private Function<Window, OptionalInt> users(EventLog log, Figures figures, Instant asOf) {
        Optional<ScopeFigures> organization = figures.organization();
        Optional<Instant> known = organization.flatMap(ScopeFigures::delivery).map(delivery -> delivery.asOf());
        if (known.isEmpty() || known.get().isBefore(asOf)) {
            return window -> OptionalInt.empty();
        }
        Instant begin = known.get().minus(adoption.history());
        Map<String, Integer> users = new HashMap<>();
        List<ChainFacts> deployments = organization.orElseThrow().evidence().delivery();
        AdoptionFigures then = latest.of(
                new Latest.Basis(log, deployments, asOf, List.of()),
                () -> Adoption.figures(log, deployments, adoption, asOf));
        then.windows().forEach(shown -> {
            if (!shown.window().start(asOf).isBefore(begin)) {
                users.put(shown.window().label(), shown.users());
            }
        });
        return window -> {
            Integer count = users.get(window.label());
            return count == null ? OptionalInt.empty() : OptionalInt.of(count);
        };
    }
}
