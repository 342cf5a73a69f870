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
 * @param blamed the incidents at the instant of the failures
 */
record Sums(List<DeliverySum> deliveries, OfIncidents incidents, OfIncidents blamed, List<FailureSum> failures) {

    /**
     * Of the incidents.
     *
     * @param shared whether incidents may be several applications': then they are told apart, and these always made anew
     */
    record OfIncidents(boolean shared, List<IncidentSum> windows, OpenIncidents open) {
        private static OfIncidents none(int windows) {
            return new OfIncidents(false, Collections.nCopies(windows, IncidentSum.NONE), OpenIncidents.NONE);
        }

        private OfIncidents next(List<Chain> were, List<Chain> are) {
            return shared
                    ? none(windows.size()).next(List.of(), are)
                    : new OfIncidents(
                            false,
                            Turnover.between(were, are).applied(windows, Chain.Summary::incidents),
                            OpenIncidents.together(are));
        }

        /** @param asOf empty: nothing is known then */
        private static OfIncidents toldApart(List<Chain> chains, Optional<Instant> asOf, List<Window> windows) {
            Collection<LinkedIncident> distinct = Incidents.distinct(Chain.facts(chains));
            return new OfIncidents(
                    true,
                    windows.stream()
                            .map(window -> IncidentSum.NONE.with(
                                    List.of(),
                                    asOf.map(instant -> IncidentPart.of(distinct, instant, window)).stream()
                                            .toList()))
                            .toList(),
                    OpenIncidents.of(distinct));
        }
    }

    /** Of no chain. */
    static Sums none(int windows) {
        OfIncidents incidents = OfIncidents.none(windows);
        return new Sums(
                Collections.nCopies(windows, DeliverySum.NONE),
                incidents,
                incidents,
                Collections.nCopies(windows, FailureSum.NONE));
    }

    /**
     * Of other chains.
     *
     * @param were those that these are the sums of
     * @param shared whether incidents of these may be several applications'
     */
    Sums next(ByNeed were, ByNeed are, boolean shared, List<Window> windows) {
        OfIncidents nextIncidents = next(incidents, were, are, Need.INCIDENTS, shared, windows);
        return new Sums(
                Turnover.between(were.of(Need.DEPLOYMENTS), are.of(Need.DEPLOYMENTS))
                        .applied(deliveries, Chain.Summary::deliveries),
                nextIncidents,
                are.same(Need.INCIDENTS, Need.FAILURES)
                        ? nextIncidents
                        : next(blamed, were, are, Need.FAILURES, shared, windows),
                Turnover.between(were.of(Need.FAILURES), are.of(Need.FAILURES))
                        .applied(failures, Chain.Summary::failures));
    }

    private static OfIncidents next(
            OfIncidents before, ByNeed were, ByNeed are, Need need, boolean shared, List<Window> windows) {
        return shared
                ? OfIncidents.toldApart(are.of(need), need.instant(are.instants()), windows)
                : before.next(were.of(need), are.of(need));
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
