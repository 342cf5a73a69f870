package io.mlopsexporter.source.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.SourceError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a key may do without, and what it says without. */
class OptionalAccessTest extends PagerDutyTest {
    private static final String NINE = "2026-11-23T09:00:00Z";
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private FakeIncident incident = new FakeIncident("", NINE);

    @BeforeEach
    void account() {
        pagerDuty.services.add("feast");
        incident = pagerDuty.incident("P1", NINE).priority("P1");
    }

    private static ArrayNode array(String json) throws JsonProcessingException {
        return (ArrayNode) FakePagerDuty.JSON.readTree(json);
    }

    @Test
    void withoutIncidents_nothingGoes_andTheScopeIsNamed() {
        pagerDuty.refused.put("/incidents", 403);

        SourceError error = source().poll(journal)
                .fold(
                        complete -> {
                            throw new AssertionError(complete);
                        },
                        PollResult.Failed::error);

        assertThat(error).isInstanceOf(SourceError.Unauthorized.class);
        assertThat(error.message()).contains("GET /incidents", "403", "scope incidents.read");
    }

    @Test
    void withoutAllThatIsOptional_incidentsAreRead_andEachLackIsSaid() {
        settings = new PagerDutySettings(
                "pagerduty",
                settings.history(),
                PagerDutySettings.DEFAULT_URGENCIES,
                List.of(),
                List.of(),
                List.of("P1"));
        for (String path : List.of("/change_events", "/incidents/custom_fields", "/services", "/priorities")) {
            pagerDuty.refused.put(path, 403);
        }

        assertThat(problems())
                .extracting(problem -> problem.subject() + " " + problem.text().replaceAll("(?s).*\\(|\\).*", ""))
                .containsExactlyInAnyOrder(
                        "change events scope change_events.read",
                        "custom fields scope custom_fields.read",
                        "services OAuth scope services.read",
                        "priorities scope priorities.read");
        assertThat(event("P1")).isPresent();
        pagerDuty.askedSince();

        time.pass(Duration.ofMinutes(5));

        assertThat(problems()).as("said again, not asked again").hasSize(4);
        assertThat(pagerDuty.askedSince()).hasSize(2);
        pagerDuty.refused.clear();
        pagerDuty.priorities.addObject().put("name", "p1");
        pollAfter(Duration.ofHours(1));
    }

    @Test
    void planWithoutCustomFields_isNoProblem_forThereAreNone() {
        pagerDuty.refused.put("/incidents/custom_fields", 402);

        poll();

        assertThat(event("P1")).isPresent();
    }

    @Test
    void planWithoutIncidents_isSaid() {
        pagerDuty.refused.put("/", 402);

        String message = source().poll(journal)
                .fold(complete -> "complete", failed -> failed.error().message());

        assertThat(message).contains("GET /incidents", "402", "the account's plan does not include this");
    }

    @Test
    void customFieldsAboutDeployments_areLinks_askedForAtBeginAndEnd() throws JsonProcessingException {
        pagerDuty.customFields.addAll(array("[{\"name\": \"deployed_commit\"}, {\"name\": \"customers\"}]"));
        pagerDuty.fieldValues.put("P1", array("""
                [{"name": "deployed_commit", "value": "%s"}, {"name": "customers", "value": "deadbeef"},
                 {"name": "deployment", "value": 4711}, {"name": "releases", "value": ["https://ci.example/7"]},
                 {"name": "commit", "value": null}]""".formatted(COMMIT)));
        poll();
        assertThat(event("P1").orElseThrow().links()).containsExactly(COMMIT, "4711", "https://ci.example/7");
        pagerDuty.askedSince();

        pollLater();
        assertThat(pagerDuty.askedSince()).hasSize(2);
        incident.resolved("2026-11-23T10:06:00Z");
        pollLater();

        assertThat(pagerDuty.askedSince()).hasSize(3);
        assertThat(event("P1").orElseThrow().links()).contains(COMMIT);
    }

    @Test
    void accountWithOtherCustomFields_isNotAskedForEachIncident() throws JsonProcessingException {
        pagerDuty.customFields.addAll(array("[{\"name\": \"customers\"}]"));

        poll();

        assertThat(pagerDuty.askedSince()).noneMatch(url -> url.contains("values"));
    }

    @Test
    void misspeltPriority_isSaid_withThoseThereAre() {
        pagerDuty.priorities.addObject().put("name", "P1");
        pagerDuty.priorities.addObject().put("name", "P2");
        settings = new PagerDutySettings(
                "pagerduty",
                settings.history(),
                PagerDutySettings.DEFAULT_URGENCIES,
                List.of(),
                List.of(),
                List.of("p1", "Sev1"));

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.subject()).isEqualTo("priorities");
            assertThat(problem.text()).contains("none named Sev1", "some of P1, P2");
        });
        assertThat(event("P1")).isPresent();
    }
}
