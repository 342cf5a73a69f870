package io.mlopsexporter.source.cost;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/**
 * A bill of any length, from a seed: hours and days of usage, monthly fees, refunds, taxes and credits, of four teams and nobody, over
 * three months up to 2026-11-24, with the 43 columns of FOCUS 1.0.
 */
final class GeneratedBill {
    static final String HEADER =
            "AvailabilityZone,BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,"
                    + "ChargeCategory,ChargeClass,ChargeDescription,ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,"
                    + "CommitmentDiscountCategory,CommitmentDiscountId,CommitmentDiscountName,CommitmentDiscountStatus,"
                    + "CommitmentDiscountType,ConsumedQuantity,ConsumedUnit,ContractedCost,ContractedUnitPrice,EffectiveCost,"
                    + "InvoiceIssuerName,ListCost,ListUnitPrice,PricingCategory,PricingQuantity,PricingUnit,ProviderName,PublisherName,"
                    + "RegionId,RegionName,ResourceId,ResourceName,ResourceType,ServiceCategory,ServiceName,SkuId,SkuPriceId,"
                    + "SubAccountId,SubAccountName,Tags";
    private static final Instant BEGIN = Instant.parse("2026-09-01T00:00:00Z");
    private static final List<Instant> MONTHS = List.of(
            BEGIN,
            Instant.parse("2026-10-01T00:00:00Z"),
            Instant.parse("2026-11-01T00:00:00Z"),
            Instant.parse("2026-12-01T00:00:00Z"));
    private static final int DAYS = 85;
    private static final List<String> TEAMS = List.of("fraud", "search", "forecasting", "vision", "");
    private static final int MICROS = 6;

    private GeneratedBill() {}

    static void write(Writer out, int rows, long seed) throws IOException {
        Random random = new Random(seed);
        out.write(HEADER + "\n");
        for (int row = 0; row < rows; row++) {
            // each day has usage
            out.write(row < DAYS ? row(random, row, "Usage", 1) : anyRow(random));
            out.write("\n");
        }
    }

    private static String anyRow(Random random) {
        int kind = random.nextInt(1000);
        if (kind < 5) {
            return row(random, random.nextInt(DAYS), "Tax", 0);
        }
        if (kind < 10) {
            return row(random, random.nextInt(DAYS), "Credit", 24);
        }
        if (kind < 30) {
            return row(random, random.nextInt(DAYS), "Purchase", 0);
        }
        return row(random, random.nextInt(DAYS), "Usage", kind < 900 ? 1 : kind < 980 ? 24 : 36);
    }

    /** @param hours that are charged for; 0: the whole month */
    private static String row(Random random, int dayNumber, String category, int hours) {
        Instant day = BEGIN.plus(dayNumber, ChronoUnit.DAYS);
        int month = dayNumber < 30 ? 0 : dayNumber < 61 ? 1 : 2;
        Instant from =
                hours == 0 ? MONTHS.get(month) : hours == 1 ? day.plus(random.nextInt(24), ChronoUnit.HOURS) : day;
        Instant to = hours == 0 ? MONTHS.get(month + 1) : from.plus(hours, ChronoUnit.HOURS);
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(4_000_000) - 200_000L, MICROS);
        String team = TEAMS.get(random.nextInt(TEAMS.size()));
        String tags = team.isEmpty() ? "" : "\"{\"\"team\"\":\"\"" + team + "\"\",\"\"env\"\":\"\"prod\"\"}\"";
        return "r1-a," + amount + ",1111,acme,USD," + MONTHS.get(month + 1) + "," + MONTHS.get(month) + "," + category
                + ",,a charge of something,Usage-Based," + to + "," + from + ",,,,,,1,Hours," + amount + ",1," + amount
                + ",Cloud Inc.," + amount + ",1,Standard,1,Hours,Cloud,Cloud Inc.,r1,Region 1,vm-"
                + random.nextInt(100_000)
                + ",machine,instance,Compute,Virtual Machines,k1,k1.p1,2222,ml-prod," + tags;
    }

    static String text(int rows, long seed) {
        try {
            var out = new StringWriter();
            write(out, rows, seed);
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("no text in memory fails", e);
        }
    }
}
