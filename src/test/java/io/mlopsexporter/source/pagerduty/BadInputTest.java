package io.mlopsexporter.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Incident;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.SourceError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PagerDuty should not say, or says seldom. {@link WhatCountsTest} and {@link SteadyStateTest} have the rest. */
class BadInputTest extends PagerDutyTest {
    private static final String NINE = "2026-11-23T09:00:00Z";

    @Test
    void incidentOfNoService_isOne_ofNoService() {
        pagerDuty.incident("P1", NINE).without("service");
        pagerDuty.services.add("feast");

        poll();

        assertThat(event("P1").orElseThrow().service()).isEmpty();
        assertThat(event("P1").orElseThrow().serviceName()).isEmpty();
    }

    @Test
    void everyFieldNull_orAbsent_isSkippedAndCounted_andTheRestIsRead() {
        FakeIncident nulls = pagerDuty.incident("PNULL", NINE).with("status", "triggered");
        for (String field : List.of(
                "title",
                "html_url",
                "urgency",
                "created_at",
                "updated_at",
                "last_status_change_at",
                "service",
                "type")) {
            nulls.without(field);
        }
        FakeIncident nothing = pagerDuty.incident("PNOTHING", NINE);
        nothing.clear().with("status", "triggered");
        pagerDuty.incident("PGOOD", NINE);

        poll();

        assertThat(journal.log().incidents()).containsOnlyKeys("pagerduty/PGOOD");
        assertThat(source().skipped()).containsEntry("no_start", 1L).containsEntry("no_id", 1L);
    }

    @Test
    void neverAcknowledgedIncident_isResolvedAllTheSame() {
        pagerDuty.incident("P1", NINE).resolved("2026-11-23T09:30:00Z");

        poll();

        assertThat(end("P1")).contains(Instant.parse("2026-11-23T09:30:00Z"));
    }

    @Test
    void resolvedBeforeItWasCreated_isNoTime_andPutRightLaterItCounts() {
        FakeIncident incident = pagerDuty.incident("P1", NINE).resolved("2026-11-23T08:59:00Z");
        poll();
        assertThat(event("P1")).isEmpty();
        assertThat(source().skipped()).containsEntry("resolved_before_start", 1L);

        incident.resolved("2026-11-23T09:59:00Z");
        pollLater();

        assertThat(end("P1")).contains(Instant.parse("2026-11-23T09:59:00Z"));
    }

    @Test
    void chainOfMergedIncidents_countsOnce_whateverOrderTheyAreMergedIn() {
        FakeIncident first = pagerDuty.incident("P1", NINE);
        FakeIncident second = pagerDuty.incident("P2", NINE);
        FakeIncident third = pagerDuty.incident("P3", NINE);
        poll();
        assertThat(journal.log().incidents()).hasSize(3);

        second.mergedInto("P3", "2026-11-23T10:01:00Z");
        pollLater();
        first.mergedInto("P2", "2026-11-23T10:06:00Z");
        pollLater();
        third.resolved("2026-11-23T10:11:00Z");
        pollLater();

        assertThat(journal.log().incidents().values())
                .filteredOn(incident -> !(incident instanceof Incident.Merged))
                .extracting(Incident::id)
                .containsExactly("pagerduty/P3");
        assertThat(end("P3")).contains(Instant.parse("2026-11-23T10:11:00Z"));
    }

    @Test
    void incidentReopenedAfterMergeWasUndone_isOpenFromItsFirstTrigger() {
        FakeIncident incident = pagerDuty.incident("P1", NINE).mergedInto("P2", "2026-11-23T09:30:00Z");
        poll();
        assertThat(event("P1")).get().isInstanceOf(Incident.Merged.class);

        incident.without("resolve_reason").reopened("2026-11-23T10:01:00Z");
        pollLater();

        assertThat(event("P1")).get().isInstanceOf(Incident.Open.class);
        assertThat(event("P1").orElseThrow().startedAt()).isEqualTo(NINE);
    }

    @Test
    void thousandsOpen_areAllRead_beyondTheRefusalAtTenThousand() {
        int count = 10_150;
        for (int i = 0; i < count; i++) {
            pagerDuty.incident(
                    "P" + i, START.minus(Duration.ofMinutes(20L * (count - i))).toString());
        }

        poll();

        assertThat(journal.log().incidents()).hasSize(count);
        assertThat(pagerDuty.askedSince())
                .filteredOn(url -> url.contains("triggered") && url.contains("date_range=all"))
                .hasSizeBetween(100, 103);
    }

