package io.mlopsexporter.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deployments that change events name. */
class ChangeEventsTest extends PagerDutyTest {
    private static final String NINE = "2026-11-23T09:00:00Z";
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static ArrayNode changes(String json) throws JsonProcessingException {
        return (ArrayNode) FakePagerDuty.JSON.readTree(json);
    }

    private void oneChangeOn(String incident) throws JsonProcessingException {
        ArrayNode events = changes("[{\"id\":\"C1\",\"custom_details\":{\"commit\":\"" + COMMIT + "\"}}]");
        pagerDuty.changeEvents.addAll(events);
        pagerDuty.relatedChanges.put(incident, events);
    }

    @Test
    void links_areCommitsNumbersOfDeploymentsAndUrls() throws JsonProcessingException {
        List<String> links = ChangeLinks.of(changes("""
                        [{"summary": "Deployed 1A2B3C4 to production", "timestamp": "2026-11-23T09:00:00Z",
                          "custom_details": {"commit": "%s", "deployment": {"id": "x", "deployment_id": 42}, "replicas": 3,
                                             "list": ["see https://ci.example/run/7, please"], "nothing": null},
                          "links": [{"href": "https://github.com/acme/feast/deployments/42", "text": "Roll-out"}]},
                         {"custom_details": null, "links": null, "summary": null}]""".formatted(COMMIT)));

        assertThat(links)
                .containsExactlyInAnyOrder(
                        "1a2b3c4",
                        COMMIT,
                        "42",
                        "https://ci.example/run/7",
                        "https://github.com/acme/feast/deployments/42");
    }

    @Test
    void changeEvents_linkTheirIncident_andAreKeptAtLaterPolls() throws JsonProcessingException {
        FakeIncident incident = pagerDuty.incident("P1", NINE);
        oneChangeOn("P1");

        poll();
        pagerDuty.askedSince();
        assertThat(event("P1").orElseThrow().links()).containsExactly(COMMIT);

        pollLater();
        assertThat(pagerDuty.askedSince()).hasSize(2);
        incident.resolved("2026-11-23T10:06:00Z");
        pollLater();
        assertThat(pagerDuty.askedSince()).hasSize(3);
        assertThat(event("P1").orElseThrow().links()).containsExactly(COMMIT);
        assertThat(end("P1")).isPresent();
    }

    @Test
    void accountWithoutChangeEvents_isAskedOnceAnHour() throws JsonProcessingException {
        pagerDuty.incident("P1", NINE);
        poll();
        assertThat(pagerDuty.askedSince())
                .filteredOn(path -> path.contains("change"))
                .hasSize(1);
        pollAfter(Duration.ofMinutes(59));
        assertThat(pagerDuty.askedSince()).noneMatch(path -> path.contains("change"));

        pagerDuty.incident("P2", "2026-11-23T10:59:30Z");
        oneChangeOn("P2");
        pollAfter(Duration.ofMinutes(1));

        assertThat(event("P2").orElseThrow().links()).containsExactly(COMMIT);
    }

    @Test
    void refusedChangeEvents_areAProblemAndNothingElse() throws JsonProcessingException {
        pagerDuty.incident("P1", NINE);
        for (int status : List.of(402, 403, 404)) {
            pagerDuty.refused.put("/change_events", status);
            time.pass(Duration.ofHours(1));

            assertThat(problems()).singleElement().satisfies(problem -> {
                assertThat(problem.subject()).isEqualTo("change events");
                assertThat(problem.text()).contains(Integer.toString(status), "change_events.read");
            });
            assertThat(event("P1")).isPresent();
        }
        pagerDuty.refused.clear();
        pollAfter(Duration.ofHours(1));
    }

    @Test
    void refusedChangesOfAnIncident_areAProblemAndNotAskedForAgain() throws JsonProcessingException {
        pagerDuty.incident("P1", NINE);
        pagerDuty.incident("P2", NINE);
        oneChangeOn("P1");
        pagerDuty.refused.put("/incidents/P", 402);

        assertThat(problems()).extracting(PollResult.Problem::subject).containsExactly("change events");

        assertThat(pagerDuty.askedSince())
                .filteredOn(path -> path.contains("related"))
                .hasSize(1);
        assertThat(journal.log().incidents()).hasSize(2);
    }

    @Test
    void failureAmongManyQuestions_keepsWhatWasLearnt() throws JsonProcessingException {
        for (int i = 0; i < 10; i++) {
            pagerDuty.incident("P" + i, "2026-11-23T09:00:0" + i + "Z");
        }
        oneChangeOn("P1");
        pagerDuty.refused.put("/incidents/P5", 503);
        assertThat(source().poll(journal)).isInstanceOf(PollResult.Failed.class);
        assertThat(journal.log().incidents()).hasSize(5);
        pagerDuty.refused.clear();
        pagerDuty.askedSince();

        pollLater();

        assertThat(pagerDuty.askedSince())
                .filteredOn(path -> path.contains("related"))
                .hasSize(5);
        assertThat(journal.log().incidents()).hasSize(10);
    }
}
