package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.World;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.platform.CostFigures;
import io.mlopsexporter.platform.CostPolicy;
import io.mlopsexporter.platform.PlatformPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The users that a cost is divided by are those of its own windows. */
final class PlatformCostsTest {
    private static final Instant KNOWN = World.NOW;
    private static final Instant AS_OF = KNOWN.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3));

    private final World world = new World();
    private final List<Event> more = new ArrayList<>();
    private Duration history = Duration.ofDays(365);

    PlatformCostsTest() {
        world.repository("api", "ml");
        more.add(new CostStatement(
                "cost//1",
                "",
                AS_OF.minus(Duration.ofDays(200)),
                AS_OF.plus(Duration.ofDays(9)),
                List.of(new Charge("", "", "USD", AS_OF.minus(Duration.ofDays(1)), AS_OF, new BigDecimal("12.60")))));
    }

    @Test
    void usersAreThoseOfTheSameWindow_notOfTheLatest() {
        used("inside", AS_OF);
        used("also inside", AS_OF.minus(Duration.ofDays(6)));
        used("before", AS_OF.minus(Duration.ofDays(7)));
        used("after", AS_OF.plusSeconds(1));
        assertThat(users("7d")).hasValue(2);
        assertThat(users("30d")).hasValue(3);
        assertThat(costs().orElseThrow()
                        .windows()
                        .get(0)
                        .currencies()
                        .values()
                        .iterator()
                        .next()
                        .perUser(users("7d")))
                .hasValueSatisfying(each -> assertThat(each).isEqualByComparingTo("6.3"));
    }

    @Test
    void usersOfAWindowThatBeginsBeforeTheHistory_areNotKnown() {
        used("inside", AS_OF);
        history = Duration.ofDays(30);
        assertThat(users("7d")).hasValue(1);
        assertThat(users("30d")).isEmpty();
    }

    @Test
    void withoutActivitiesThatAreKnownUpToThen_usersAreNotKnown_thoughCostsAre() {
        used("inside", AS_OF);
        assertThat(at(Map.of(), Optional.of(AS_OF))
                        .orElseThrow()
                        .windows()
                        .get(0)
                        .users())
                .isEmpty();
        assertThat(at(Map.of("github", AS_OF.minusSeconds(1)), Optional.of(AS_OF))
                        .orElseThrow()
                        .windows()
                        .get(0)
                        .users())
                .isEmpty();
        assertThat(at(Map.of("github", KNOWN), Optional.empty()))
                .as("a source of costs that was never read")
                .isEmpty();
    }

    @Test
    void thePast_isAsOfWhatCouldBeKnownThen() {
        var log = log();
        var figures = Dora.figures(log, Policy.DEFAULT, asOf(Map.of("github", KNOWN)));
        Instant then = AS_OF.minus(Duration.ofDays(10)).plusSeconds(3600);
        CostFigures past = platformCosts()
                .past(log, figures, any -> Optional.of(AS_OF), then)
                .orElseThrow();
        assertThat(past.asOf()).isEqualTo(AS_OF.minus(Duration.ofDays(12)));
        assertThat(platformCosts()
                        .past(log, figures, any -> Optional.of(AS_OF), KNOWN.plus(Duration.ofDays(30)))
                        .orElseThrow()
                        .asOf())
                .isEqualTo(AS_OF);
    }

    private void used(String person, Instant at) {
        more.add(new Activity(
                "github/activity/" + more.size(), Activity.Type.PIPELINE_RUN, at, "github/api", Optional.of(person)));
    }

    private OptionalInt users(String window) {
        return costs().orElseThrow().windows().stream()
                .filter(shown -> shown.window().label().equals(window))
                .findFirst()
                .orElseThrow()
                .users();
    }

    private Optional<CostFigures> costs() {
        return at(Map.of("github", KNOWN), Optional.of(AS_OF));
    }

    private Optional<CostFigures> at(Map<String, Instant> known, Optional<Instant> cost) {
        EventLog log = log();
        return platformCosts().at(log, Dora.figures(log, Policy.DEFAULT, asOf(known)), any -> cost);
    }

    private EventLog log() {
        List<Event> events = new ArrayList<>(more);
        events.addAll(world.log().applications().values());
        return EventLog.of(events);
    }

    private static AsOf asOf(Map<String, Instant> known) {
        return new AsOf(known, Set.of("github"), Set.of());
    }

    private PlatformCosts platformCosts() {
        return new PlatformCosts(
                new CostPolicy(
                        Policy.DEFAULT.windows(),
                        Map.of("cost", new CostPolicy.Allocation(Map.of(), false, Duration.ofDays(2))),
                        Set.of()),
                new PlatformPolicy(Policy.DEFAULT.windows(), Set.of(Activity.Type.values()), Map.of(), history));
    }
}
