package io.mlopsexporter.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The services of an account: read once a day. */
class ServiceListTest extends PagerDutyTest {
    private static final String NINE = "2026-11-23T09:00:00Z";

    @Test
    void services_areEvents_ofAllPages() {
        for (int i = 0; i < 250; i++) {
            pagerDuty.services.add("service" + i);
        }

        poll();

        assertThat(journal.log().incidentServices())
                .hasSize(250)
                .containsEntry("pagerduty/PSERVICE7", new IncidentService("pagerduty/PSERVICE7", "service7"));
    }

    @Test
    void theyAreReadOnceADay_andWhatIsGoneGoes() {
        pagerDuty.services.addAll(List.of("feast", "kserve"));
        poll();
        pagerDuty.askedSince();
        pagerDuty.services.remove("kserve");
        pagerDuty.services.add("new");
        pollAfter(Duration.ofHours(23));
        assertThat(pagerDuty.askedSince()).noneMatch(url -> url.startsWith("/services"));

        pollAfter(Duration.ofHours(1));

        assertThat(pagerDuty.askedSince())
                .filteredOn(url -> url.startsWith("/services"))
                .hasSize(1);
        assertThat(journal.log().incidentServices()).containsOnlyKeys("pagerduty/PFEAST", "pagerduty/PNEW");
    }

    @Test
    void anIncidentTellsOfAServicesNewName_atOnce() {
        pagerDuty.services.add("feast");
        poll();

        pagerDuty.incident("P1", NINE).service("PFEAST", "feature store");
        pagerDuty.incident("P2", NINE).service("PDELETED", "deleted");
        pollLater();

        assertThat(journal.log().incidentServices().values())
                .containsExactly(new IncidentService("pagerduty/PFEAST", "feature store"));
    }

    @Test
    void servicesThatMayNotBeRead_areAProblemAndNothingElse_askedForAgainInAnHour() {
        pagerDuty.services.add("feast");
        pagerDuty.incident("P1", NINE);
        pagerDuty.refused.put("/services", 403);

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.subject()).isEqualTo("services");
            assertThat(problem.text()).contains("GET /services", "403", "services.read");
        });
        assertThat(event("P1")).isPresent();
        pagerDuty.refused.clear();
        pagerDuty.askedSince();
        time.pass(Duration.ofMinutes(5));
        assertThat(problems()).hasSize(1);
        assertThat(pagerDuty.askedSince()).hasSize(2);

        pollAfter(Duration.ofHours(1));

        assertThat(journal.log().incidentServices()).containsOnlyKeys("pagerduty/PFEAST");
    }

    @Test
    void aServerThatFailsForServicesOnly_isAProblem_andAskedAgainAtTheNextPoll() {
        pagerDuty.services.add("feast");
        pagerDuty.incident("P1", NINE);
        pagerDuty.refused.put("/services", 500);
        assertThat(problems()).extracting(PollResult.Problem::subject).containsExactly("services");
        assertThat(event("P1")).isPresent();
        pagerDuty.refused.clear();

        pollLater();

        assertThat(journal.log().incidentServices()).containsOnlyKeys("pagerduty/PFEAST");
    }
}
