package io.mlopsexporter.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.Window;
import io.mlopsexporter.dora.World;
import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.platform.CostFigures.InCurrency;
import io.mlopsexporter.platform.CostFigures.InWindow;
import io.mlopsexporter.platform.CostPolicy.Allocation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the platform costs (design 3.8). */
final class CostTest {
    private static final Instant AS_OF = Instant.parse("2026-11-01T00:00:00Z");
    private static final Window WEEK = new Window("7d", Duration.ofDays(7));
    private static final Window MONTH = new Window("30d", Duration.ofDays(30));

    private final List<Event> events = new ArrayList<>();
    private Map<String, Allocation> sources = Map.of("cost", allocation(Map.of()));
    private Set<String> teams = Set.of("fraud", "search");
    private OptionalInt users = OptionalInt.of(4);

    @Test
    void aChargeCountsByTheShareOfItsTimeThatLiesInTheWindow() {
        statement(
                "2026-10-01",
                "2026-11-01",
                usd("fraud", "2026-10-01", "2026-11-01", "31"),
                usd("fraud", "2026-10-24", "2026-10-26", "4"),
                usd("", "2026-10-31", "2026-11-03", "3"),
                usd("", "2026-10-24", "2026-10-25", "100"));
        assertThat(sum("7d").total()).as("7 of 31 days, 1 of 2, 1 of 3").isEqualByComparingTo("10");
        assertThat(sum("30d").total()).isEqualByComparingTo("135");
    }

    @Test
    void halfADayBehindMidnight_countsHalf() {
        statement(
                "2026-10-01",
                "2026-11-01",
                new Charge(
                        "",
                        "",
                        "USD",
                        Instant.parse("2026-10-24T12:00:00Z"),
                        Instant.parse("2026-10-25T12:00:00Z"),
                        BigDecimal.ONE));
        assertThat(sum("7d").total()).isEqualByComparingTo("0.5");
    }

    @Test
    void teamsAndTheUnallocatedRest_areExactlyTheWhole_howeverOddTheShares() {
        Random random = new Random(7);
        List<Charge> charges = new ArrayList<>();
        for (int at = 0; at < 500; at++) {
            Instant from = Instant.parse("2026-10-01T00:00:00Z").plusSeconds(random.nextInt(2_600_000));
            charges.add(new Charge(
                    List.of("fraud", "search", "legacy", "").get(random.nextInt(4)),
                    "",
                    "USD",
                    from,
                    from.plusSeconds(1 + random.nextInt(900_000)),
                    BigDecimal.valueOf(random.nextInt(2_000_000) - 500_000L, random.nextInt(12))));
        }
        statement("2026-10-01", "2026-11-01", charges.toArray(Charge[]::new));
        for (String window : List.of("7d", "30d")) {
            InCurrency sum = sum(window);
            assertThat(sum.teams()).containsOnlyKeys("fraud", "search");
            assertThat(sum.unallocated()).containsOnlyKeys("", "legacy");
            assertThat(sum.teams().values().stream().reduce(sum.unallocatedSum(), BigDecimal::add))
                    .isEqualByComparingTo(sum.total());
        }
    }

    @Test
    void ownersAreTeams_byName_byTheirMap_orBySubAccount_elseNobodys() {
        sources = Map.of("cost", allocation(Map.of("Batch-Jobs", "search")));
        statement(
                "2026-10-01",
                "2026-11-01",
                usd(" Fraud ", "2026-10-30", "2026-10-31", "1"),
                usd("batch-jobs", "2026-10-30", "2026-10-31", "2"),
                new Charge("typo", "search", "USD", day("2026-10-30"), day("2026-10-31"), new BigDecimal(4)),
                usd("typo", "2026-10-30", "2026-10-31", "8"));
        assertThat(sum("7d").teams()).hasToString("{fraud=1, search=6}");
        assertThat(sum("7d").unallocated()).hasToString("{typo=8}");
    }

    @Test
    void withoutConfiguredTeams_thoseThatAreDiscoveredAreKnown_andRepositoriesLeadToTheirs() {
        teams = Set.of();
        World world = new World();
        world.repository("api", "fraud");
        sources = Map.of("cost", allocation(Map.of()), "github", new Allocation(Map.of(), true, Duration.ZERO));
        statement("2026-10-01", "2026-11-01", usd("fraud", "2026-10-30", "2026-10-31", "1"));
        String name = world.log().repositories().values().iterator().next().name();
        events.add(new CostStatement(
                "github//2026-10-01",
                "",
                day("2026-10-01"),
                day("2026-11-01"),
                List.of(
                        usd(name.toUpperCase(Locale.ROOT), "2026-10-30", "2026-10-31", "2"),
                        usd("fraud", "2026-10-30", "2026-10-31", "4"))));
        events.addAll(world.log().applications().values());
        events.addAll(world.log().repositories().values());
        assertThat(sum("7d").teams()).hasToString("{fraud=3}");
        assertThat(sum("7d").unallocated()).hasToString("{fraud=4}");
    }

