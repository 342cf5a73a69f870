package io.mlopsexporter.dora;

import io.mlopsexporter.dora.AsOf.Instants;
import io.mlopsexporter.dora.Dora.Need;
import io.mlopsexporter.event.Application;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The facts of one scope while they are gathered, by the group of figures that they are for. */
final class ByNeed {
    private final Instants instants;
    private List<Chain> deployments = List.of();
    private List<Chain> incidents = List.of();
    private List<Chain> failures = List.of();

    ByNeed(Instants instants) {
        this.instants = instants;
    }

    /** All of these applications; the same list for groups that have the same instant. */
    static ByNeed of(Collection<Application> applications, Instants instants, Facts facts) {
        var all = new ByNeed(instants);
        all.deployments = facts.of(applications, instants.deployments());
        all.incidents = instants.incidents().equals(instants.deployments())
                ? all.deployments
                : facts.of(applications, instants.incidents());
        all.failures = instants.failures().equals(instants.deployments())
                ? all.deployments
                : instants.failures().equals(instants.incidents())
                        ? all.incidents
                        : facts.of(applications, instants.failures());
        return all;
    }

    Instants instants() {
        return instants;
    }

    void add(Need need, Chain chain) {
        switch (need) {
            case DEPLOYMENTS -> deployments = with(deployments, chain);
            case INCIDENTS -> incidents = with(incidents, chain);
            case FAILURES -> failures = with(failures, chain);
        }
    }

    /** Mostly it stays at one. */
    private static List<Chain> with(List<Chain> some, Chain chain) {
        if (some.isEmpty()) {
            return List.of(chain);
        }
        var more = new ArrayList<>(some);
        more.add(chain);
        return more;
    }

    List<Chain> of(Need need) {
        return switch (need) {
            case DEPLOYMENTS -> deployments;
            case INCIDENTS -> incidents;
            case FAILURES -> failures;
        };
    }

    ScopeFigures.Evidence evidence() {
        List<ChainFacts> deployments = Chain.facts(of(Need.DEPLOYMENTS));
        return new ScopeFigures.Evidence(
                deployments,
                same(Need.DEPLOYMENTS, Need.INCIDENTS) ? deployments : Chain.facts(of(Need.INCIDENTS)),
                same(Need.DEPLOYMENTS, Need.FAILURES) ? deployments : Chain.facts(of(Need.FAILURES)));
    }

    /** Whether two groups follow from the same facts. */
    boolean same(Need one, Need other) {
        return identical(of(one), of(other), chain -> chain);
    }

    /** Whether nothing differs, instants included. */
    boolean isSameAs(ByNeed other) {
        if (!instants.equals(other.instants)) {
            return false;
        }
        for (Need need : Need.ALL) {
            if (!identical(of(need), other.of(need), chain -> chain)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the figures of these follow from those of others by moving their instants: the facts add up to the same. */
    boolean addUpTo(ByNeed other) {
        if (instants.incidentsKnown() != other.instants.incidentsKnown()) {
            return false;
        }
        for (Need need : Need.ALL) {
            if (need.instant(instants).isPresent()
                            != need.instant(other.instants).isPresent()
                    || !identical(of(need), other.of(need), Chain::summary)) {
                return false;
            }
        }
        return true;
    }

    /** Whether they are the same instances: these say that nothing of them changed, and how they were made is not compared. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean identical(List<Chain> ones, List<Chain> others, Function<Chain, Object> what) {
        if (ones.size() != others.size()) {
            return false;
        }
        for (int at = 0; at < ones.size(); at++) {
            if (what.apply(ones.get(at)) != what.apply(others.get(at))) {
                return false;
            }
        }
        return true;
    }
}
