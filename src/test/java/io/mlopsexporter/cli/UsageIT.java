package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the program is called, and how not. */
class UsageIT {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "check", "report", "demo"})
    void help_is0_onStandardOutput(String command) throws Exception {
        Program.Ended ended =
                command.isEmpty() ? Program.run(folder, "--help") : Program.run(folder, command, "--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("Usage: mlops-exporter " + command).contains("--help");
    }

    @Test
    void version_isThatOfTheBuild_andOfJava() throws Exception {
        Program.Ended ended = Program.run(folder, "--version");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .matches("(?s)mlops-exporter \\d+\\.\\d+\\.\\d+\\S*\\R" + "Java " + System.getProperty("java.version")
                        + " .*");
    }

    @Test
    void noCommand_is2_andSaysWhichThereAre() throws Exception {
        Program.Ended ended = Program.run(folder);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("Which command? One of run, check, report, explain, assess, backfill, demo.")
                .contains("Usage:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "walk | Unmatched argument at index 0: 'walk'",
                "run --frob | Unknown option: '--frob'",
                "run | Missing required argument",
                "report --github-org acme --format xml | expected one of [table, markdown, json]",
                "report --github-org acme --window 5d | --window 5d: expected one of 7d, 30d, 90d",
                "run --config nowhere.yml | nowhere.yml: no such file; it was looked for at",
                "demo --interval soon | interval",
                "demo --listen here | listen",
            })
    void wrongUsage_is2_andSaysWhatWasExpected(String line, String text) throws Exception {
        Program.Ended ended = Program.run(folder, line.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(text).doesNotContain("\tat ");
    }

    @Test
    void organisationAlone_withoutAToken_is1_andSaysWhereItIsExpected() throws Exception {
        Program.Ended ended = Program.run(folder, "check", "--github-org", "acme");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .contains("error: the environment variable GITHUB_TOKEN is not set; set it to the secret");
    }
}