    @Test
    void limitWithoutHeaders_isWaitedThrough() {
        pagerDuty.incident("P1", NINE);
        pagerDuty.limited.addAll(List.of(1, 3));

        poll();

        assertThat(event("P1")).isPresent();
        assertThat(time.waits())
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) >= 0)
                .hasSize(2);
    }

    @Test
    void emptyPageInTheMiddle_isNoEnd_ofTheOpenOrTheResolved() {
        for (int i = 0; i < 350; i++) {
            pagerDuty.incident(
                    "POPEN" + i, START.minus(Duration.ofHours(400L - i)).toString());
            Instant start = START.minus(Duration.ofHours(i + 2L));
            pagerDuty
                    .incident("PDONE" + i, start.toString())
                    .resolved(start.plusSeconds(60).toString());
        }
        pagerDuty.services.add("feast");
        // Each page begins with the last item of the one before.
        pagerDuty.empty.add(99);

        assertThat(problems())
                .extracting(PollResult.Problem::text)
                .singleElement()
                .satisfies(text -> assertThat(text).contains("empty pages amid its lists"));

        // All but what the empty pages hid from us.
        assertThat(journal.log().incidents().keySet())
                .contains("pagerduty/POPEN0", "pagerduty/POPEN349", "pagerduty/PDONE0", "pagerduty/PDONE349")
                .hasSizeGreaterThanOrEqualTo(2 * 250);
        pagerDuty.empty.clear();
        restart();
        pollLater();
        assertThat(journal.log().incidents().keySet().stream().filter(id -> id.contains("OPEN")))
                .as("the open are read whole at each poll")
                .hasSize(350);
    }

    @Test
    void emptyPageInTheMiddle_isReadAnewAtTheNextPoll() {
        for (int i = 0; i < 350; i++) {
            Instant start = START.minus(Duration.ofHours(i + 2L));
            pagerDuty
                    .incident("PDONE" + i, start.toString())
                    .resolved(start.plusSeconds(60).toString());
        }
        pagerDuty.empty.add(99);
        assertThat(problems()).hasSize(1);
        assertThat(journal.log().incidents()).hasSizeLessThan(350);

        pagerDuty.empty.clear();

        pollLater();
        assertThat(journal.log().incidents()).hasSize(350);
    }

    @Test
    void emptyPagesThatSayMoreFollow_areNoList_andTheNextPollIsWhole() {
        for (int i = 0; i < 350; i++) {
            pagerDuty.incident(
                    "POPEN" + i, START.minus(Duration.ofHours(400L - i)).toString());
        }
        pagerDuty.endless = true;
        assertThat(failure())
                .isInstanceOf(SourceError.Unavailable.class)
                .extracting(SourceError::message)
                .asString()
                .contains("/incidents", "says that more follow");

        pagerDuty.endless = false;
        pollLater();

        assertThat(journal.log().incidents()).hasSize(350);
    }

    @Test
    void emptyPagesThatBeginAmidAList_areNoList() {
        for (int i = 0; i < 600; i++) {
            pagerDuty.incident(
                    "POPEN" + i, START.minus(Duration.ofHours(700L - i)).toString());
        }
        IntStream.range(150, 400).forEach(pagerDuty.empty::add);

        assertThat(failure()).isInstanceOf(SourceError.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({"true, the page at offset 0 came for that at 99", "false, 'a page that was there before, at offset 99'"
    })
    void pageThatRepeats_isNoList(boolean offsetsAreTold, String why) {
        for (int i = 0; i < 350; i++) {
            pagerDuty.incident(
                    "POPEN" + i, START.minus(Duration.ofHours(400L - i)).toString());
        }
        pagerDuty.repeating = true;
        pagerDuty.offsetsAreTold = offsetsAreTold;
        assertThat(failure())
                .isInstanceOf(SourceError.Unavailable.class)
                .extracting(SourceError::message)
                .asString()
                .contains(why);

        pagerDuty.repeating = false;
        pollLater();

        assertThat(journal.log().incidents()).hasSize(350);
    }

    @Test
    void answersWithoutTheirList_areNoEmptyLists() {
        pagerDuty.incident("P1", NINE);
        pagerDuty.listless = "/change_events";

        assertThat(failure().message()).contains("/change_events", "no list \"change_events\"");
    }

    @Test
    void deletedIncident_isAskedForOnce_saidOnce_andGone() {
        pagerDuty.incident("P1", NINE);
        pagerDuty.incident("P2", NINE);
        poll();
        pagerDuty.incidents.remove("P1");
        time.pass(Duration.ofMinutes(5));
        pagerDuty.askedSince();

        assertThat(problems())
                .extracting(PollResult.Problem::text)
                .singleElement()
                .satisfies(text -> assertThat(text).contains("does not exist any more"));

        assertThat(pagerDuty.askedSince()).hasSize(3);
        pollLater();
        assertThat(pagerDuty.askedSince()).hasSize(2);
        assertThat(journal.log().incidents()).containsOnlyKeys("pagerduty/P2");
    }
}
