package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.World.NOW;
import static io.mlopsexporter.dora.World.ago;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.EventLogs;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.RepositoryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is taken over from one derivation to the next. {@code -Dproperty.seed=N} replays one history. */
class DerivationTest {
    private static final int HISTORIES = 40;
    private static final int POLLS = 40;

    static LongStream seeds() {
        Long replayed = Long.getLong("property.seed");
        return replayed == null ? LongStream.range(0, HISTORIES) : LongStream.of(replayed);
    }

    /**
     * A history that is short enough for events to leave it while the test goes on, and windows that end elsewhere than the categories of
     * the Quick Check.
     */
    private static final Policy POLICY = new Policy(
            List.of(
                    new Window("3d", Duration.ofDays(3)),
                    new Window("20d", Duration.ofDays(20)),
                    new Window("45d", Duration.ofDays(45))),
            LeadTimeStart.FIRST_COMMIT,
            Duration.ofHours(24),
            Policy.DEFAULT.hotfixPattern(),
            Duration.ofDays(60));

    private static final List<Duration> LENGTHS =
            Stream.of(0, 3, 4, 7, 20, 21, 30, 45, 46, 60).map(Duration::ofDays).toList();

    @ParameterizedTest
    @MethodSource("seeds")
    void figuresAreThoseOfADerivationFromNothing_whateverCameBefore(long seed) {
        var random = new Random(seed);
        List<Event> events = events(seed);
        // sums are kept of each scope, of those with two chains or more, or of none
        var derivation = new Derivation(POLICY, List.of(1, 2, 1_000).get((int) (seed % 3)));
        EventLog log = EventLog.EMPTY;
        Instant asOf = ago(24 * 80);
        for (int poll = 0; poll < POLLS; poll++) {
            if (random.nextInt(3) > 0) {
                log = log.with(batch(log, events, random));
            }
            if (random.nextInt(5) == 0) {
                log = log.with(ofAnotherServiceToo(log));
            }
            asOf = moved(asOf, events, random);
            // A source that hangs back, and one that is silent now and then.
            Instant other = random.nextInt(4) == 0 ? asOf.minus(Duration.ofHours(random.nextInt(200))) : asOf;
            var instants = random.nextInt(8) == 0
                    ? Map.of("github", asOf, "mlflow", asOf)
                    : Map.of("github", asOf, "mlflow", asOf, "pagerduty", other);
            var standing = new AsOf(instants, Set.of("github", "mlflow"), Set.of("pagerduty"));
            assertThat(derivation.figures(log, standing))
                    .as("poll %d at %s", poll, asOf)
                    .isEqualTo(Dora.figures(log, POLICY, standing));
        }
    }

    private static List<Event> events(long seed) {
        List<Event> events = new ArrayList<>(new RandomWorld(seed).world().events());
        var model = new ModelWorld("team1").repository("team0");
        for (int version = 1; version < 6; version++) {
            double at = 2_000 - version * 300;
            model.version(version, at + 40, at + 30, at + 20, version % 2 == 0).alias(version, at);
        }
        events.addAll(model.baseline(1, 1_900)
                .alias(2, 300)
                .lookedUp(Optional.of(ago(2_000)))
                .incident(1_000, 900, "drift")
                .events());
        return events;
    }

    /** Some that are new, some that are there already, and some removals. */
    private static Batch batch(EventLog log, List<Event> events, Random random) {
        List<Event> upserts = new ArrayList<>();
        List<Batch.Key> removals = new ArrayList<>();
        for (int number = random.nextInt(1 + events.size() / 6); number > 0; number--) {
            upserts.add(events.get(random.nextInt(events.size())));
        }
        if (!log.incidents().isEmpty() && random.nextInt(4) == 0) {
            removals.add(new Batch.Key(Incident.class, log.incidents().firstKey()));
        }
        log.histories().values().stream()
                .flatMap(history -> history.deployments().values().stream())
                .filter(any -> random.nextInt(60) == 0)
                .forEach(gone -> removals.add(new Batch.Key(Deployment.class, gone.id())));
        return new Batch(upserts, removals);
    }

