package io.mlopsexporter.dora;

import io.mlopsexporter.dora.Dora.Need;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the chains of a scope add up to, window by window. The sums of the next derivation follow from those of the one before, and
 * from the chains that are other ones now: of ten thousand applications mostly a few.
 *
 * @param shared whether incidents may be several applications': then they are told apart, and their sums always made anew
 * @param blamed the incidents at the instant of the failures
 */
record Sums(
        boolean shared,
        List<DeliverySum> deliveries,
        List<IncidentSum> incidents,
        List<IncidentSum> blamed,
        List<FailureSum> failures) {

    /** Of no chain. */
    static Sums none(int windows) {
        return new Sums(
                false,
                Collections.nCopies(windows, DeliverySum.NONE),
                Collections.nCopies(windows, IncidentSum.NONE),
                Collections.nCopies(windows, IncidentSum.NONE),
                Collections.nCopies(windows, FailureSum.NONE));
    }

    /**
     * Of other chains.
     *
     * @param were those that these are the sums of
     */
    Sums next(ByNeed were, ByNeed are, Facts facts, List<Window> windows) {
        Turnover deployments = Turnover.between(were.of(Need.DEPLOYMENTS), are.of(Need.DEPLOYMENTS));
        Turnover failing = Turnover.between(were.of(Need.FAILURES), are.of(Need.FAILURES));
        List<IncidentSum> nextIncidents = incidents(incidents, were, are, Need.INCIDENTS, facts, windows);
        return new Sums(
                facts.incidentsAreShared(),
                deployments.applied(deliveries, Chain.Summary::deliveries),
                nextIncidents,
                are.same(Need.INCIDENTS, Need.FAILURES)
                        ? nextIncidents
                        : incidents(blamed, were, are, Need.FAILURES, facts, windows),
                failing.applied(failures, Chain.Summary::failures));
    }

    private List<IncidentSum> incidents(
            List<IncidentSum> before, ByNeed were, ByNeed are, Need need, Facts facts, List<Window> windows) {
        List<Chain> chains = are.of(need);
        if (!facts.incidentsAreShared()) {
            return shared
                    ? Turnover.between(List.of(), chains)
                            .applied(none(windows.size()).incidents(), Chain.Summary::incidents)
                    : Turnover.between(were.of(need), chains).applied(before, Chain.Summary::incidents);
        }
        Collection<LinkedIncident> distinct = Incidents.distinct(Chain.facts(chains));
        Optional<Instant> asOf = need.instant(are.instants());
        return windows.stream()
                .map(window -> IncidentSum.NONE.with(
                        List.of(),
                        asOf.map(instant -> IncidentPart.of(distinct, instant, window)).stream()
                                .toList()))
                .toList();
    }

    /** What left a scope between two derivations, and what entered it. */
    private record Turnover(List<Chain.Summary> less, List<Chain.Summary> more) {

        /** Whatever is the same instance at the same place, counted from either end, has stayed. */
        @SuppressWarnings("ReferenceEquality")
        static Turnover between(List<Chain> were, List<Chain> are) {
            int from = 0;
            int common = Math.min(were.size(), are.size());
            while (from < common && were.get(from).summary() == are.get(from).summary()) {
                from++;
            }
            int behind = 0;
            while (behind < common - from
                    && were.get(were.size() - 1 - behind).summary()
                            == are.get(are.size() - 1 - behind).summary()) {
                behind++;
            }
            var less = new ArrayList<Chain.Summary>();
            var more = new ArrayList<Chain.Summary>();
            boolean aligned = were.size() == are.size();
            for (int at = from; at < were.size() - behind; at++) {
                if (!aligned || were.get(at).summary() != are.get(at).summary()) {
                    less.add(were.get(at).summary());
                }
            }
            for (int at = from; at < are.size() - behind; at++) {
                if (!aligned || were.get(at).summary() != are.get(at).summary()) {
                    more.add(are.get(at).summary());
                }
            }
            return new Turnover(less, more);
        }

        /** @param parts of a summary, by window */
        <P, S extends Sum<P, S>> List<S> applied(List<S> before, Function<Chain.Summary, List<P>> parts) {
            if (less.isEmpty() && more.isEmpty()) {
                return before;
            }
            var after = new ArrayList<S>(before.size());
            for (int window = 0; window < before.size(); window++) {
                after.add(before.get(window).with(at(window, less, parts), at(window, more, parts)));
            }
            return List.copyOf(after);
        }

        private static <P> List<P> at(
                int window, List<Chain.Summary> summaries, Function<Chain.Summary, List<P>> parts) {
            var found = new ArrayList<P>(summaries.size());
            for (Chain.Summary summary : summaries) {
                found.add(parts.apply(summary).get(window));
            }
            return found;
        }
    }
}
