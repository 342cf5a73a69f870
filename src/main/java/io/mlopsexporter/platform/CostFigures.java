package io.mlopsexporter.platform;

import io.mlopsexporter.dora.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * What the platform costs (design 3.8).
 *
 * @param asOf where the windows end: up to when all sources of costs are known, at midnight UTC
 * @param sources what was added up
 */
public record CostFigures(Instant asOf, List<String> sources, List<InWindow> windows) {
    public CostFigures {
        sources = List.copyOf(sources);
        windows = List.copyOf(windows);
    }

    /**
     * What was charged for a window.
     *
     * @param gaps times of the window of which nothing is known: with one of them there is no sum
     * @param currencies sums by currency, which are never added
     * @param users people active in the same window; unknown if activities are not known for all of it
     */
    public record InWindow(Window window, List<Gap> gaps, SortedMap<String, InCurrency> currencies, OptionalInt users) {
        public InWindow {
            gaps = List.copyOf(gaps);
        }
    }

    /** A time of which a source has no rows, in whole UTC days. */
    public record Gap(String source, Instant from, Instant to) {}

    /**
     * Sums in one currency. Those of the teams and the unallocated ones are together exactly the total.
     *
     * @param teams by name
     * @param unallocated what belongs to no team, by what the source tells of its owner; under an empty name: nothing
     */
    public record InCurrency(
            BigDecimal total, SortedMap<String, BigDecimal> teams, SortedMap<String, BigDecimal> unallocated) {

        public BigDecimal unallocatedSum() {
            return unallocated.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** The total divided by the active users; unknown without one. */
        public Optional<BigDecimal> perUser(OptionalInt users) {
            return users.isPresent() && users.getAsInt() > 0
                    ? Optional.of(total.divide(BigDecimal.valueOf(users.getAsInt()), MathContext.DECIMAL128))
                    : Optional.empty();
        }
    }
}