    /** An incident becomes one of two applications; if there is such a one, no longer. */
    private static Batch ofAnotherServiceToo(EventLog log) {
        List<Incident> all = List.copyOf(log.incidents().values());
        List<Batch.Key> copies = all.stream()
                .filter(incident -> !incident.occurrence().equals(incident.id()))
                .map(copy -> new Batch.Key(Incident.class, copy.id()))
                .toList();
        if (!copies.isEmpty() || all.size() < 2) {
            return new Batch(List.of(), copies);
        }
        Incident one = all.get(0);
        Incident other = all.get(all.size() - 1);
        var copy = new Incident.Open(
                one.id() + "#2",
                other.service(),
                other.serviceName(),
                one.title(),
                one.startedAt(),
                one.links(),
                one.url());
        return Batch.of(List.of(one.end().<Event>map(copy::resolved).orElse(copy)));
    }

    /** By minutes or days, or exactly to where something enters or leaves a window, or a nanosecond beside; now and then back. */
    private static Instant moved(Instant asOf, List<Event> events, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> asOf;
            case 1 -> asOf.plus(Duration.ofMinutes(random.nextInt(30)));
            case 2 -> asOf.plus(Duration.ofHours(random.nextInt(200)));
            case 3 -> asOf.minus(Duration.ofHours(random.nextInt(20)));
            default -> {
                List<Instant> turns = events.stream()
                        .flatMap(event -> event instanceof Deployment deployment
                                ? deployment.finishedAt().stream()
                                : event instanceof Incident incident
                                        ? incident.end().stream()
                                        : Optional.<Instant>empty().stream())
                        .map(instant -> instant.plus(LENGTHS.get(random.nextInt(LENGTHS.size()))))
                        .filter(turn -> !turn.isBefore(asOf))
                        .sorted()
                        .toList();
                yield turns.isEmpty()
                        ? asOf
                        : turns.get(random.nextInt(Math.min(3, turns.size()))).plusNanos(random.nextInt(3) - 1);
            }
        };
    }

    /** That anything is taken over shows in its being the same instance. */
    @Test
    void onlyWhatChangedIsDerivedAnew() {
        var world = new RandomWorld(1).world();
        var log = world.log();
        var derivation = new Derivation(Policy.DEFAULT);
        Figures first = derivation.figures(log, World.bothAt(NOW, NOW));
        Instant later = NOW.plusMillis(1);
        Figures second = derivation.figures(
                log.with(Batch.of(List.of(unseenCommit("github/app0")))), World.bothAt(later, later));
        assertThat(leadTimes(second, "app0")).isNotSameAs(leadTimes(first, "app0"));
        assertThat(leadTimes(second, "app1")).isSameAs(leadTimes(first, "app1"));
        assertThat(World.application(second, "app1").delivery().orElseThrow().asOf())
                .isEqualTo(later);
    }

    @Test
    void afterAFailure_nothingIsTakenOver() {
        EventLog log = new RandomWorld(1).world().log();
        var broken = EventLogs.withHistories(log, new TreeMap<>(log.histories()) {
            @Override
            public RepositoryHistory getOrDefault(Object id, RepositoryHistory none) {
                throw new IllegalStateException("unreadable");
            }
        });
        var derivation = new Derivation(Policy.DEFAULT);
        Figures first = derivation.figures(log, World.bothAt(NOW, NOW));
        assertThatThrownBy(() -> derivation.figures(broken, World.bothAt(NOW, NOW)))
                .hasMessage("unreadable");
        assertThat(derivation.figures(log, World.bothAt(NOW, NOW)))
                .isEqualTo(first)
                .satisfies(again -> assertThat(leadTimes(again, "app1")).isNotSameAs(leadTimes(first, "app1")));
    }

    private static Object leadTimes(Figures figures, String application) {
        return World.application(figures, application).delivery().orElseThrow().windows();
    }

    /** No deployment brings it: nothing shows of it. */
    private static Event unseenCommit(String repository) {
        return new Commit(
                repository, RepositoryWorld.oid("new"), List.of(), NOW, "new", List.of(), List.of(), Optional.empty());
    }
}
