package io.mlopsexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.store.EventStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Batch FEAST = Batch.of(List.of(repository("github/1", "acme/feast")));

    @TempDir
    private Path folder = Path.of("");

    private String url = "";

    private @Nullable EventStore opened;
    private final Board board = new Board(List.of("github"), Map.of());
    private final List<String> settled = new ArrayList<>();

    @BeforeEach
    void open() {
        url = "jdbc:sqlite:" + folder.resolve("events.db");
        opened = EventStore.open(url);
    }

    @AfterEach
    void close() {
        store().close();
    }

    @Test
    void whatIsWritten_isSeenAtOnce_andIsInTheStore() {
        Ledger ledger = ledger();
        Journal journal = journal(ledger);

        journal.write(FEAST, Map.of("page", "2"));

        assertThat(journal.log().repositories()).containsOnlyKeys("github/1");
        assertThat(ledger.log()).isEqualTo(journal.log());
        assertThat(journal.cursor("page")).hasValue("2");
        assertThat(journal.cursor("other")).isEmpty();
        assertThat(store().load()).isEqualTo(ledger.log());
        assertThat(store().cursors("github")).containsExactly(Map.entry("page", "2"));
    }

    @Test
    void anotherLedgerOnTheStore_goesOnWhereThisOneStopped() {
        journal(ledger()).write(FEAST, Map.of("page", "2"));
        store().close();
        opened = EventStore.open(url);

        Journal journal = journal(ledger());

        assertThat(journal.log().repositories()).containsOnlyKeys("github/1");
        assertThat(journal.cursor("page")).hasValue("2");
    }

    @Test
    void writeThatFails_isNeitherSeenNorKept() {
        Ledger ledger = ledger();
        Journal journal = journal(ledger);
        store().close();

        assertThatThrownBy(() -> journal.write(FEAST, Map.of("page", "2"))).isInstanceOf(IllegalStateException.class);

        assertThat(journal.log().repositories()).isEmpty();
        assertThat(journal.cursor("page")).isEmpty();
        opened = EventStore.open(url);
        assertThat(store().load().repositories()).isEmpty();
        assertThat(store().cursors("github")).isEmpty();
    }

    @Test
    void sourcesNoLongerConfigured_stayInTheStore_unseen() {
        store().write("former", Batch.of(List.of(repository("former/7", "acme/old"))), Map.of());

        assertThat(ledger().log().repositories()).isEmpty();
        assertThat(store().load().repositories()).containsOnlyKeys("former/7");
    }

    @Test
    void settle_isKept() {
        ledger().settle("github", NOW);

        assertThat(store().settled()).containsExactly(Map.entry("github", NOW));
    }

    @Test
    void settledInAPoll_isPassedOn_underTheSourcesName() {
        journal(ledger()).settled(NOW);

        assertThat(settled).containsExactly("github " + NOW);
    }

    @Test
    void progress_isOnTheBoard() {
        journal(ledger()).progress("changes", 3, 20);

        assertThat(Objects.requireNonNull(board.statuses().get("github")).progress())
                .hasValue(new SourceStatus.Progress("changes", 3, 20));
    }

    private EventStore store() {
        return Objects.requireNonNull(opened);
    }

    private Ledger ledger() {
        return new Ledger(store(), Set.of("github"), "");
    }

    private Journal journal(Ledger ledger) {
        return ledger.journal("github", board, Progressed.UNSEEN, (source, asOf) -> settled.add(source + " " + asOf));
    }

    private static Repository repository(String id, String name) {
        return new Repository(id, name, "main", NOW, "https://github.example/" + name, false);
    }
}
