package io.mlopsexporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Repository;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Bad places, bad files, full disks: what is said, and that nothing is lost or changed. */
class StoreFailureTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private String url = "";

    @BeforeEach
    void nameTheStore() {
        file = folder.resolve("events.db");
        url = "jdbc:sqlite:" + file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/var/lib/events.db", "jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:sqlite:file:/x?mode=ro"})
    void otherUrls_areRefused_withAnExample(String other) {
        refused(() -> EventStore.open(other), "store.url is " + other, "expected jdbc:sqlite:FILE");
    }

    @Test
    void folderThatCannotBeCreated() throws IOException {
        Files.writeString(folder.resolve("taken"), "a file");
        String inside = "jdbc:sqlite:" + folder.resolve("taken/events.db");
        refused(() -> EventStore.open(inside), "cannot create the folder", folder + "/taken", "set another store.url");
    }

    @Test
    void folderThatCannotBeWritten() {
        // Nobody can create a file there, not even root, to whom permissions mean nothing.
        Path unwritable = Path.of("/proc/self/events.db");
        refused(() -> EventStore.open("jdbc:sqlite:" + unwritable), "/proc", "cannot write beside it", "writable");
    }

    @Test
    void folderInPlaceOfTheFile() throws IOException {
        Files.createDirectory(file);
        refused(() -> EventStore.open(url), file + " is a folder", "expected a file");
    }

    @Test
    void writeThatSqliteRefusesAsReadOnly_isToldAsSuch() throws SQLException {
        EventStore.open(url).close();
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection(url);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM event"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(new StoreFile(file).failed("cannot write", failure))
                                    .hasMessageContaining("events.db is read-only")
                                    .hasMessageContaining("mount the volume writable"));
        }
    }

    @Test
    void readerWithoutAStore_isToldToStartTheAgent() {
        refused(() -> EventStore.openReadOnly(url), "there is no store " + file, "start the agent");
        assertThat(file).doesNotExist();
    }

    @Test
    void emptyFile_isAStoreThatWasNeverBegun() throws IOException {
        Files.createFile(file);
        refused(() -> EventStore.openReadOnly(url), "has version 0, expected " + Schema.LATEST, "start the agent");
        EventStore.open(url).close();
    }

    @Test
    void garbage_isRefused_andLeftAsItIs() throws IOException {
        byte[] garbage = new byte[10_000];
        new Random(1).nextBytes(garbage);
        Files.write(file, garbage);
        refused(() -> EventStore.open(url), file + " is damaged", "move it away", "events.db-wal", "events.db-shm");
        refused(() -> EventStore.openReadOnly(url), file + " is damaged", "move it away");
        assertThat(file).hasBinaryContent(garbage);
    }

    @Test
    void truncatedFile_isRefused() throws IOException {
        fill();
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(access.length() / 2);
        }
        refused(() -> EventStore.open(url), file + " is damaged", "Nothing was changed", "move it away");
        refused(() -> EventStore.openReadOnly(url), file + " is damaged");
    }

    @Test
    void overwrittenPages_areFoundAtOpening() throws IOException {
        fill();
        byte[] garbage = new byte[8192];
        new Random(1).nextBytes(garbage);
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(access.length() / 2 / 4096 * 4096);
            access.write(garbage);
        }
        refused(() -> EventStore.open(url), file + " is damaged", "move it away");
        try (EventStore reader = EventStore.openReadOnly(url)) {
            refused(reader::load, file + " is damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"github/1\"}", "{\"id\":", "[]", "{\"id\":\"github/1\",\"createdAt\":\"noon\"}"})
    void payloadThatIsNoSuchEvent_isNamed(String payload) throws SQLException {
        EventStore.open(url).close();
        execute("INSERT INTO event (source, type, id, payload) VALUES ('github', 'repository', 'github/1', '" + payload
                + "')");
        refused(() -> EventStore.open(url), file + " is damaged", "the repository github/1 can't be read");
    }

    /** The page and the JSON are sound, and tell of another repository. */
    @Test
    void letterThatHasChanged_isFound() throws SQLException {
        try (EventStore store = EventStore.open(url)) {
            store.write(
                    "github",
                    Batch.of(List.of(new Repository(
                            "github/1", "acme/one", "main", NOW, "https://github.example/acme/one", false))),
                    Map.of());
        }
        execute("UPDATE event SET payload = replace(payload, 'acme/one\"', 'acme/ome\"')");
        refused(() -> EventStore.open(url), file + " is damaged", "the repository github/1 is not what was written");
        try (EventStore store = EventStore.openOrBeginAnew(StoreAccess.of(url), NOW)) {
            assertThat(folder.resolve("events.db.damaged-20261125T100000Z")).exists();
            assertThat(store.load()).isEqualTo(EventLog.EMPTY);
        }
    }

    @Test
    void fieldsThisVersionDoesNotKnow_areIgnored() throws SQLException {
        EventStore.open(url).close();
        execute("INSERT INTO event (source, type, id, payload) VALUES ('github', 'lineage', 'github/1',"
                + " '{\"repository\":\"github/1\",\"roots\":[\"abc\"],\"new\":{\"a\":[1]}}')");
        try (EventStore store = EventStore.open(url)) {
            assertThat(store.load().history("github/1").lineage())
                    .hasValueSatisfying(lineage -> assertThat(lineage.roots()).containsExactly("abc"));
        }
    }

    /** Garbage over each part of the file in turn, and the file cut short at it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 20, 40, 60, 80, 95})
    void damagedStore_isSetAside_andBegunAnew_orWhole(int percent) throws IOException {
        for (boolean cut : new boolean[] {false, true}) {
            Files.deleteIfExists(file);
            fill();
            EventLog whole = whole();
            byte[] damaged = damage(percent, cut);
            try (EventStore store = EventStore.openOrBeginAnew(StoreAccess.of(url), NOW)) {
                Path aside = folder.resolve("events.db.damaged-20261125T100000Z");
                if (Files.exists(aside)) {
                    assertThat(store.load()).isEqualTo(EventLog.EMPTY);
                    assertThat(aside).hasBinaryContent(damaged);
                    Files.delete(aside);
                } else {
                    assertThat(store.load()).as("where nothing is kept").isEqualTo(whole);
                }
                store.write("github", WritingMain.batch(1), Map.of());
            }
            EventStore.open(url).close();
        }
    }

    @Test
    void damagedStore_isAlwaysFound_whenItsMiddleIsGone() throws IOException {
        fill();
        damage(50, true);
        try (EventStore store = EventStore.openOrBeginAnew(StoreAccess.of(url), NOW)) {
            assertThat(folder.resolve("events.db.damaged-20261125T100000Z")).exists();
            assertThat(store.load()).isEqualTo(EventLog.EMPTY);
        }
    }

    @Test
    void payloadThatCannotBeRead_setsTheStoreAside() throws SQLException {
        EventStore.open(url).close();
        execute("INSERT INTO event (source, type, id, payload) VALUES ('github', 'repository', 'github/1', '{')");
        try (EventStore store = EventStore.openOrBeginAnew(StoreAccess.of(url), NOW)) {
            assertThat(folder.resolve("events.db.damaged-20261125T100000Z")).exists();
            assertThat(store.load()).isEqualTo(EventLog.EMPTY);
        }
    }

    @Test
    void fileThatNeverWasAStore_isNotSetAside() throws IOException {
        Files.writeString(file, "somebody's letters");
        for (int again = 0; again < 2; again++) {
            refused(() -> EventStore.openOrBeginAnew(StoreAccess.of(url), NOW), "damaged or of something else");
        }
        assertThat(file).hasContent("somebody's letters");
    }

    private byte[] damage(int percent, boolean cut) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long at = access.length() * percent / 100;
            if (cut) {
                access.setLength(at);
            } else {
                byte[] garbage = new byte[5000];
                new Random(percent).nextBytes(garbage);
                access.seek(at);
                access.write(garbage, 0, (int) Math.min(garbage.length, access.length() - at));
            }
        }
        return Files.readAllBytes(file);
    }

    private EventLog whole() {
        try (EventStore reader = EventStore.openReadOnly(url)) {
            return reader.load();
        }
    }

    @Test
    void storeOfANewerVersion_isRefused_andLeftAsItIs() throws SQLException {
        EventStore.open(url).close();
        int newer = Schema.LATEST + 1;
        execute("INSERT INTO flyway_schema_history SELECT " + newer + ", '" + newer
                + "', 'later', type, script, checksum, installed_by, installed_on, execution_time, success"
                + " FROM flyway_schema_history LIMIT 1");
        refused(() -> EventStore.open(url), "written by a newer agent", "version is " + newer, "run the newer agent");
        refused(() -> EventStore.openReadOnly(url), "written by a newer agent");
    }

    @Test
    void databaseOfSomethingElse_isRefused_andLeftAsItIs() throws SQLException, IOException {
        execute("CREATE TABLE recipes (name TEXT)");
        refused(() -> EventStore.open(url), file.toString(), "in a file of its own", "set another store.url");
        execute("INSERT INTO recipes VALUES ('soup')");
    }

    @Test
    void fullDisk_throwsAndKeepsNothingOfTheBatch_andWritesWorkOnceThereIsRoom() {
        try (EventStore store = EventStore.open(url)) {
            store.write("github", WritingMain.batch(0), Map.of("last", "0"));
            EventLog before = store.load();
            limitPages(store, "40");
            Batch large = WritingMain.batch(6);
            refused(
                    () -> store.write("github", large, Map.of("last", "6")),
                    "no space left for the store",
                    file.toString(),
                    "make room");
            assertThat(store.load()).isEqualTo(before);
            assertThat(store.cursors("github")).containsEntry("last", "0");

            limitPages(store, "1000000");
            store.write("github", large, Map.of("last", "6"));
            assertThat(store.load()).isEqualTo(before.with(large));
        }
    }

    @Test
    void newestMigration_isTheVersionThatTheProgramKnows() {
        var source = new SQLiteDataSource();
        source.setUrl(url);
        var migrations = Schema.flyway(StoreFile.of(url), source).info().all();
        assertThat(migrations[migrations.length - 1].getVersion().getVersion())
                .isEqualTo(Integer.toString(Schema.LATEST));
    }

    /** SQLite's own limit on the file's size has the same effect as a full disk. */
    private static void limitPages(EventStore store, String pages) {
        ((SqliteDatabase) store.database()).pragma("max_page_count = " + pages);
    }

    private void fill() {
        try (EventStore store = EventStore.open(url)) {
            store.write("github", WritingMain.batch(6), Map.of());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(StoreException.class).hasMessageContainingAll(parts);
    }
}
