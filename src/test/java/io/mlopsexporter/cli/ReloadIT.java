package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void sighup_readsTheConfigurationAgain_andNoMistakeInItEndsTheProcess() throws Exception {
        try (StoodStill gitHub = StoodStill.at(Instant.now())) {
            Path config = Settings.of(folder, gitHub.url());
            try (Program program = Program.start(folder, "run", "--config", config.toString())) {
                program.awaitReady();
                String sound = Files.readString(config).replace("[7d, 30d]", "[14d, 30d]");

                Files.writeString(config, sound.replace("windows:", "widows:"));
                program.hangUp();
                awaitLine(program, "(not reloaded, the former configuration stays in use: .*)");
                assertThat(program.err()).contains("metrics.widows: unknown key (did you mean windows?)");
                assertThat(program.scrape().samples())
                        .containsEntry("mlops_exporter_config_last_reload_successful", 0.0)
                        .containsKey("dora_organization_deployments{window=\"7d\",}");

                Files.writeString(config, sound);
                program.hangUp();
                awaitLine(program, "(the configuration was reloaded)");
                Scrape after = Await.until(
                        "the new window",
                        Program.BOUND,
                        () -> Optional.of(program.scrape())
                                .filter(scrape ->
                                        scrape.samples().containsKey("dora_organization_deployments{window=\"14d\",}")),
                        program::err);
                assertThat(after.organizationDeployments()).isPositive();
                assertThat(program.terminate()).isLessThan(RunIT.PROMPTLY);
            }
        }
    }

    private static void awaitLine(Program program, String pattern) {
        Await.until(pattern, Program.BOUND, () -> program.find(Pattern.compile(pattern)), program::err);
    }
}
