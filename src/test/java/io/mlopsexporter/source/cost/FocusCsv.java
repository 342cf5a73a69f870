package io.mlopsexporter.source.cost;

import io.mlopsexporter.source.file.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes bills, and reads them with the settings that a test is about. */
final class FocusCsv {
    static final String HEADER =
            "BilledCost,BillingAccountId,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,"
                    + "ChargePeriodEnd,ChargePeriodStart,EffectiveCost,SubAccountId,SubAccountName,Tags";

    private FocusCsv() {}

    /** Usage of an hour of October 2026 in US dollars, billed as it is counted. */
    static Row row(String start, String end, String amount) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("BilledCost", amount);
        cells.put("BillingAccountId", "1111");
        cells.put("BillingCurrency", "USD");
        cells.put("BillingPeriodEnd", "2026-11-01T00:00:00Z");
        cells.put("BillingPeriodStart", "2026-10-01T00:00:00Z");
        cells.put("ChargeCategory", "Usage");
        cells.put("ChargePeriodEnd", end);
        cells.put("ChargePeriodStart", start);
        cells.put("EffectiveCost", amount);
        cells.put("SubAccountId", "2222");
        cells.put("SubAccountName", "ml-prod");
        cells.put("Tags", "");
        return new Row(cells);
    }

    record Row(Map<String, String> cells) {
        Row with(String column, String value) {
            var changed = new LinkedHashMap<>(cells);
            changed.put(column, value);
            return new Row(changed);
        }

        Row tagged(String json) {
            return with("Tags", json);
        }

        String line() {
            return cells.values().stream().map(FocusCsv::quoted).collect(Collectors.joining(","));
        }
    }

    static String csv(Row... rows) {
        String header =
                rows.length == 0 ? HEADER : String.join(",", rows[0].cells().keySet());
        return header + "\n"
                + List.of(rows).stream().map(row -> row.line() + "\n").collect(Collectors.joining());
    }

    private static String quoted(String cell) {
        return cell.contains(",") || cell.contains("\"") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** All of a bill, by the tag {@code team}. */
    static FocusSettings settings() {
        return new FocusSettings(
                "cost",
                "EffectiveCost",
                new TreeSet<>(List.of("Usage", "Purchase", "Adjustment")),
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.of("team"),
                new TreeMap<>(),
                FocusSettings.Files.UNTOLD,
                Duration.ofDays(2),
                Duration.ofDays(365),
                Optional.empty());
    }

    static FocusSettings settings(String costColumn, String... categories) {
        FocusSettings usual = settings();
        return new FocusSettings(
                usual.source(),
                costColumn,
                new TreeSet<>(List.of(categories)),
                usual.columns(),
                usual.tags(),
                usual.teamTag(),
                usual.subAccounts(),
                usual.files(),
                usual.settle(),
                usual.history(),
                usual.encoding());
    }

    static FocusSettings scoped(Map<String, List<String>> columns, Map<String, List<String>> tags) {
        FocusSettings usual = settings();
        return new FocusSettings(
                usual.source(),
                usual.costColumn(),
                usual.categories(),
                new TreeMap<>(columns),
                new TreeMap<>(tags),
                usual.teamTag(),
                new TreeMap<>(Map.of("ML-Prod", "platform", "3333", "search")),
                usual.files(),
                usual.settle(),
                usual.history(),
                usual.encoding());
    }

    static Findings read(FocusSettings settings, String text) {
        return read(settings, text.getBytes(StandardCharsets.UTF_8));
    }

    static Findings read(FocusSettings settings, byte[] bytes) {
        try {
            var reader = new FocusReader(settings);
            Table.csv(new ByteArrayInputStream(bytes), Optional.<Charset>empty(), reader);
            return reader.content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
