package io.mlopsexporter.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What an account was charged in a billing period, or a source found for a day. A newer delivery takes the place of the one before.
 *
 * @param id {@code <source>/<account>/<day on which the period begins>}
 * @param account who is billed; empty where there is only one
 * @param from the beginning of the first UTC day that is known
 * @param to the end of the last one
 * @param charges sums, for each owner, currency and time, of what is in scope
 */
public record CostStatement(String id, String account, Instant from, Instant to, List<Charge> charges)
        implements PlatformFact {
    private static final Comparator<Charge> ORDER = Comparator.comparing(Charge::from)
            .thenComparing(Charge::to)
            .thenComparing(Charge::currency)
            .thenComparing(Charge::owner)
            .thenComparing(Charge::team);

    public CostStatement {
        charges = charges.stream().sorted(ORDER).toList();
    }

    /**
     * A sum of charges. Those within one UTC day are together under that day, which is exact wherever windows end: at midnight.
     *
     * @param owner as the source names who the charge is for: a tag's value, a namespace, a repository; empty: it does not tell
     * @param team whose charge it is if no team is known by that name; empty: nobody's
     * @param currency ISO 4217: {@code USD}
     * @param to later than {@code from}
     * @param amount negative for refunds
     */
    public record Charge(String owner, String team, String currency, Instant from, Instant to, BigDecimal amount) {
        public Charge {
            if (!to.isAfter(from)) {
                throw new IllegalArgumentException("a charge for no time: " + from + " to " + to);
            }
            amount = amount.stripTrailingZeros();
        }
    }
}
