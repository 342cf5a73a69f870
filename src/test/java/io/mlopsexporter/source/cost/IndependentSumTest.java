package io.mlopsexporter.source.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.platform.Cost;
import io.mlopsexporter.platform.CostFigures.InCurrency;
import io.mlopsexporter.platform.CostPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQLite adds up the same bill, in whole millionths; that no sum is lost on the way is exact, shares of charges to a millionth. */
final class IndependentSumTest {
    private static final int ROWS = 20_000;
    private static final Instant AS_OF = Instant.parse("2026-11-22T00:00:00Z");
    private static final String COUNTS = "category IN ('Usage', 'Purchase', 'Adjustment')";
    private static final String BILL = GeneratedBill.text(ROWS, 7);

    @Test
    void allSums_areThoseOfSqlite() throws SQLException {
        Map<String, BigDecimal> ours = new TreeMap<>();
        FocusCsv.read(FocusCsv.settings(), BILL)
                .bills()
                .values()
                .forEach(bill -> bill.statement("cost")
                        .charges()
                        .forEach(charge -> ours.merge(charge.owner(), charge.amount(), BigDecimal::add)));
        ours.replaceAll((owner, sum) -> sum.setScale(6));
        assertThat(ours)
                .hasSize(5)
                .isEqualTo(query("SELECT team, SUM(micros) FROM row WHERE " + COUNTS + " GROUP BY team"));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 30, 60})
    void theSumsOfAWindow_areThoseOfSqlite(int days) throws SQLException {
        Instant from = AS_OF.minus(Duration.ofDays(days));
        Map<String, BigDecimal> theirs = query("""
                SELECT team, SUM(1.0 * micros * MAX(0, MIN(until, %d) - MAX(begin, %d)) / (until - begin))
                FROM row WHERE %s GROUP BY team
                """.formatted(AS_OF.getEpochSecond(), from.getEpochSecond(), COUNTS));

        InCurrency ours = window(days);

        theirs.forEach((team, sum) -> assertThat(
                        team.isEmpty() ? ours.unallocatedSum() : ours.teams().get(team))
                .as(team)
                .isCloseTo(sum, within(new BigDecimal("0.000002"))));
        assertThat(ours.teams()).hasSize(4);
        assertThat(ours.teams().values().stream().reduce(ours.unallocatedSum(), BigDecimal::add))
                .isEqualByComparingTo(ours.total());
    }

    private static InCurrency window(int days) {
        List<Event> statements = new ArrayList<>();
        FocusCsv.read(FocusCsv.settings(), BILL)
                .bills()
                .values()
                .forEach(bill -> statements.add(bill.statement("cost")));
        var policy = new CostPolicy(
                List.of(new Window(days + "d", Duration.ofDays(days))),
                Map.of("cost", new CostPolicy.Allocation(Map.of(), false, Duration.ofDays(2))),
                Set.of("fraud", "search", "forecasting", "vision"));
        return Objects.requireNonNull(Cost.figures(EventLog.of(statements), policy, AS_OF, any -> OptionalInt.empty())
                .windows()
                .get(0)
                .currencies()
                .get("USD"));
    }

    /** By team, in dollars. The rows are cut at their commas: only tags are in quotes, and they stand last. */
    private static Map<String, BigDecimal> query(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = database.createStatement()) {
            statement.execute(
                    "CREATE TABLE row (micros INTEGER, category TEXT, begin INTEGER, until INTEGER, team TEXT)");
            List<String> names = List.of(GeneratedBill.HEADER.split(","));
            try (PreparedStatement insert = database.prepareStatement("""
                    INSERT INTO row VALUES (CAST(ROUND(? * 1000000) AS INTEGER), ?, unixepoch(?), unixepoch(?),
                    COALESCE(json_extract(NULLIF(?, ''), '$.team'), ''))""")) {
                for (String line : BILL.lines().skip(1).toList()) {
                    String[] cells = line.split(",", names.size());
                    insert.setString(1, cells[names.indexOf("EffectiveCost")]);
                    insert.setString(2, cells[names.indexOf("ChargeCategory")]);
                    insert.setString(3, cells[names.indexOf("ChargePeriodStart")]);
                    insert.setString(4, cells[names.indexOf("ChargePeriodEnd")]);
                    String tags = cells[names.indexOf("Tags")];
                    insert.setString(
                            5,
                            tags.isEmpty()
                                    ? ""
                                    : tags.substring(1, tags.length() - 1).replace("\"\"", "\""));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            var sums = new TreeMap<String, BigDecimal>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    sums.put(
                            rows.getString(1),
                            new BigDecimal(rows.getString(2)).movePointLeft(6).setScale(6, RoundingMode.HALF_EVEN));
                }
            }
            return sums;
        }
    }
}
