package io.mlopsexporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * POSIX takes all of a process's locks on a file away once the process closes any descriptor of it. What this process does
 * with its store besides must not let other processes in.
 */
class LocksTest {
    @TempDir
    Path folder;

    private Path log = Path.of("");
    private String url = "";

    @BeforeEach
    void nameTheStore() {
        log = folder.resolve("events.db-wal");
        url = "jdbc:sqlite:" + folder.resolve("events.db");
    }

    @Test
    void refusedSecondOpening_leavesTheLockToTheFirst() throws Exception {
        try (EventStore store = EventStore.open(url)) {
            assertThatThrownBy(() -> EventStore.open(url)).isInstanceOf(StoreException.class);
            assertThat(child("agent"))
                    .contains("in use by another agent, process "
                            + ProcessHandle.current().pid());
            store.saveNote("still", "mine");
        }
        assertThat(child("agent")).contains("opened");
    }

    @Test
    void failedOpening_leavesNoLockBehind() throws IOException {
        Path file = folder.resolve("events.db");
        Files.writeString(file, "no database".repeat(1000));
        assertThatThrownBy(() -> EventStore.open(url)).isInstanceOf(StoreException.class);
        Files.delete(file);
        EventStore.open(url).close();
    }

    @Test
    void readerOrRefusedWriterInTheAgentsProcess_letsNoToolTakeTheLogAway() throws Exception {
        try (EventStore store = EventStore.open(url)) {
            write(store, 1);
            EventStore.openReadOnly(url).close();
            assertThatThrownBy(() -> EventStore.open(url)).isInstanceOf(StoreException.class);

            assertThat(child("tool")).contains("database is locked");

            assertThat(log).exists();
            write(store, 2);
            try (EventStore reader = EventStore.openReadOnly(url)) {
                assertThat(reader.load().repositories()).containsOnlyKeys("github/1", "github/2");
            }
        }
        try (EventStore store = EventStore.open(url)) {
            assertThat(store.load().repositories()).containsOnlyKeys("github/1", "github/2");
        }
    }

    private static void write(EventStore store, int number) {
        var repository =
                new Repository("github/" + number, "acme/feast", "main", Instant.EPOCH, "https://github.com", false);
        store.write("github", Batch.of(List.of(repository)), Map.of());
    }

    /** What another process says of its attempt to open the store. */
    private String child(String kind) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpeningMain.class.getName(),
                        url,
                        kind)
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader()) {
            return String.join("\n", output.lines().toList());
        }
    }
}
