package io.mlopsexporter.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.metric.Family;
import io.mlopsexporter.metric.Family.Label;
import io.mlopsexporter.metric.Family.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One point a day, each day once, whole. */
final class BackfillTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-01-30");
    private static final TargetLabels TARGET =
            new TargetLabels(Map.of("job", "mlops-exporter", "instance", "exporter:10808"));

    @TempDir
    private Path folder = Path.of("");

    static List<Family> families(double value) {
        return List.of(new Family(
                "dora_deployments",
                Family.Type.GAUGE,
                "Deployments.",
                List.of(
                        new Sample(List.of(new Label("ml_team", "a \"b\"\n\\c"), new Label("window", "7d")), value),
                        new Sample(List.of(new Label("ml_team", "ml"), new Label("window", "7d")), value + 1))));
    }

    @Test
    void daysAreThoseWhoseFirstInstantIsCovered() {
        assertThat(Backfill.days(Instant.parse("2026-01-28T00:00:00Z"), NOW, NOW))
                .containsExactly(
                        LocalDate.parse("2026-01-28"),
                        LocalDate.parse("2026-01-29"),
                        LocalDate.parse("2026-01-30"),
                        LocalDate.parse("2026-01-31"));
        assertThat(Backfill.days(Instant.parse("2026-01-28T00:00:01Z"), NOW, NOW))
                .startsWith(LocalDate.parse("2026-01-29"));
        assertThat(Backfill.days(NOW, NOW, NOW)).isEmpty();
        assertThat(Backfill.days(NOW.plusSeconds(1), NOW, NOW)).isEmpty();
    }

    @Test
    void theLatestFourHoursAreLeftToPrometheus() {
        Instant early = Instant.parse("2026-01-31T03:59:59Z");
        assertThat(Backfill.days(Instant.parse("2026-01-29T00:00:00Z"), early, early))
                .containsExactly(LocalDate.parse("2026-01-29"), LocalDate.parse("2026-01-30"));
        assertThat(Backfill.days(Instant.parse("2026-01-31T00:00:00Z"), early.plusSeconds(1), early.plusSeconds(1)))
                .containsExactly(LocalDate.parse("2026-01-31"));
    }

    @Test
    void aFileIsOpenMetricsWithSecondsAndTheTargetsLabels() throws IOException {
        new DayFiles(folder, TARGET, "one").accept(DAY, families(3));
        assertThat(Files.readString(folder.resolve("2026-01-30.om"))).isEqualTo("""
                # TYPE dora_deployments gauge
                # HELP dora_deployments Deployments.
                dora_deployments{instance="exporter:10808",job="mlops-exporter",ml_team="a \\"b\\"\\n\\\\c",window="7d"} 3.0 1769731200.000
                dora_deployments{instance="exporter:10808",job="mlops-exporter",ml_team="ml",window="7d"} 4.0 1769731200.000
                # EOF
                """);
    }

    @Test
    void aLaterRunBringsOnlyTheDaysThatAreMissing() {
        var asked = new ArrayList<Instant>();
        List<LocalDate> days = Backfill.days(Instant.parse("2026-01-28T00:00:00Z"), NOW, NOW);
        int first = Backfill.run(
                days.subList(0, 2), at -> families(1), new DayFiles(folder, TARGET, "one"), (day, done) -> {});
        int second = Backfill.run(
                days,
                at -> {
                    asked.add(at);
                    return families(1);
                },
                new DayFiles(folder, TARGET, "one"),
                (day, done) -> {});
        assertThat(first).isEqualTo(2);
        assertThat(second).isEqualTo(2);
        assertThat(asked).containsExactly(Instant.parse("2026-01-30T00:00:00Z"), Instant.parse("2026-01-31T00:00:00Z"));
    }

    @Test
    void whatWasCutShortIsNotThere() throws IOException {
        Files.writeString(folder.resolve("2026-01-30.om.part"), "dora_deploy");
        var files = new DayFiles(folder, TARGET, "one");
        assertThat(files.has(DAY)).isFalse();
        files.accept(DAY, families(1));
        assertThat(folder.resolve("2026-01-30.om.part")).doesNotExist();
        assertThat(files.has(DAY)).isTrue();
    }

    @Test
    void daysOfOtherLabelsOrAnotherConfigurationAreNotGoneOnWith() {
        new DayFiles(folder, TARGET, "one").accept(DAY, families(1));
        var other = new TargetLabels(Map.of("job", "other"));
        assertThatThrownBy(() -> new DayFiles(folder, other, "one"))
                .isInstanceOf(BackfillException.class)
                .hasMessageContaining("other labels or of another configuration");
        assertThatThrownBy(() -> new DayFiles(folder, TARGET, "two")).isInstanceOf(BackfillException.class);
    }

    @Test
    void aDirectoryThatIsAFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new DayFiles(file, TARGET, "one"))
                .isInstanceOf(BackfillException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aLabelThatSeriesHaveThemselvesIsRefused() {
        var clash = new DayFiles(folder, new TargetLabels(Map.of("window", "x")), "one");
        assertThatThrownBy(() -> clash.accept(DAY, families(1)))
                .isInstanceOf(BackfillException.class)
                .hasMessageContaining("label window cannot be given");
        assertThatThrownBy(() -> new TargetLabels(Map.of("__name__", "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TargetLabels(Map.of("a-b", "x")))
                .hasMessageContaining("a-b")
                .hasMessageContaining("expected");
    }
}
