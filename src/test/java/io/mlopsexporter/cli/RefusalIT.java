package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops {@code run} before it serves anything: the exit code, and a message that says what to do. */
class RefusalIT {
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void portInUse_is1_andNamesThePort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path config = Settings.of(folder, NOWHERE);
            Files.writeString(
                    config, Files.readString(config).replace("127.0.0.1:0", "127.0.0.1:" + taken.getLocalPort()));

            Program.Ended ended = run(config);

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err())
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": another process uses port "
                            + taken.getLocalPort() + "; stop it, or choose another port")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void misspeltKey_is2_withItsLineAndASuggestion_beforeThePortIsBound() throws Exception {
        Path config = Settings.of(folder, NOWHERE);
        Files.writeString(config, Files.readString(config).replace("organizations:", "organisations:"));

        Program.Ended ended = run(config);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("exporter.yml:6: github[0].organisations: unknown key (did you mean organizations?)")
                .doesNotContain("serves");
        assertThat(folder.resolve("events.db")).doesNotExist();
    }

    @Test
    void corruptStore_is1_andIsLeftAlone() throws Exception {
        Path store = Files.writeString(folder.resolve("events.db"), "no database at all");

        Program.Ended ended = run(Settings.of(folder, NOWHERE));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("is damaged or of something else", "move it away", "start again")
                .doesNotContain("\tat ", "serves");
        assertThat(store).hasContent("no database at all");
    }

    @Test
    void storeTornInTheMiddle_is1() throws Exception {
        byte[] torn = new byte[8192];
        // an SQLite header, and then nothing that follows from it
        System.arraycopy(HexFormat.of().parseHex("53514c69746520666f726d6174203300"), 0, torn, 0, 16);
        Files.write(folder.resolve("events.db"), torn);

        Program.Ended ended = run(Settings.of(folder, NOWHERE));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("is damaged or of something else").doesNotContain("\tat ", "serves");
    }

    @Test
    void unwritableStore_is1() throws Exception {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        Path config = Settings.of(folder, NOWHERE);

        Program.Ended ended = Program.run(
                folder,
                "run",
                "--config",
                config.toString(),
                "--store",
                notAFolder.resolve("events.db").toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("cannot create the folder of the store", "make it writable for the user that runs the agent")
                .doesNotContain("\tat ", "serves");
    }

    @Test
    void secondProcessOnTheSameStore_is1_andNamesTheFirst_whileReportMayRead() throws Exception {
        Path config = Settings.of(folder, NOWHERE);
        try (Program first = Program.start(folder, "run", "--config", config.toString())) {
            first.awaitReady();

            Program.Ended second = run(config);
            Program.Ended report = Program.run(folder, "report", "--stored", "--config", config.toString());

            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err())
                    .contains(
                            "is in use by another agent, process " + first.pid(),
                            "stop that one, or set another store.url")
                    .doesNotContain("\tat ");
            assertThat(report.code()).isEqualTo(1);
            assertThat(report.err()).contains("github: never polled to the end; its figures are left out");
            assertThat(first.isAlive()).isTrue();
        }
    }

    private Program.Ended run(Path config) throws IOException, InterruptedException {
        return Program.run(folder, "run", "--config", config.toString());
    }
}
