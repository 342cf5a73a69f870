package io.mlopsexporter.dora;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.ModelVersion.TrainingRun;
import io.mlopsexporter.event.NamedCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainedCommitsTest {
    private static final int STEPS = 60;
    private static final int COMMITS = 12;

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    /** Commits come and go in two repositories, which are forgotten now and then; looked-up ones are told with and without a date, versions name any of them. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsTakenOver_isWhatIsFoundFromNothing(int seed) {
        var random = new Random(seed);
        EventLog log = EventLog.EMPTY;
        TrainedCommits former = null;
        int found = 0;
        int notFound = 0;
        for (int step = 0; step < STEPS; step++) {
            log = step % 20 == 19 ? log.toldBy(Set.of("mlflow")) : log.with(batch(random));
            var takingOver = new TrainedCommits(log, former);
            var fromNothing = new TrainedCommits(log, null);
            for (TrainingRun run : runs(log)) {
                Optional<Instant> expected = fromNothing.authoredAt(run);
                assertThat(expected).isEqualTo(somewhere(log, run.commit().orElseThrow()));
                assertThat(takingOver.authoredAt(run)).isEqualTo(expected);
                found += expected.isPresent() ? 1 : 0;
                notFound += expected.isPresent() ? 0 : 1;
            }
            former = takingOver;
        }
        assertThat(found).isPositive();
        assertThat(notFound).isPositive();
    }

    private static Batch batch(Random random) {
        List<Event> upserts = new ArrayList<>();
        List<Batch.Key> removals = new ArrayList<>();
        String repository = "github/" + random.nextInt(2);
        int number = random.nextInt(COMMITS);
        String oid = oid(number);
        switch (random.nextInt(6)) {
            case 0 -> upserts.add(version(random.nextInt(20), number));
            case 1 ->
                upserts.add(new Commit(
                        repository, oid, List.of(), authoredAt(number), "a", List.of(), List.of(), Optional.empty()));
            case 2 -> removals.add(new Batch.Key(Commit.class, repository + "/" + oid));
            case 3 -> upserts.add(new NamedCommit(repository, oid, Optional.of(authoredAt(number))));
            case 4 -> upserts.add(new NamedCommit(repository, oid, Optional.empty()));
            default -> removals.add(new Batch.Key(NamedCommit.class, repository + "/" + oid));
        }
        return new Batch(upserts, removals);
    }

    private static ModelVersion version(int version, int commit) {
        var run = new TrainingRun(
                "run" + version, Optional.empty(), Optional.empty(), Optional.of(oid(commit)), Optional.empty());
        return new ModelVersion("mlflow/fraud", "fraud", version, Instant.EPOCH, Optional.of(run), Optional.empty());
    }

    private static List<TrainingRun> runs(EventLog log) {
        return log.history("mlflow/fraud").versions().values().stream()
                .map(version -> version.run().orElseThrow())
                .toList();
    }

    private static Optional<Instant> somewhere(EventLog log, String oid) {
        return log.histories().values().stream()
                .flatMap(history -> history.commits().containsKey(oid)
                        ? Optional.of(history.commits().get(oid).authoredAt()).stream()
                        : Optional.ofNullable(history.namedCommits().get(oid))
                                .flatMap(NamedCommit::authoredAt)
                                .stream())
                .findFirst();
    }

    private static String oid(int number) {
        return "%040x".formatted(number);
    }

    private static Instant authoredAt(int number) {
        return Instant.EPOCH.plusSeconds(number);
    }
}
