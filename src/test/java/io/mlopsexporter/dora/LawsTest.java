package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.World.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any facts. {@code -Dproperty.seed=N} replays one world. */
class LawsTest {
    private static final int WORLDS = 40;
    private static final Window LONG = new Window("80d", Duration.ofDays(80));
    private static final Window HALF = new Window("40d", Duration.ofDays(40));
    private static final Policy POLICY = new Policy(
            List.of(HALF, LONG),
            LeadTimeStart.FIRST_COMMIT,
            Duration.ofHours(24),
            Policy.DEFAULT.hotfixPattern(),
            Duration.ofDays(365));

    static LongStream seeds() {
        Long replayed = Long.getLong("property.seed");
        return replayed == null ? LongStream.range(0, WORLDS) : LongStream.of(replayed);
    }

    private static Figures figures(List<Event> events) {
        return Dora.figures(EventLog.of(events), POLICY, World.bothAt(NOW, NOW));
    }

    /** All that is shown, without what it was computed from. */
    private static List<Object> shown(Figures figures) {
        return figures.scopes().stream().map(LawsTest::shown).toList();
    }

    private static Object shown(ScopeFigures scope) {
        return List.of(scope.scope(), scope.delivery(), scope.incidents(), scope.failures(), scope.quickCheck());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neitherOrderNorRepetitionOfEventsMatters(long seed) {
        var events = new RandomWorld(seed).world().events();
        var shuffled = new ArrayList<>(events);
        shuffled.addAll(events);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(shown(figures(shuffled))).isEqualTo(shown(figures(events)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theHalvesOfAWindowAddUpToIt_butForIncidentsThatWereMergedSince(long seed) {
        var log = EventLog.of(new RandomWorld(seed)
                .world().events().stream()
                        .filter(event -> !(event instanceof Incident.Merged))
                        .toList());
        var now = Dora.figures(log, POLICY, World.bothAt(NOW, NOW)).scopes().get(0);
        var before = NOW.minus(HALF.length());
        var then =
                Dora.figures(log, POLICY, World.bothAt(before, before)).scopes().get(0);
        List<ToIntFunction<ScopeFigures>> counts = List.of(
                scope -> delivery(scope, 0).deployments(),
                scope -> delivery(scope, 0).changes(),
                scope -> delivery(scope, 0).excluded(Exclusion.NEGATIVE_LEAD_TIME),
                scope -> incidents(scope, 0).started());
        List<ToIntFunction<ScopeFigures>> sums = List.of(
                scope -> delivery(scope, 1).deployments(),
                scope -> delivery(scope, 1).changes(),
                scope -> delivery(scope, 1).excluded(Exclusion.NEGATIVE_LEAD_TIME),
                scope -> incidents(scope, 1).started());
        for (int at = 0; at < counts.size(); at++) {
            assertThat(counts.get(at).applyAsInt(now) + counts.get(at).applyAsInt(then))
                    .isEqualTo(sums.get(at).applyAsInt(now));
        }
    }

    private static DeliveryFigures.InWindow delivery(ScopeFigures scope, int window) {
        return scope.delivery().orElseThrow().windows().get(window);
    }

    private static IncidentFigures.InWindow incidents(ScopeFigures scope, int window) {
        return scope.incidents().orElseThrow().windows().get(window);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ratiosLieBetween0And1_andCountsAreConsistent(long seed) {
        for (ScopeFigures scope :
                figures(new RandomWorld(seed).world().events()).scopes()) {
            for (FailureFigures.InWindow shown : scope.failures().orElseThrow().windows()) {
                shown.failureRatio().ifPresent(ratio -> assertThat(ratio).isBetween(0.0, 1.0));
                shown.reworkRatio().ifPresent(ratio -> assertThat(ratio).isBetween(0.0, 1.0));
                assertThat(shown.bySignal().values()).allMatch(count -> count <= shown.failed());
                assertThat(shown.bySignal().values().stream()
                                .mapToInt(count -> count)
                                .sum())
                        .isGreaterThanOrEqualTo(shown.failed());
                shown.recovery()
                        .ifPresent(recovery -> assertThat(recovery.p50()).isNotNegative());
            }
            assertThat(scope.quickCheck())
                    .allSatisfy(
                            check -> assertThat(check.scores().values()).allMatch(score -> score >= 0 && score <= 10));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stagesAddUpToTheLeadTime(long seed) {
        figures(new RandomWorld(seed).world().events()).scopes().stream()
                .flatMap(scope -> scope.evidence().delivery().stream())
                .flatMap(chain -> chain.deliveries().stream())
                .forEach(delivery -> delivery.timed().forEach(change -> {
                    double sum = Stream.of(Stage.values())
                            .mapToDouble(stage ->
                                    change.stage(stage, delivery.finishedAt()).orElse(0))
                            .sum();
                    assertThat(sum)
                            .isEqualTo(change.leadTime(delivery.finishedAt()).orElseThrow());
                }));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCommitIsDeliveredOnceAnEnvironment(long seed) {
        for (ScopeFigures scope :
                figures(new RandomWorld(seed).world().events()).scopes()) {
            for (ChainFacts chain : scope.evidence().delivery()) {
                assertThat(chain.deliveries().stream()
                                .flatMap(delivery -> delivery.changes().stream())
                                .flatMap(change -> change.commits().stream())
                                .map(Event::id))
                        .doesNotHaveDuplicates();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shiftedByWholeDays_theFiguresAreTheSame(long seed) {
        var events = new RandomWorld(seed).world().events();
        var shift = Duration.ofDays(17);
        var later = Dora.figures(
                EventLog.of(events.stream().map(event -> Shift.by(shift, event)).toList()),
                POLICY,
                World.bothAt(NOW.plus(shift), NOW.plus(shift)));
        var now = figures(events);
        for (int at = 0; at < now.scopes().size(); at++) {
            var one = now.scopes().get(at);
            var other = later.scopes().get(at);
            assertThat(other.delivery().orElseThrow().windows())
                    .isEqualTo(one.delivery().orElseThrow().windows());
            assertThat(other.incidents().orElseThrow().windows())
                    .isEqualTo(one.incidents().orElseThrow().windows());
            assertThat(other.failures().orElseThrow().windows())
                    .isEqualTo(one.failures().orElseThrow().windows());
            assertThat(other.quickCheck()).isEqualTo(one.quickCheck());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anUnrelatedRepositoryChangesNothingForTheOthers(long seed) {
        var world = new RandomWorld(seed).world();
        var alone = figures(world.events());
        new RandomWorld(seed + 1).repository(world.repository("stranger", "strangers"), "stranger");
        var together = figures(world.events());
        for (ScopeFigures scope : alone.scopes()) {
            if (!(scope.scope() instanceof Scope.Organization)) {
                assertThat(together.scopes().stream().map(LawsTest::shown)).contains(shown(scope));
            }
        }
    }
}
