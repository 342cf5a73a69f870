package io.mlopsexporter.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.dora.Derivation;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.World;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.event.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LatestTest {
    private final AtomicInteger derived = new AtomicInteger();
    private final Latest<Integer> latest = new Latest<>();
    private final Derivation derivation = new Derivation(Policy.DEFAULT);
    private EventLog log = EventLog.EMPTY;

    @BeforeEach
    void world() {
        var world = new World();
        world.repository("feast")
                .commit("a", 900)
                .deploy("a", 500)
                .commit("b", 410, "a")
                .deploy("b", 20);
        log = world.log();
        figures(log, World.NOW, "policy");
    }

    @Test
    void whatHasNotChanged_isNotDerivedAgain_thoughIncidentsAreKnownForLonger() {
        assertThat(figures(log, World.NOW, "policy")).isEqualTo(1);
        EventLog sameEvents = log.with(Batch.EMPTY);
        assertThat(latest.of(
                        new Latest.Basis(
                                sameEvents,
                                deployments(sameEvents, World.bothAt(World.NOW, World.NOW.plusSeconds(60))),
                                World.NOW,
                                List.of("policy")),
                        derived::incrementAndGet))
                .isEqualTo(1);
    }

    @Test
    void anotherInstantOrPolicy_isDerived() {
        assertThat(figures(log, World.NOW.plusSeconds(1), "policy")).isEqualTo(2);
        assertThat(figures(log, World.NOW.plusSeconds(1), "another")).isEqualTo(3);
    }

    @Test
    void anyNewEvent_isDerived() {
        int expected = 1;
        Repository repository = log.repositories().values().iterator().next();
        for (Event event : List.of(
                new IncidentService("pagerduty/P1", "new"),
                new Activity(
                        "mlflow/run", Activity.Type.TRAINING_RUN, World.NOW, "mlflow/experiment", Optional.empty()),
                new Repository(
                        repository.id(),
                        "renamed",
                        repository.defaultBranch(),
                        repository.createdAt(),
                        repository.url(),
                        repository.gone()))) {
            log = log.with(Batch.of(List.of(event)));
            expected++;
            assertThat(figures(log, World.NOW, "policy")).as("%s", event).isEqualTo(expected);
        }
    }

    private int figures(EventLog of, Instant asOf, String policy) {
        return latest.of(
                new Latest.Basis(of, deployments(of, World.bothAt(asOf, asOf)), asOf, List.of(policy)),
                derived::incrementAndGet);
    }

    private List<ChainFacts> deployments(EventLog of, AsOf asOf) {
        return derivation.figures(of, asOf).scopes().get(0).evidence().delivery();
    }
}
