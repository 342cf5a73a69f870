package io.mlopsexporter.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.SourceError;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which incidents become events, and what is said of the others. */
class WhatCountsTest extends PagerDutyTest {
    private static final String NINE = "2026-11-23T09:00:00Z";
    private static final String HALF_PAST = "2026-11-23T09:30:00Z";

    @Test
    void mergedIncident_isKnownUntilItsMerge_andCountedAmongTheLeftOut() {
        pagerDuty.incident("PTARGET", NINE).resolved(HALF_PAST);
        pagerDuty.incident("PMERGED", NINE).mergedInto("PTARGET", HALF_PAST);
        pagerDuty.incident("PTWICE", NINE).mergedInto("PMERGED", HALF_PAST);

        poll();

        assertThat(event("PTARGET")).get().isInstanceOf(Incident.Resolved.class);
        assertThat(event("PMERGED")).get().isInstanceOf(Incident.Merged.class);
        assertThat(event("PTWICE")).get().isInstanceOf(Incident.Merged.class);
        assertThat(end("PTWICE")).contains(Instant.parse(HALF_PAST));
        assertThat(source().leftOut()).containsEntry("merged", 2L);
    }

    @Test
    void title_isKeptWithoutAddresses_andWithoutThoseWhomTheIncidentNames() {
        FakeIncident incident = pagerDuty
                .incident("P1", NINE)
                .with("title", "Jane Doe (jane@acme.example): feast of Feast Ltd is down");
        ObjectNode json = (ObjectNode) incident.json();
        ObjectNode person = json.putArray("assignments").addObject().putObject("assignee");
        person.put("type", "user_reference").put("summary", "Jane Doe");
        json.putObject("last_status_change_by").put("type", "service_reference").put("summary", "feast");

        poll();

        assertThat(event("P1").orElseThrow().title()).isEqualTo("… (…): feast of Feast Ltd is down");
        assertThat(journal.batches().toString()).doesNotContain("Jane", "jane");
    }

    @Test
    void openIncident_mergedLater_isOpenUntilThen() {
        FakeIncident incident = pagerDuty.incident("P1", NINE);
        poll();
        assertThat(event("P1")).isPresent();
        incident.mergedInto("P2", "2026-11-23T10:01:00Z");

        pollLater();

        assertThat(event("P1")).get().isInstanceOf(Incident.Merged.class);
        assertThat(end("P1")).contains(Instant.parse("2026-11-23T10:01:00Z"));
    }

    @Test
    void mergedIncidentOfLowUrgency_isNoEvent() {
        pagerDuty.incident("P1", NINE).with("urgency", "low").mergedInto("P2", HALF_PAST);

        poll();

        assertThat(event("P1")).isEmpty();
        assertThat(source().leftOut()).containsOnlyKeys("urgency");
    }

    @Test
    void lowUrgency_isLeftOutAndReported_unlessConfigured() {
        pagerDuty.incident("PLOW", NINE).with("urgency", "low");
        pagerDuty.incident("PNONE", NINE).without("urgency");

        poll();
        pollLater();

        assertThat(journal.log().incidents()).containsOnlyKeys("pagerduty/PNONE");
        assertThat(source().leftOut()).containsEntry("urgency", 1L).hasSize(1);

        settings = new PagerDutySettings(
                "pagerduty", settings.history(), Set.of("high", "low"), List.of(), List.of(), List.of());
        restart();
        pollLater();
        assertThat(event("PLOW")).isPresent();
    }

    @Test
    void urgencyAndServiceChangedLater_newestCopyCounts() {
        FakeIncident lowered = pagerDuty.incident("PLOWERED", NINE);
        FakeIncident raised = pagerDuty.incident("PRAISED", NINE).with("urgency", "low");
        FakeIncident moved = pagerDuty.incident("PMOVED", NINE);
        poll();
        assertThat(event("PLOWERED")).isPresent();
        assertThat(event("PRAISED")).isEmpty();

        lowered.with("urgency", "low");
        raised.with("urgency", "high");
        moved.service("PKSERVE", "kserve").with("title", "kserve is down");
        pollLater();

        assertThat(event("PLOWERED")).isEmpty();
        assertThat(event("PRAISED")).isPresent();
        assertThat(event("PMOVED").orElseThrow().service()).isEqualTo("PKSERVE");
        assertThat(event("PMOVED").orElseThrow().title()).isEqualTo("kserve is down");
    }

