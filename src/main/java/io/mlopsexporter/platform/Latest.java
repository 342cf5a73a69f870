package io.mlopsexporter.platform;

import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.event.EventLog;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The latest figures of one kind, for as long as nothing has changed that they follow from: sources end their polls one after the other,
 * figures are derived after each of them, and most have brought nothing. For one thread.
 *
 * @param <T> the figures
 */
public final class Latest<T> {
    private Optional<Known<T>> latest = Optional.empty();

    /**
     * What figures follow from.
     *
     * @param policy and whatever else is compared by {@code equals}
     */
    public record Basis(EventLog log, Collection<ChainFacts> deployments, Instant asOf, List<Object> policy) {
        public Basis {
            deployments = List.copyOf(deployments);
            policy = List.copyOf(policy);
        }

        private boolean isStill(Basis other) {
            return asOf.equals(other.asOf)
                    && policy.equals(other.policy)
                    && isStill(log, other.log)
                    && isStill(deployments, other.deployments);
        }

        /** A log whose events of a kind did not change shares them with the one before. */
        private static boolean isStill(EventLog one, EventLog other) {
            return one.repositories() == other.repositories()
                    && one.histories() == other.histories()
                    && one.incidents() == other.incidents()
                    && one.incidentServices() == other.incidentServices()
                    && one.activities() == other.activities()
                    && one.experiments() == other.experiments()
                    && one.models() == other.models()
                    && one.platformFacts() == other.platformFacts()
                    && one.applications().equals(other.applications());
        }

        private static boolean isStill(Collection<ChainFacts> some, Collection<ChainFacts> others) {
            if (some.size() != others.size()) {
                return false;
            }
            Iterator<ChainFacts> at = others.iterator();
            return some.stream().allMatch(chain -> {
                ChainFacts other = at.next();
                return chain.deliveries() == other.deliveries()
                        && chain.application().equals(other.application());
            });
        }
    }

    private record Known<T>(Basis basis, T figures) {}

    /** The figures that follow from this. */
    public T of(Basis basis, Supplier<T> derived) {
        Optional<Known<T>> before = latest;
        if (before.isPresent() && before.get().basis().isStill(basis)) {
            return before.get().figures();
        }
        T figures = derived.get();
        latest = Optional.of(new Known<>(basis, figures));
        return figures;
    }
}
