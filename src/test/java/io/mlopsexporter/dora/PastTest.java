package io.mlopsexporter.dora;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.PullRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is derived of a past instant from all events is what was derived at that instant from the events of then. */
final class PastTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aPastInstantSeesNothingOfWhatCameLater(long seed) {
        World world = new RandomWorld(seed).world();
        List<Event> all = world.events();
        for (int days : new int[] {1, 3, 10, 31, 60}) {
            Instant then = World.NOW.minus(Duration.ofDays(days));
            EventLog cut =
                    EventLog.of(all.stream().flatMap(event -> at(event, then)).toList());
            assertThat(figures(world.log(), then)).as("%d days ago", days).isEqualTo(figures(cut, then));
        }
    }

    private static List<ScopeFigures> figures(EventLog log, Instant then) {
        return Dora.figures(log, Policy.DEFAULT, World.bothAt(then, then)).scopes();
    }

    /** An event as it was known at an instant. */
    private static Stream<Event> at(Event event, Instant then) {
        if (event instanceof Deployment deployment) {
            return deployment.requestedAt().isAfter(then) ? Stream.empty() : Stream.of(open(deployment, then));
        }
        if (event instanceof Incident incident && incident.startedAt().isAfter(then)) {
            return Stream.empty();
        }
        if (event instanceof Incident ended
                && ended.end().filter(end -> end.isAfter(then)).isPresent()) {
            return Stream.of(new Incident.Open(
                    ended.id(),
                    ended.service(),
                    ended.serviceName(),
                    ended.title(),
                    ended.startedAt(),
                    ended.links(),
                    ended.url()));
        }
        if (event instanceof PullRequest pull && pull.mergedAt().isAfter(then)) {
            return Stream.empty();
        }
        return Stream.of(event);
    }

    private static Deployment open(Deployment it, Instant then) {
        return new Deployment(
                it.id(),
                it.number(),
                it.repository(),
                it.signal(),
                it.commit(),
                it.environment(),
                it.originalEnvironment(),
                it.transientEnvironment(),
                it.workflow(),
                it.ref(),
                it.requestedAt(),
                it.finishedAt().filter(at -> !at.isAfter(then)),
                it.run(),
                it.url());
    }
}
