package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.ServiceMapping.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingLogTest {
    /** As the build says, else src/test/resources/simplelogger.properties. */
    private static final Path LOG =
            Path.of(System.getProperty("org.slf4j.simpleLogger.logFile", "target/test-log.txt"));

    private static final Problem ONE = new Problem("application feast", "names no service");
    private static final Problem OTHER = new Problem("service x", "is claimed twice");

    @Test
    void aProblemIsLoggedWhenItTurnsUp_notAtEachDerivation_andSoIsItsEnd() throws IOException {
        int before = Files.exists(LOG) ? Files.readString(LOG).length() : 0;
        MappingLog log = new MappingLog();
        log.tell(List.of());
        log.tell(List.of(ONE));
        log.tell(List.of(ONE));
        log.tell(List.of(ONE, OTHER));
        log.tell(List.of());
        log.tell(List.of());

        assertThat(Files.readString(LOG).substring(before).lines().filter(line -> line.contains("cli.MappingLog")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("WARN", "application feast: names no service"),
                        line -> assertThat(line).contains("WARN", "service x: is claimed twice"),
                        line -> assertThat(line).contains("INFO", "in order again"));
    }
}
