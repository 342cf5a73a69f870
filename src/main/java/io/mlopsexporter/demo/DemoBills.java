package io.mlopsexporter.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What a cloud bills for the platform, in FOCUS format: the last 120 days up to yesterday, most of it tagged with a team. */
final class DemoBills {
    private static final int DAYS = 120;
    private static final String HEADER =
            "BilledCost,BillingAccountId,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargePeriodEnd,"
                    + "ChargePeriodStart,EffectiveCost,ServiceCategory,ServiceName,SubAccountName,Tags";
    private static final int CENTS = 2;

    private final InstantSource clock;
    private final long seed;
    private final List<String> teams =
            Blueprint.all().stream().map(Blueprint::team).distinct().toList();

    DemoBills(InstantSource clock, long seed) {
        this.clock = clock;
        this.seed = seed;
    }

    /** The same until midnight. */
    Answer answer(Asked asked) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String tag = "\"" + today + "\"";
        boolean known = asked.header("If-None-Match").filter(tag::equals).isPresent();
        return new Answer(known ? 304 : 200, known ? "" : text(today), Map.of("Content-Type", "text/csv", "ETag", tag));
    }

    private String text(LocalDate today) {
        StringBuilder text = new StringBuilder(HEADER).append("\n");
        for (LocalDate day = today.minusDays(DAYS); day.isBefore(today); day = day.plusDays(1)) {
            Dice dice = new Dice(seed, "bill of " + day);
            for (String team : teams) {
                row(text, day, "Usage", "GPU training", team, dice.between(2_000, 9_000));
                row(text, day, "Usage", "Inference", team, dice.between(1_500, 3_000));
                row(text, day, "Usage", "Object storage", team, dice.between(300, 400));
            }
            row(text, day, "Usage", "Idle machines", "", dice.between(1_000, 6_000));
            if (dice.chance(0.05)) {
                row(text, day, "Usage", "GPU training", dice.one(teams), -dice.between(500, 2_000));
            }
            if (day.getDayOfMonth() == 1 || day.equals(today.minusDays(DAYS))) {
                month(text, day, "Purchase", "Support plan", 250_000);
                month(text, day, "Tax", "Tax", 410_000);
            }
        }
        return text.toString();
    }

    private static void row(
            StringBuilder text, LocalDate day, String category, String service, String team, int cents) {
        row(text, day, start(day), start(day.plusDays(1)), category, service, team, cents);
    }

    private static void month(StringBuilder text, LocalDate day, String category, String service, int cents) {
        LocalDate first = day.withDayOfMonth(1);
        row(text, day, start(first), start(first.plusMonths(1)), category, service, "", cents);
    }

    private static void row(
            StringBuilder text,
            LocalDate day,
            Instant from,
            Instant to,
            String category,
            String service,
            String team,
            int cents) {
        LocalDate month = day.withDayOfMonth(1);
        BigDecimal amount = BigDecimal.valueOf(cents, CENTS);
        text.append(String.join(
                        ",",
                        amount.toString(),
                        "111122223333",
                        "USD",
                        start(month.plusMonths(1)).toString(),
                        start(month).toString(),
                        category,
                        to.toString(),
                        from.toString(),
                        amount.toString(),
                        "AI and Machine Learning",
                        service,
                        "ml-platform",
                        team.isEmpty() ? "" : "\"{\"\"team\"\":\"\"" + team + "\"\"}\""))
                .append("\n");
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
