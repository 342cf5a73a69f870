package io.mlopsexporter.platform;

import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.platform.CostFigures.InCurrency;
import io.mlopsexporter.platform.CostFigures.InWindow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Derives what the platform costs (design 3.8). A charge belongs to a window by the share of its time that lies in it. Only
 * windows of whole days are measured: sums are kept by UTC days.
 */
public final class Cost {
    private static final Duration DAY = Duration.ofDays(1);
    /** A third of a charge has no end in decimals. */
    private static final MathContext DIGITS = new MathContext(50);

    private final Owners owners;
    private final Instant asOf;
    private final SortedMap<String, List<CostStatement>> statements;

    private Cost(EventLog log, CostPolicy policy, Instant asOf) {
        this.owners = new Owners(log, policy);
        this.asOf = asOf;
        this.statements = Coverage.bySource(log, policy.sources().keySet());
    }

    /**
     * The figures at an instant up to which all configured sources are known.
     *
     * @param asOf a midnight in UTC
     * @param users people active in a window that ends there
     */
    public static CostFigures figures(
            EventLog log, CostPolicy policy, Instant asOf, Function<Window, OptionalInt> users) {
        var cost = new Cost(log, policy, asOf);
        return new CostFigures(
                asOf,
                policy.sources().keySet().stream().sorted().toList(),
                policy.windows().stream()
                        .filter(window -> window.length().toSeconds() % DAY.toSeconds() == 0)
                        .map(window -> cost.inWindow(window, users))
                        .toList());
    }

    private InWindow inWindow(Window window, Function<Window, OptionalInt> users) {
        Instant from = window.start(asOf);
        List<CostFigures.Gap> gaps = statements.entrySet().stream()
                .flatMap(source -> Coverage.of(source.getValue()).gaps(from, asOf).stream()
                        .map(gap -> new CostFigures.Gap(source.getKey(), gap.from(), gap.to())))
                .toList();
        return new InWindow(window, gaps, gaps.isEmpty() ? sums(from) : new TreeMap<>(), users.apply(window));
    }

    private SortedMap<String, InCurrency> sums(Instant from) {
        var sums = new TreeMap<String, Sums>();
        statements.forEach((source, delivered) -> {
            for (CostStatement statement : delivered) {
                for (Charge charge : statement.charges()) {
                    sums.computeIfAbsent(charge.currency(), any -> new Sums())
                            .add(owners.team(source, charge), charge.owner(), share(charge, from));
                }
            }
        });
        var shown = new TreeMap<String, InCurrency>();
        sums.forEach((currency, sum) -> shown.put(currency, sum.shown()));
        return shown;
    }

    private BigDecimal share(Charge charge, Instant from) {
        Instant begin = charge.from().isAfter(from) ? charge.from() : from;
        Instant end = charge.to().isBefore(asOf) ? charge.to() : asOf;
        if (!end.isAfter(begin)) {
            return BigDecimal.ZERO;
        }
        BigDecimal whole = exact(Duration.between(charge.from(), charge.to()));
        BigDecimal part = exact(Duration.between(begin, end));
        return part.compareTo(whole) == 0
                ? charge.amount()
                : charge.amount().multiply(part).divide(whole, DIGITS);
    }

    private static BigDecimal exact(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    }

    /** Added up three ways, of which two have to come to the third. */
    private static final class Sums {
        private BigDecimal total = BigDecimal.ZERO;
        private final SortedMap<String, BigDecimal> teams = new TreeMap<>();
        private final SortedMap<String, BigDecimal> unallocated = new TreeMap<>();

        void add(Optional<String> team, String owner, BigDecimal amount) {
            if (amount.signum() == 0) {
                return;
            }
            total = total.add(amount);
            Map<String, BigDecimal> where = team.isPresent() ? teams : unallocated;
            where.merge(team.orElse(owner), amount, BigDecimal::add);
        }

        InCurrency shown() {
            return new InCurrency(total, teams, unallocated);
        }
    }
}