    @Test
    void currenciesAreNeverAdded_andOneWithoutAChargeInTheWindowIsNothing() {
        statement(
                "2026-10-01",
                "2026-11-01",
                usd("", "2026-10-30", "2026-10-31", "1"),
                new Charge("", "", "EUR", day("2026-10-02"), day("2026-10-03"), new BigDecimal(2)));
        assertThat(window("30d").currencies()).containsOnlyKeys("EUR", "USD");
        assertThat(sum("7d", "EUR").total()).isEqualByComparingTo("0");
    }

    @Test
    void aWindowOfWhichADayIsNotKnown_hasNoSum() {
        statement("2026-10-03", "2026-10-20", usd("", "2026-10-05", "2026-10-06", "1"));
        statement("2026-10-21", "2026-11-01", usd("", "2026-10-30", "2026-10-31", "1"));
        assertThat(window("7d").currencies()).isNotEmpty();
        assertThat(window("30d").currencies()).isEmpty();
        assertThat(window("30d").gaps())
                .containsExactly(
                        new CostFigures.Gap("cost", day("2026-10-02"), day("2026-10-03")),
                        new CostFigures.Gap("cost", day("2026-10-20"), day("2026-10-21")));
    }

    @Test
    void anAccountThatPauses_isAGap_thoughAnotherGoesOn_butOneThatBeginsIsNone() {
        statement("2026-10-01", "2026-11-01");
        statement("new", "2026-10-25", "2026-11-01", usd("", "2026-10-30", "2026-10-31", "1"));
        assertThat(window("30d").gaps()).isEmpty();

        statement("other", "2026-10-01", "2026-10-10");
        statement("other", "2026-10-12", "2026-11-01");
        assertThat(window("30d").gaps())
                .containsExactly(new CostFigures.Gap("cost", day("2026-10-10"), day("2026-10-12")));
    }

    @Test
    void severalSourcesAreOneSum_andEachHasToBeKnown() {
        sources = Map.of("cost", allocation(Map.of()), "cost-2", allocation(Map.of()));
        statement("2026-10-01", "2026-11-01", usd("", "2026-10-30", "2026-10-31", "1"));
        assertThat(window("7d").gaps())
                .containsExactly(new CostFigures.Gap("cost-2", day("2026-10-25"), day("2026-11-01")));
        events.add(new CostStatement(
                "cost-2//2026-10-01",
                "",
                day("2026-10-01"),
                day("2026-11-01"),
                List.of(usd("", "2026-10-30", "2026-10-31", "2"))));
        assertThat(sum("7d").total()).isEqualByComparingTo("3");
    }

    @Test
    void perUser_isTheSumByThePeopleOfTheSameWindow_elseUnknown() {
        statement("2026-10-01", "2026-11-01", usd("", "2026-10-30", "2026-10-31", "10"));
        assertThat(sum("7d").perUser(window("7d").users()))
                .hasValueSatisfying(each -> assertThat(each).isEqualByComparingTo("2.5"));
        users = OptionalInt.of(0);
        assertThat(sum("7d").perUser(window("7d").users())).isEmpty();
        users = OptionalInt.empty();
        assertThat(sum("7d").perUser(window("7d").users())).isEmpty();
    }

    @Test
    void windowsThatAreNoWholeDays_areNotMeasured() {
        statement("2026-10-01", "2026-11-01");
        var policy = new CostPolicy(List.of(new Window("36h", Duration.ofHours(36)), WEEK), sources, teams);
        assertThat(Cost.figures(EventLog.of(events), policy, AS_OF, any -> users)
                        .windows())
                .extracting(shown -> shown.window().label())
                .containsExactly("7d");
    }

    private void statement(String from, String to, Charge... charges) {
        statement("", from, to, charges);
    }

    private void statement(String account, String from, String to, Charge... charges) {
        events.add(new CostStatement("cost/" + account + "/" + from, account, day(from), day(to), List.of(charges)));
    }

    private InCurrency sum(String window) {
        return sum(window, "USD");
    }

    private InCurrency sum(String window, String currency) {
        return Objects.requireNonNull(window(window).currencies().get(currency));
    }

    private InWindow window(String label) {
        CostFigures figures = Cost.figures(
                EventLog.of(events), new CostPolicy(List.of(WEEK, MONTH), sources, teams), AS_OF, any -> users);
        return figures.windows().stream()
                .filter(shown -> shown.window().label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Allocation allocation(Map<String, String> teams) {
        return new Allocation(teams, false, Duration.ofDays(2));
    }

    private static Charge usd(String owner, String from, String to, String amount) {
        return new Charge(owner, "", "USD", day(from), day(to), new BigDecimal(amount));
    }

    private static Instant day(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }
}
