package io.mlopsexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.Allowance;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.store.Cut;
import io.mlopsexporter.store.EventStore;
import io.mlopsexporter.store.Postgres;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Two pollers that share a PostgreSQL. */
class ReplicasTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SOON = Duration.ofMillis(200);

    private final String database = Postgres.newDatabase();
    /** What the API has told: each poll reads the next repository, once, whichever replica makes it. */
    private final AtomicInteger told = new AtomicInteger();

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();

    @Test
    void bothShowTheSame_eachPollIsMadeOnce_andOneGoesOnAlone() throws Exception {
        try (Replica one = new Replica(Postgres.url(database));
                Replica other = new Replica(Postgres.url(database))) {
            one.poller.start();
            other.poller.start();

            Shown third = one.awaited(shown -> shown.repositories() >= 3);
            Shown same = other.awaited(shown -> shown.repositories() >= third.repositories());
            assertThat(same.status().asOf()).isPresent();
            assertThat(same.status().succeeded()).isTrue();
            assertThat(same.everySourcePolled()).isTrue();

            one.leave();
            int before = told.get();
            Shown later = other.awaited(shown -> shown.repositories() >= before + 2);
            // every repository once: no page was left out, none was read twice
            assertThat(later.repositories()).isLessThanOrEqualTo(told.get());
            assertThat(other.store.load().repositories()).hasSize(told.get());
            assertThat(atOnce.get()).as("polls at the same time").isZero();
        }
    }

    @Test
    void whatTheApiGrants_isHeardByTheNext() throws Exception {
        try (Replica one = new Replica(Postgres.url(database));
                Replica other = new Replica(Postgres.url(database))) {
            one.poller.once();
            one.awaited(shown -> shown.repositories() == 1);
            other.poller.start();
            other.awaited(shown -> shown.repositories() >= 2);

            assertThat(other.source.heard).first().isEqualTo("page 1 told");
        }
    }

    @Test
    void databaseThatGoesAway_isShown_andCostsNothingButTime() throws Exception {
        try (Cut cut = new Cut(Postgres.port());
                Replica one = new Replica(Postgres.url(database, cut.port()))) {
            one.poller.start();
            Shown before = one.awaited(shown -> shown.repositories() >= 2);

            cut.cut();
            Shown away = one.awaited(shown -> shown.status().error().isPresent());
            assertThat(away.repositories()).isGreaterThanOrEqualTo(before.repositories());
            assertThat(away.status().asOf()).isPresent();
            assertThat(away.status().error().orElseThrow()).contains("cannot be reached");

            cut.mend();
            Shown back = one.awaited(shown -> shown.status().succeeded() && shown.repositories() > away.repositories());
            assertThat(back.status().error()).isEmpty();
            try (EventStore store = EventStore.openReadOnly(Postgres.url(database))) {
                assertThat(store.load().repositories().keySet())
                        .containsAll(back.log().repositories().keySet());
                int known = store.load().repositories().size();
                // what the database did not take is asked for again
                assertThat(known).isBetween(back.repositories(), told.get());
            }
        }
    }

    private record Shown(EventLog log, SourceStatus status, boolean everySourcePolled) {
        int repositories() {
            return log.repositories().size();
        }
    }

    private final class Replica implements AutoCloseable {
        private final EventStore store;
        private final Poller poller;
        private final NextPage source = new NextPage();
        private final BlockingQueue<Shown> shown = new LinkedBlockingQueue<>();

        Replica(String url) {
            store = EventStore.open(url);
            store.configured("same");
            poller = new Poller(
                    List.of(source),
                    store,
                    "same",
                    SOON,
                    InstantSource.fixed(NOON),
                    Progressed.UNSEEN,
                    (log, board) -> shown.add(new Shown(
                            log, Objects.requireNonNull(board.statuses().get("github")), board.everySourcePolled())));
        }

        Shown awaited(Predicate<Shown> wanted) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            Shown next = shown.poll(2, TimeUnit.MINUTES);
            while (next != null && !wanted.test(next) && System.nanoTime() < end) {
                next = shown.poll(2, TimeUnit.MINUTES);
            }
            assertThat(next).as("shown in time").isNotNull();
            assertThat(wanted.test(Objects.requireNonNull(next))).isTrue();
            return next;
        }

        void leave() {
            poller.close();
            store.close();
        }

        @Override
        public void close() {
            leave();
        }
    }

    /** Goes on behind its cursor, and finds one repository at each poll. */
    private final class NextPage implements Source, Allowance {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private String known = "";

        @Override
        public Allowance allowance() {
            return this;
        }

        @Override
        public String tell() {
            return known;
        }

        @Override
        public void hear(String limits, Duration ago) {
            heard.add(limits);
        }

        @Override
        public String name() {
            return "github";
        }

        @Override
        public PollResult poll(Journal journal) {
            if (underWay.incrementAndGet() > 1) {
                atOnce.incrementAndGet();
            }
            try {
                int page = journal.cursor("page").map(Integer::valueOf).orElse(0) + 1;
                assertThat(journal.log().repositories()).as("all pages before").hasSize(page - 1);
                String id = "github/" + page;
                known = "page " + page + " told";
                told.accumulateAndGet(page, Math::max);
                journal.write(
                        Batch.of(List.of(new Repository(
                                id, "acme/" + page, "main", NOON, "https://github.example/" + page, false))),
                        Map.of("page", Integer.toString(page)));
                return new PollResult.Complete(NOON, List.of());
            } finally {
                underWay.decrementAndGet();
            }
        }
    }
}
