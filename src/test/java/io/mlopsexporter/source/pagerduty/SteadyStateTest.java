package io.mlopsexporter.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens from poll to poll. */
class SteadyStateTest extends PagerDutyTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 150, 1000})
    void poll_afterTheFirst_isTwoRequests_whateverTheNumberOfServices(int services) {
        for (int i = 0; i < services; i++) {
            pagerDuty.services.add("svc" + i);
            pagerDuty
                    .incident("P" + i, "2026-10-01T00:00:00Z")
                    .service("PSVC" + i, "svc" + i)
                    .resolved(
                            Instant.parse("2026-10-02T00:00:00Z").plusSeconds(i).toString());
        }
        pagerDuty.incident("POPEN", "2026-11-23T09:00:00Z");
        poll();
        pagerDuty.askedSince();

        for (int i = 0; i < 11; i++) {
            pagerDuty
                    .incident("PNEW" + i, time.instant().toString())
                    .service("PSVC" + i % services, "svc" + i % services)
                    .resolved(time.instant().plusSeconds(1).toString());
            pollLater();
            assertThat(event("PNEW" + i)).isPresent();
            assertThat(pagerDuty.askedSince()).hasSize(2);
        }
    }

    @Test
    void asOf_isTheServersTimeAtTheBeginning() {
        assertThat(poll()).isEqualTo(START);
        assertThat(pollLater()).isEqualTo(START.plus(Duration.ofMinutes(5)));
    }

    @Test
    void incidentOpenedLongAgo_resolvedToday_isSeen() {
        FakeIncident old = pagerDuty.incident("POLD", "2024-01-01T00:00:00Z");
        poll();
        assertThat(end("POLD")).isEmpty();

        old.resolved("2026-11-23T10:02:00Z");
        pollLater();

        assertThat(end("POLD")).contains(Instant.parse("2026-11-23T10:02:00Z"));
        assertThat(event("POLD").orElseThrow().startedAt()).isEqualTo("2024-01-01T00:00:00Z");
    }

    @Test
    void acknowledgedIncident_isOpen() {
        pagerDuty.incident("P1", "2026-11-23T09:00:00Z").acknowledged("2026-11-23T09:05:00Z");

        poll();

        assertThat(event("P1")).get().isInstanceOf(Incident.Open.class);
    }

    @Test
    void triggeredIncidentWithNotes_isOpen_thoughItsStatusChangeMoves() {
        pagerDuty.incident("P1", "2026-11-23T09:00:00Z").noted("2026-11-23T09:39:00Z");

        poll();

        assertThat(event("P1")).get().isInstanceOf(Incident.Open.class);
    }

    @Test
    void resolvedIncidentWithoutResolvedAt_endsWithItsLastStatusChange() {
        FakeIncident incident = pagerDuty.incident("P1", "2026-11-23T09:00:00Z");
        poll();
        incident.resolved("2026-11-23T10:01:00Z").without("resolved_at");

        pollLater();

        assertThat(end("P1")).contains(Instant.parse("2026-11-23T10:01:00Z"));
    }

    @Test
    void reopenedIncident_isOpenAgain_andEndsWithItsLastResolution() {
        FakeIncident incident = pagerDuty.incident("P1", "2026-11-23T09:00:00Z").resolved("2026-11-23T09:30:00Z");
        poll();
        assertThat(end("P1")).contains(Instant.parse("2026-11-23T09:30:00Z"));

        incident.reopened("2026-11-23T10:01:00Z");
        pollLater();
        assertThat(event("P1")).get().isInstanceOf(Incident.Open.class);
        assertThat(event("P1").orElseThrow().startedAt()).isEqualTo("2026-11-23T09:00:00Z");
        var pause = new Incident.Pause(Instant.parse("2026-11-23T09:30:00Z"), Instant.parse("2026-11-23T10:01:00Z"));
        assertThat(((Incident.Open) event("P1").orElseThrow()).pause()).contains(pause);
        incident.acknowledged("2026-11-23T10:04:00Z");
        pollLater();
        assertThat(((Incident.Open) event("P1").orElseThrow()).pause()).contains(pause);

        incident.resolved("2026-11-23T10:07:00Z");
        pollLater();
        assertThat(end("P1")).contains(Instant.parse("2026-11-23T10:07:00Z"));
        assertThat(event("P1").orElseThrow().startedAt()).isEqualTo("2026-11-23T09:00:00Z");
    }

    @Test
    void incidentResolvedWhileThePollRuns_isNotLostBetweenTheLists() {
        FakeIncident incident = pagerDuty.incident("P1", "2026-11-23T09:00:00Z");
        poll();
        pagerDuty.askedSince();
        pagerDuty.meanwhile.put(2, () -> incident.resolved("2026-11-23T10:05:00Z"));

        pollLater();

        assertThat(end("P1")).contains(Instant.parse("2026-11-23T10:05:00Z"));
        assertThat(pagerDuty.askedSince()).hasSize(2);
    }

    @Test
    void lateListedResolution_isFoundByTheOverlap() {
        FakeIncident incident = pagerDuty.incident("P1", "2026-11-23T09:00:00Z");
        poll();
        pollLater();
        incident.resolved("2026-11-23T09:58:00Z");

        pollLater();

        assertThat(end("P1")).contains(Instant.parse("2026-11-23T09:58:00Z"));
    }

    @Test
    void openIncidentInNoList_isAskedForById() {
        FakeIncident incident = pagerDuty.incident("P1", "2026-11-23T09:00:00Z");
        for (int i = 0; i < 120; i++) {
            pagerDuty.incident("PNEW" + i, "2026-11-23T09:00:00Z").resolved("2026-11-23T09:40:00Z");
        }
        poll();
        pagerDuty.askedSince();
        // dated far before the watermark, behind the page that is read
        incident.resolved("2026-11-23T09:01:00Z");
        pollAfter(Duration.ofHours(1));

        assertThat(end("P1")).contains(Instant.parse("2026-11-23T09:01:00Z"));
        assertThat(pagerDuty.askedSince()).hasSize(4).anyMatch(path -> path.startsWith("/incidents/P1?"));
    }

    @Test
    void deletedIncident_isRemovedAndSaid() {
        pagerDuty.incident("P1", "2026-11-23T09:00:00Z");
        poll();
        pagerDuty.incidents.clear();
        time.pass(Duration.ofMinutes(5));

        assertThat(problems()).extracting(PollResult.Problem::subject).containsExactly("incident P1");
        assertThat(event("P1")).isEmpty();
        pollLater();
    }

    @Test
    void longOutage_isCaughtUpPageByPage() {
        for (int i = 0; i < 120; i++) {
            pagerDuty.incident("P" + i, "2026-11-23T09:00:00Z");
        }
        poll();
        pagerDuty.incidents.values().forEach(incident -> incident.resolved("2026-11-24T09:00:00Z"));
        pollAfter(Duration.ofDays(3));

        assertThat(journal.log().incidents().values())
                .hasSize(120)
                .allSatisfy(one -> assertThat(one.end()).isPresent());
    }

    @Test
    void restart_changesNothing() {
        pagerDuty.incident("P1", "2026-11-23T09:00:00Z");
        pagerDuty.incident("P2", "2026-11-23T09:00:00Z").resolved("2026-11-23T09:10:00Z");
        poll();
        EventLog before = journal.log();
        restart();
        pagerDuty.askedSince();

        pollLater();

        assertThat(journal.log()).isEqualTo(before);
        // one more than usual: a new client does not know the server's time
        assertThat(pagerDuty.askedSince()).hasSize(3);
    }

    @Test
    void brokenNotes_areReadAnew() {
        pagerDuty.incident("P1", "2026-11-23T09:00:00Z").resolved("2026-11-23T09:10:00Z");
        InMemoryJournal broken = new InMemoryJournal();
        broken.write(Batch.EMPTY, Map.of(TailNote.NAME, "of another version", ChangeEvents.NAME, "x"));

        source().poll(broken);

        assertThat(broken.log().incidents()).containsOnlyKeys("pagerduty/P1");
    }
}
