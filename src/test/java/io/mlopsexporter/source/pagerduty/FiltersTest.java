package io.mlopsexporter.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After other filters were configured, all is as if they had been there from the first day. */
class FiltersTest extends PagerDutyTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Pattern FEAST = Pattern.compile("feast");

    enum Configured {
        NOTHING,
        LOW_URGENCY_TOO,
        ONE_SERVICE,
        ALL_BUT_ONE_SERVICE,
        ONE_PRIORITY;

        PagerDutySettings settings() {
            return new PagerDutySettings(
                    "pagerduty",
                    YEAR,
                    this == LOW_URGENCY_TOO ? Set.of("high", "low") : Set.of("high"),
                    this == ONE_SERVICE ? List.of(FEAST) : List.of(),
                    this == ALL_BUT_ONE_SERVICE ? List.of(FEAST) : List.of(),
                    this == ONE_PRIORITY ? List.of("P1") : List.of());
        }
    }

    /** Of every urgency, service and priority; most resolved long ago, far behind the page that a poll reads. */
    @BeforeEach
    void account() {
        pagerDuty.services.addAll(List.of("feast", "kserve"));
        pagerDuty.priorities.addObject().put("id", "PP1").put("name", "P1");
        for (int i = 0; i < 240; i++) {
            Instant start = START.minus(Duration.ofHours(30L * i + 2));
            FakeIncident incident = pagerDuty.incident("P" + i, start.toString());
            incident.with("urgency", i % 2 == 0 ? "high" : "low");
            if (i % 3 == 0) {
                incident.service("PKSERVE", "kserve");
            }
            if (i % 5 == 0) {
                incident.priority("P1");
            }
            if (i > 8) {
                incident.resolved(start.plusSeconds(600).toString());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherFilters_giveWhatAFreshReadGives(Configured before) {
        for (Configured after : Configured.values()) {
            InMemoryJournal kept = new InMemoryJournal();
            read(before, kept);

            read(after, kept);

            InMemoryJournal fresh = new InMemoryJournal();
            read(after, fresh);
            assertThat(kept.log()).as("from %s to %s", before, after).isEqualTo(fresh.log());
            assertThat(fresh.log().incidents()).hasSizeBetween(20, 240);
        }
    }

    @Test
    void theSameFilters_readNothingAnew() {
        read(Configured.ONE_SERVICE, journal);
        pagerDuty.askedSince();

        read(Configured.ONE_SERVICE, journal);

        assertThat(pagerDuty.askedSince())
                .as("the server's time, the open, the resolved")
                .hasSize(3);
    }

    @Test
    void aReadingUnderNewFiltersThatWasCutShort_goesOn() {
        read(Configured.NOTHING, journal);
        settings = Configured.LOW_URGENCY_TOO.settings();
        restart();
        pagerDuty.askedSince();
        pagerDuty.meanwhile.put(5, () -> pagerDuty.refused.put("/", 404));
        assertThat(source().poll(journal)).isInstanceOf(PollResult.Failed.class);
        pagerDuty.meanwhile.clear();
        pagerDuty.refused.clear();

        restart();
        pollLater();

        InMemoryJournal fresh = new InMemoryJournal();
        read(Configured.LOW_URGENCY_TOO, fresh);
        assertThat(journal.log()).isEqualTo(fresh.log());
    }

    @Test
    void aServiceRenamedOutOfTheFilter_isLeftOut_andOneRenamedIntoIt_isRead() {
        read(Configured.ONE_SERVICE, journal);
        assertThat(journal.log().incidents()).hasSize(80);
        pagerDuty.renamed.put("feast", "other");
        pagerDuty.renamed.put("kserve", "feast-kserve");
        pagerDuty.incidents.values().forEach(incident -> {
            boolean feast = incident.json().path("service").path("id").asText().equals("PFEAST");
            incident.service(feast ? "PFEAST" : "PKSERVE", feast ? "other" : "feast-kserve");
        });

        pollAfter(Duration.ofDays(1));
        pollLater();

        EventLog known = journal.log();
        InMemoryJournal fresh = new InMemoryJournal();
        read(Configured.ONE_SERVICE, fresh);
        assertThat(known).isEqualTo(fresh.log());
        assertThat(known.incidentServices()).containsOnlyKeys("pagerduty/PKSERVE");
        assertThat(known.incidents()).hasSize(40);
    }

    private void read(Configured configured, InMemoryJournal into) {
        settings = configured.settings();
        restart();
        PollResult result = source().poll(into);
        assertThat(result).isInstanceOf(PollResult.Complete.class);
        assertThat(((PollResult.Complete) result).problems()).isEmpty();
    }
}
