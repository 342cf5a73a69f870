package io.mlopsexporter.source.cost;

import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sums of one account's billing period, as they grow row by row: as many as there are owners and days, however many rows. */
final class Bill {
    /** A tag of resources in place of teams would make a sum of each row. */
    private static final int MOST_SUMS = 200_000;
    /** Of a day, also one on which clocks are set back. */
    private static final Duration LONGEST_DAY = Duration.ofHours(25);

    private final Key key;
    private final @Nullable Instant periodEnd;
    private final Map<Group, BigDecimal> sums = new HashMap<>();
    /** From days of usage, else from any usage, else from anything: a fee for a month says nothing of its days. */
    private final Span[] spans = {new Span(), new Span(), new Span()};

    private long rows;

    Bill(Key key, @Nullable Instant periodEnd) {
        this.key = key;
        this.periodEnd = periodEnd;
    }

    /**
     * What a newer delivery replaces.
     *
     * @param period the UTC day on which it begins
     */
    record Key(String account, Instant period) implements Comparable<Key> {
        Key {
            period = day(period);
        }

        @Override
        public int compareTo(Key other) {
            int byAccount = account.compareTo(other.account);
            return byAccount != 0 ? byAccount : period.compareTo(other.period);
        }

        /** For people. */
        String shown() {
            return period.toString().substring(0, 10) + " of account " + account;
        }
    }

    private record Group(String owner, String team, String currency, Instant from, Instant to) {}

    private static final class Span {
        private Instant from = Instant.MAX;
        private Instant to = Instant.MIN;

        void add(Instant begin, Instant end) {
            from = begin.isBefore(from) ? begin : from;
            to = end.isAfter(to) ? end : to;
        }

        boolean isEmpty() {
            return to.isBefore(from);
        }
    }

    /** A row of whatever scope: it shows which days the bill has. */
    void saw(boolean usage, Instant from, Instant to) {
        rows++;
        boolean inPeriod = !from.isBefore(key.period()) && (periodEnd == null || from.isBefore(periodEnd));
        if (!inPeriod || !to.isAfter(from)) {
            return;
        }
        boolean ofADay = Duration.between(from, to).compareTo(LONGEST_DAY) <= 0;
        spans[usage && ofADay ? 0 : usage ? 1 : 2].add(from, to);
    }

    /** A row in scope. */
    void add(String owner, String team, String currency, Instant from, Instant to, BigDecimal amount) {
        Instant day = day(from);
        Instant next = day.plus(1, ChronoUnit.DAYS);
        boolean instantly = !to.isAfter(from);
        boolean withinADay = instantly || !to.isAfter(next);
        put(new Group(owner, team, currency, withinADay ? day : from, withinADay ? next : to), amount);
    }

    private void put(Group group, BigDecimal amount) {
        sums.merge(group, amount, BigDecimal::add);
        if (sums.size() > MOST_SUMS) {
            throw new SourceException(new SourceError.BadPayload("has more than " + MOST_SUMS
                    + " sums of owner and day in one month; does team_tag name the tag of a team?"));
        }
    }

    /** Adds another part of the same period. */
    void addAll(Bill part) {
        part.sums.forEach(this::put);
        rows += part.rows;
        for (int at = 0; at < spans.length; at++) {
            if (!part.spans[at].isEmpty()) {
                spans[at].add(part.spans[at].from, part.spans[at].to);
            }
        }
    }

    long rows() {
        return rows;
    }

    CostStatement statement(String source) {
        Instant from = key.period();
        Instant to = from;
        for (Span span : spans) {
            if (!span.isEmpty()) {
                from = later(from, day(span.from));
                to = dayAfter(periodEnd != null && span.to.isAfter(periodEnd) ? periodEnd : span.to);
                break;
            }
        }
        List<Charge> charges = new ArrayList<>(sums.size());
        sums.forEach((group, amount) -> charges.add(
                new Charge(group.owner(), group.team(), group.currency(), group.from(), group.to(), amount)));
        return new CostStatement(
                source + "/" + key.account() + "/" + key.period().toString().substring(0, 10),
                key.account(),
                from,
                to,
                charges);
    }

    static Instant day(Instant instant) {
        return instant.truncatedTo(ChronoUnit.DAYS);
    }

    /** The end of the day that ends at or after an instant. */
    private static Instant dayAfter(Instant instant) {
        Instant day = day(instant);
        return day.equals(instant) ? instant : day.plus(1, ChronoUnit.DAYS);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