    @Test
    void services_areFilteredByNameAndId() {
        settings = new PagerDutySettings(
                "pagerduty",
                settings.history(),
                PagerDutySettings.DEFAULT_URGENCIES,
                List.of(Pattern.compile("^feast"), Pattern.compile("PBYID")),
                List.of(Pattern.compile("(?i)-test$")),
                List.of());
        pagerDuty.incident("P1", NINE);
        pagerDuty.incident("P2", NINE).service("PBYID", "kserve");
        pagerDuty.incident("P3", NINE).service("PBYID2", "other");
        pagerDuty.incident("P4", NINE).service("PTEST", "feast-Test");
        pagerDuty.services.addAll(List.of("feast", "feast-Test", "other"));

        poll();

        assertThat(journal.log().incidents()).containsOnlyKeys("pagerduty/P1", "pagerduty/P2");
        assertThat(source().leftOut()).containsEntry("service", 2L);
        assertThat(source().overview(journal).services())
                .containsExactly(new IncidentService("pagerduty/PFEAST", "feast"));
    }

    @Test
    void priorities_areFilteredByName() {
        settings = new PagerDutySettings(
                "pagerduty",
                settings.history(),
                PagerDutySettings.DEFAULT_URGENCIES,
                List.of(),
                List.of(),
                List.of("P1", "p2"));
        pagerDuty.priorities.addObject().put("name", "P1");
        pagerDuty.priorities.addObject().put("name", "P2");
        pagerDuty.incident("PHIT", NINE).priority("P2");
        pagerDuty.incident("PMISS", NINE).priority("P3");
        pagerDuty.incident("PNONE", NINE);

        poll();

        assertThat(journal.log().incidents()).containsOnlyKeys("pagerduty/PHIT");
        assertThat(source().leftOut()).containsEntry("priority", 2L);
    }

    @Test
    void brokenIncidents_areSkippedAndCountedOnce_theOthersAreRead() {
        pagerDuty.incident("PBACK", NINE).resolved("2026-11-23T08:00:00Z");
        pagerDuty.incident("PSTART", NINE).without("created_at");
        pagerDuty.incident("PNAIVE", NINE).with("created_at", "2026-11-23T09:00:00");
        pagerDuty
                .incident("PEND", NINE)
                .resolved(HALF_PAST)
                .without("resolved_at")
                .without("last_status_change_at");
        pagerDuty.incident("PBARE", NINE).without("service").without("title").without("html_url");
        pagerDuty.incident("PGOOD", NINE).resolved(HALF_PAST);

        poll();
        pollLater();

        assertThat(journal.log().incidents()).containsOnlyKeys("pagerduty/PBARE", "pagerduty/PGOOD");
        assertThat(event("PBARE").orElseThrow().service()).isEmpty();
        assertThat(event("PBARE").orElseThrow().serviceName()).isEmpty();
        assertThat(source().skipped())
                .containsEntry("resolved_before_start", 1L)
                .containsEntry("no_start", 2L)
                .containsEntry("no_resolution", 1L)
                .hasSize(3);
    }

    @Test
    void unknownStatus_isCounted_andWhatWasKnownStays() {
        FakeIncident incident = pagerDuty.incident("P1", NINE);
        poll();
        incident.with("status", "suppressed");

        pollLater();

        assertThat(event("P1").orElseThrow().end()).isEmpty();
        assertThat(source().skipped()).containsEntry("unknown_status", 1L);
    }

    @Test
    void timesWithAnOffset_areInstants_andTitlesAreKeptAsTheyAre() {
        pagerDuty.incident("P1", "2026-11-23T04:00:00-05:00").with("title", "<b>feast</b> & 1a2b3c4 ☠");

        poll();

        assertThat(event("P1").orElseThrow().startedAt()).isEqualTo(Instant.parse(NINE));
        assertThat(event("P1").orElseThrow().title()).isEqualTo("<b>feast</b> & 1a2b3c4 ☠");
        assertThat(event("P1").orElseThrow().url()).endsWith("/incidents/P1");
    }

    @Test
    void revokedKey_failsThePollAndSaysWhatToDo() {
        pagerDuty.refused.put("/", 401);

        SourceError error = source().poll(journal)
                .fold(
                        complete -> {
                            throw new AssertionError(complete);
                        },
                        PollResult.Failed::error);

        assertThat(error).isInstanceOf(SourceError.Unauthorized.class);
        assertThat(error.message()).contains("401", "revoked", "read-only");
    }
}
