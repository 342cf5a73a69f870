package io.mlopsexporter.source.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums by account and month, by category those that were left out, and what is odd. */
final class Findings {
    private final SortedMap<Bill.Key, Bill> bills = new TreeMap<>();
    private final SortedMap<String, BigDecimal> leftOut = new TreeMap<>();
    private final Remarks refused = new Remarks();
    private final Remarks notes = new Remarks();
    private final Map<String, String> words = new TreeMap<>();
    private long rows;
    private long inScope;
    private long outOfScope;

    Bill bill(Bill.Key key, Optional<Instant> end) {
        Bill bill = bills.get(key);
        if (bill == null) {
            bill = new Bill(key, end.orElse(null));
            bills.put(key, bill);
        }
        return bill;
    }

    void count() {
        rows++;
    }

    void inScope() {
        inScope++;
    }

    void outOfScope() {
        outOfScope++;
    }

    void leftOut(String category, String currency, BigDecimal amount) {
        leftOut.merge((category.isEmpty() ? "no category" : category) + " " + currency, amount, BigDecimal::add);
    }

    void refuse(String reason, long row, String inWords) {
        refused.add(reason, row);
        words.put(reason, inWords);
    }

    void note(String what, long row) {
        notes.add(what, row);
    }

    Optional<String> unusable() {
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of("cannot be added up: "
                        + String.join("; ", refused.shown(reason -> words.getOrDefault(reason, reason))));
    }

    Map<String, Long> refused() {
        return refused.counts();
    }

    SortedMap<Bill.Key, Bill> bills() {
        return bills;
    }

    SortedMap<String, BigDecimal> leftOut() {
        return leftOut;
    }

    Remarks notes() {
        return notes;
    }

    long rows() {
        return rows;
    }

    long rowsInScope() {
        return inScope;
    }

    long rowsOutOfScope() {
        return outOfScope;
    }
}
