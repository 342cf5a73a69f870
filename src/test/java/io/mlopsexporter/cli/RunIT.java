package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job, end to end: read, serve, end, and start again. */
class RunIT {
    /** Differences of up to two seconds between our clock and the server's are taken for its rounding. */
    private static final TemporalUnitOffset CLOCK_TOLERANCE = within(20, ChronoUnit.SECONDS);

    static final Duration PROMPTLY = Duration.ofSeconds(5);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void figures_outlastAStop_andAreThereBeforeTheNextPoll() throws Exception {
        Map<String, Double> before;
        Path config;
        try (StoodStill gitHub = StoodStill.at(Instant.now())) {
            config = Settings.of(folder, gitHub.url());
            try (Program program = run(config)) {
                program.awaitReady();
                Scrape scrape = program.scrape();
                assertThat(scrape.up()).isEqualTo(1);
                assertThat(scrape.organizationDeployments()).isPositive();
                assertThat(scrape.asOf()).isCloseTo(gitHub.now(), CLOCK_TOLERANCE);
                before = scrape.dora();
                assertThat(program.terminate()).isLessThan(PROMPTLY);
            }
        }
        try (Program again = run(config)) {
            Scrape first = again.scrape();
            assertThat(first.dora()).isEqualTo(before);
            assertThat(first.up()).isZero();
            again.awaitReady();
            Scrape afterFailedPoll = again.scrape();
            assertThat(afterFailedPoll.dora()).isEqualTo(before);
            assertThat(afterFailedPoll.up()).isZero();
            assertThat(again.terminate()).isLessThan(PROMPTLY);
        }
    }

    @Test
    void killsDuringTheFirstRead_changeNoFigure() throws Exception {
        Instant now = Instant.now();
        Map<String, Double> undisturbed;
        int requests;
        try (StoodStill gitHub = StoodStill.at(now);
                Program program = run(Settings.of(folder("undisturbed"), gitHub.url()))) {
            program.awaitReady();
            undisturbed = program.scrape().dora();
            requests = gitHub.requests();
        }
        Path killed = folder("killed");
        for (int part = 1; part <= 3; part++) {
            try (StoodStill gitHub = StoodStill.at(now).holdingAfter(requests * part / 8);
                    Program program = run(Settings.of(killed, gitHub.url()))) {
                gitHub.awaitHeld();
                program.kill();
            }
        }
        try (StoodStill gitHub = StoodStill.at(now);
                Program program = run(Settings.of(killed, gitHub.url()))) {
            program.awaitReady();
            assertThat(program.scrape().dora()).isEqualTo(undisturbed);
        }
    }

    @Test
    void sigterm_duringTheFirstRead_endsPromptly() throws Exception {
        try (StoodStill gitHub = StoodStill.at(Instant.now()).holdingAfter(5);
                Program program = run(Settings.of(folder, gitHub.url()))) {
            gitHub.awaitHeld();
            assertThat(Page.at(program.url() + "/-/ready").status()).isEqualTo(503);
            assertThat(program.terminate()).isLessThan(PROMPTLY);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-300, 300})
    void asOf_followsTheServersClock(int skew) throws Exception {
        try (StoodStill gitHub = StoodStill.at(Instant.now().plusSeconds(skew));
                Program program = run(Settings.of(folder, gitHub.url()))) {
            program.awaitReady();
            Scrape scrape = program.scrape();
            assertThat(scrape.asOf()).isCloseTo(gitHub.now(), CLOCK_TOLERANCE);
            assertThat(scrape.organizationDeployments()).isPositive();
        }
    }

    private Program run(Path config) throws IOException {
        return Program.start(config.resolveSibling("."), "run", "--config", config.toString());
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }
}
