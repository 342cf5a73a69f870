package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Past figures of a store, as files. */
final class BackfillCommandTest {
    private static final String INSTANCE = "instance=exporter:10808";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyDayOfTheStoreIsAFile_andALaterRunBringsNothingTwice() throws IOException {
        try (StoodStill gitHub = StoodStill.at(Instant.now())) {
            Path config = Settings.of(folder, gitHub.url());
            assertThat(Commands.execute("report", "-c", config.toString()).code())
                    .isZero();
            int requests = gitHub.requests();
            String first = LocalDate.now(ZoneOffset.UTC).minusDays(5).toString();
            String last = LocalDate.now(ZoneOffset.UTC).minusDays(2).toString();
            Path out = folder.resolve("history");
            String[] backfill = {
                "backfill", "-c", config.toString(), "-o", out.toString(), "-l", INSTANCE, "--from", first, "--to", last
            };

            Commands ran = Commands.execute(backfill);

            assertThat(ran.err()).isEmpty();
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).contains(first + " to " + last + ": 4 days, 4 brought now");
            assertThat(days(out)).hasSize(4).startsWith(first + ".om").endsWith(last + ".om");
            String day = Files.readString(out.resolve(first + ".om"));
            assertThat(day)
                    .contains(
                            "dora_organization_deployments{instance=\"exporter:10808\",job=\"mlops-exporter\",window=\"30d\"}")
                    .contains("mlops_platform_teams{")
                    .doesNotContain("mlops_exporter_")
                    .endsWith("# EOF\n");
            String at = LocalDate.parse(first).atStartOfDay(ZoneOffset.UTC).toEpochSecond() + ".000";
            assertThat(day.lines().filter(line -> !line.startsWith("#"))).allMatch(line -> line.endsWith(" " + at));
            assertThat(gitHub.requests()).as("polls nothing").isEqualTo(requests);
            assertThat(Commands.execute(backfill).out()).contains("4 days, 0 brought now");
        }
    }

    @Test
    void aStoreThatWasNeverFilledIsSaid() throws IOException {
        try (StoodStill gitHub = StoodStill.at(Instant.now()).answering("Sweep", "{}")) {
            Path config = Settings.of(folder, gitHub.url());
            Commands.execute("report", "-c", config.toString());

            Commands ran = Commands.execute(
                    "backfill",
                    "-c",
                    config.toString(),
                    "-o",
                    folder.resolve("out").toString(),
                    "-l",
                    INSTANCE);

            assertThat(ran.code()).isEqualTo(Main.FAILED);
            assertThat(ran.err()).contains("github was never polled to the end");
            assertThat(folder.resolve("out")).doesNotExist();
        }
    }

    @Test
    void wrongUsageSaysWhatWasExpected() throws IOException {
        Path config = Settings.of(folder, "http://127.0.0.1:1");
        String[] base = {"backfill", "-c", config.toString(), "-o", folder.toString()};
        assertThat(Commands.execute(base).err()).contains("--label instance=HOST:PORT is missing");
        assertThat(Commands.execute(with(base, "-l", INSTANCE, "-l", "a-b=c")).err())
                .contains("--label a-b: expected");
        assertThat(Commands.execute("backfill", "-c", config.toString(), "-l", INSTANCE)
                        .err())
                .contains("--output", "--remote-write");
        assertThat(Commands.execute(base).code()).isEqualTo(Main.WRONG_USAGE);
    }

    private static String[] with(String[] base, String... more) {
        return Stream.concat(Stream.of(base), Stream.of(more)).toArray(String[]::new);
    }

    private static List<String> days(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".om"))
                    .sorted()
                    .toList();
        }
    }
}
