package io.mlopsexporter.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mlopsexporter.source.InMemoryJournal.Progress;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** History: long, big, and read while it changes. */
class FirstReadTest extends PagerDutyTest {
    private static final Duration YEAR = Duration.ofDays(365);

    /** One a day, each an hour long, newest first. */
    private void oneADay(int days) {
        for (int i = 0; i < days; i++) {
            Instant start = START.minus(Duration.ofDays(i)).minus(Duration.ofHours(2));
            pagerDuty
                    .incident("P" + i, start.toString())
                    .resolved(start.plus(Duration.ofHours(1)).toString());
        }
    }

    @Test
    void wholeHistory_isRead_andNothingBefore() {
        oneADay(500);

        poll();

        assertThat(journal.log().incidents()).hasSize(365).containsKey("pagerduty/P364");
        assertThat(journal.progressed()).last().isEqualTo(new Progress("days of incidents", 365, 365));
    }

    @Test
    void incidentOpenedBeforeHistory_resolvedInIt_isRead() {
        pagerDuty.incident("P1", "2023-01-01T00:00:00Z").resolved("2026-03-01T00:00:00Z");
        pagerDuty.incident("P2", "2023-01-01T00:00:00Z").resolved("2025-03-01T00:00:00Z");
        pagerDuty.incident("P3", "2023-01-01T00:00:00Z");

        poll();

        assertThat(journal.log().incidents()).containsOnlyKeys("pagerduty/P1", "pagerduty/P3");
    }

    @Test
    void historyMadeLonger_isReadFurtherBack() {
        oneADay(500);
        settings = PagerDutySettings.of("pagerduty", Duration.ofDays(30));
        poll();
        assertThat(journal.log().incidents()).hasSize(30);

        settings = PagerDutySettings.of("pagerduty", YEAR);
        restart();
        poll();

        assertThat(journal.log().incidents()).hasSize(365);
    }

    @Test
    void moreThanTheListGives_isReadInSlices_withinTheLimits() {
        pagerDuty.cap = 200;
        oneADay(500);
        pagerDuty.incident("POLD", "2025-06-01T00:00:00Z").resolved("2026-01-01T00:00:00Z");

        poll();

        assertThat(journal.log().incidents()).hasSize(366).containsKeys("pagerduty/P364", "pagerduty/POLD");
        pagerDuty.askedSince();
        pollLater();
        assertThat(pagerDuty.askedSince()).hasSize(2);
    }

    @Test
    void sliceWithTooMany_isHalved() {
        pagerDuty.cap = 150;
        oneADay(365);
        for (int i = 0; i < 400; i++) {
            Instant start = Instant.parse("2026-06-10T00:00:00Z").plusSeconds(60L * i);
            pagerDuty
                    .incident("PSTORM" + i, start.toString())
                    .resolved(start.plusSeconds(30).toString());
        }

        poll();

        assertThat(journal.log().incidents()).hasSize(765);
    }

    @Test
    void sliceThatIsEmptyBesideFullOnes_isReported() {
        pagerDuty.cap = 100;
        oneADay(110);
        for (int i = 0; i < 50; i++) {
            pagerDuty.incident("PX" + i, "2026-02-01T00:00:00Z").resolved("2026-02-01T01:00:00Z");
        }

        assertThat(problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.text()).startsWith("none was created from"));
        assertThat(journal.log().incidents()).hasSize(160);
    }

    @Test
    void moreOpenOnesThanTheListGives_areAllRead() {
        pagerDuty.cap = 200;
        for (int i = 0; i < 450; i++) {
            pagerDuty.incident("P" + i, START.minus(Duration.ofHours(i + 1L)).toString());
        }

        poll();

        assertThat(journal.log().incidents()).hasSize(450);
    }

    @Test
    void openListThatShrinksBetweenPages_losesNone() {
        for (int i = 0; i < 250; i++) {
            pagerDuty.incident("P" + i, START.minus(Duration.ofHours(300L - i)).toString());
        }
        // Between the first and the second page the two oldest are resolved, and the list moves up.
        pagerDuty.meanwhile.put(5, () -> {
            pagerDuty.incidents.values().stream()
                    .limit(2)
                    .forEach(incident -> incident.resolved("2026-11-23T09:59:59Z"));
        });

        poll();

        assertThat(journal.log().incidents()).hasSize(250);
    }

    @Test
    void serverWithSmallerPages_isReadToTheEnd() {
        pagerDuty.mostPerPage = 25;
        oneADay(90);

        poll();

        assertThat(journal.log().incidents()).hasSize(90);
    }

    @Test
    void answerWithoutList_isNoEmptyAccount() {
        Listing listing = new Listing(new OneAnswer("{}"));

        assertThat(catchThrowable(() -> listing.page("/incidents?a=b", "incidents", Map.of(), 0)))
                .hasMessageContaining("GET /incidents: the answer has no list \"incidents\"");
    }

    @Test
    void firstReadCutShort_goesOnWhereItStopped_thoughTheListHasMoved() {
        oneADay(350);
        pagerDuty.meanwhile.put(6, () -> pagerDuty.refused.put("/", 404));
        assertThat(source().poll(journal)).isInstanceOf(PollResult.Failed.class);
        int known = journal.log().incidents().size();
        assertThat(known).isBetween(100, 300);

        pagerDuty.meanwhile.clear();
        pagerDuty.refused.clear();
        for (int i = 0; i < 5; i++) {
            pagerDuty.incident("PNEW" + i, "2026-11-23T09:59:00Z").resolved("2026-11-23T10:01:00Z");
        }
        pollLater();

        assertThat(journal.log().incidents()).hasSize(355);
    }
}
