package io.mlopsexporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoServerTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final DemoServer server = DemoServer.start(now::get, 1);
    private final Client client = new Client();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void servers_listenOnLoopbackOnly() {
        assertThat(URI.create(server.githubUrl()).getHost()).isEqualTo("127.0.0.1");
        assertThat(URI.create(server.pagerDutyUrl()).getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void anotherToken_isRefused() {
        assertThat(client.get(server.githubUrl() + "/rate_limit").status()).isEqualTo(401);
        assertThat(client.get(server.githubUrl() + "/user", "Authorization", "Bearer other")
                        .body())
                .hasToString("{\"message\":\"Bad credentials\",\"documentation_url\":"
                        + "\"https://docs.github.com/rest\",\"status\":\"401\"}");
        assertThat(client.get(server.pagerDutyUrl() + "/services", "Authorization", "Token token=other")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void answers_bearDateAndLimits() {
        Client.Got got = client.gitHub(server, "/repos/acme-ai/fraud-api");

        assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(got.header("Date")))
                .isNotNull();
        assertThat(got.header("x-ratelimit-remaining")).isEqualTo("99999");
        assertThat(got.body().path("full_name").asText()).isEqualTo("acme-ai/fraud-api");
    }

    @Test
    void unchangedAnswer_isNotModified_andCostsNothing() {
        Client.Got first = client.gitHub(server, "/repos/acme-ai/fraud-api/deployments");
        Client.Got again = client.get(
                server.githubUrl() + "/repos/acme-ai/fraud-api/deployments",
                "Authorization",
                "Bearer demo",
                "If-None-Match",
                first.header("ETag"));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("x-ratelimit-remaining")).isEqualTo(first.header("x-ratelimit-remaining"));
    }

    @Test
    void deployments_arePagedByLinksWithTheRepositorysNumber() {
        String url = server.githubUrl() + "/repos/acme-ai/fraud-api/deployments?environment=production&per_page=100";
        Set<Long> seen = new HashSet<>();
        for (int pages = 0; !url.isEmpty() && pages < 20; pages++) {
            Client.Got page = client.get(url, "Authorization", "Bearer demo");
            page.body()
                    .forEach(
                            one -> assertThat(seen.add(one.path("id").asLong())).isTrue());
            page.body()
                    .forEach(one -> assertThat(one.path("environment").asText()).isEqualTo("production"));
            Matcher next = NEXT.matcher(page.header("Link"));
            url = next.find() ? next.group(1) : "";
            assertThat(url.isEmpty() || url.contains("/repositories/")).isTrue();
        }

        assertThat(seen).hasSizeGreaterThan(200);
    }

    @Test
    void comparison_showsAllCommitsInPages() {
        String path = "/repos/acme-ai/fraud-api/compare/" + oldest("fraud-api") + "...main";
        JsonNode whole = client.gitHub(server, path).body();
        JsonNode page = client.gitHub(server, path + "?per_page=100&page=2").body();

        assertThat(whole.path("status").asText()).isEqualTo("ahead");
        assertThat(whole.path("total_commits").asInt())
                .isEqualTo(page.path("total_commits").asInt());
        assertThat(whole.path("commits")).hasSize(250);
        assertThat(page.path("commits")).hasSize(100);
        assertThat(page.path("commits").path(0).path("parents")).isNotEmpty();
    }

    @Test
    void comparisonBackwards_isBehind() {
        String path = "/repos/acme-ai/fraud-api/compare/main..." + oldest("fraud-api");
        JsonNode body = client.gitHub(server, path).body();

        assertThat(body.path("status").asText()).isEqualTo("behind");
        assertThat(body.path("ahead_by").asInt()).isZero();
        assertThat(body.path("behind_by").asInt()).isPositive();
    }

    @Test
    void unknownThings_areNotFound() {
        assertThat(client.gitHub(server, "/repos/acme-ai/none").status()).isEqualTo(404);
        assertThat(client.gitHub(server, "/repos/acme-ai/fraud-api/compare/" + "0".repeat(40) + "...main")
                        .status())
                .isEqualTo(404);
        assertThat(client.gitHub(server, "/repos/acme-ai/fraud-api/commits/" + "0".repeat(40))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void workflowRuns_haveAttempts() {
        String path = "/repos/acme-ai/training-pipelines/actions/workflows/deploy.yml/runs?branch=main&per_page=100";
        JsonNode runs = client.gitHub(server, path).body();

        assertThat(runs.path("total_count").asInt()).isGreaterThan(50);
        JsonNode again = first(runs.path("workflow_runs"), "run_attempt", "2");
        String attempt = "/repos/acme-ai/training-pipelines/actions/runs/" + again.path("id") + "/attempts/1";
        assertThat(client.gitHub(server, attempt).body().path("conclusion").asText())
                .isEqualTo("failure");
        assertThat(again.path("conclusion").asText()).isEqualTo("success");
        assertThat(client.gitHub(server, path.replace("deploy.yml", "none.yml")).status())
                .isEqualTo(404);
    }

    @Test
    void organization_goesOnWithTheClock() {
        String path = "/search";
        assertThat(client.gitHub(server, path).status()).isEqualTo(404);
        int before = changeEvents();
        now.set(START.plus(Duration.ofMinutes(20)));

        assertThat(changeEvents()).isGreaterThan(before + 10);
    }

    @Test
    void openAndResolvedIncidents_areTwoLists() {
        JsonNode open = client.pagerDuty(
                        server,
                        "/incidents?statuses%5B%5D=triggered&statuses%5B%5D=acknowledged&date_range=all&limit=100")
                .body();
        JsonNode resolved = client.pagerDuty(
                        server, "/incidents?statuses[]=resolved&date_range=all&sort_by=resolved_at:desc&limit=100")
                .body();

        assertThat(open.path("incidents")).isNotEmpty();
        open.path("incidents")
                .forEach(it -> assertThat(it.path("resolved_at").isNull()).isTrue());
        assertThat(resolved.path("more").asBoolean()).isTrue();
        JsonNode list = resolved.path("incidents");
        assertThat(list.path(0).path("resolved_at").asText())
                .isGreaterThanOrEqualTo(list.path(99).path("resolved_at").asText());
        String id = list.path(0).path("id").asText();
        assertThat(client.pagerDuty(server, "/incidents/" + id).body().path("incident"))
                .isEqualTo(list.path(0));
    }

    @Test
    void incidentsSince_areOfOneMonth_andOfMoreThanSixNone() {
        JsonNode month = client.pagerDuty(server, "/incidents?since=2026-06-01T00:00:00Z")
                .body();
        JsonNode year = client.pagerDuty(server, "/incidents?since=2025-12-01T00:00:00Z&until=2026-11-01T00:00:00Z")
                .body();

        assertThat(month.path("incidents")).isNotEmpty();
        month.path("incidents")
                .forEach(it -> assertThat(it.path("created_at").asText()).startsWith("2026-06"));
        assertThat(year.path("incidents")).isEmpty();
        assertThat(client.pagerDuty(server, "/incidents?limit=100&offset=9999").status())
                .isEqualTo(400);
    }

    @Test
    void services_areNamedAsApplications() {
        JsonNode services =
                client.pagerDuty(server, "/services?limit=100").body().path("services");

        assertThat(services).as("18 of software, 6 of models").hasSize(24);
        assertThat(services.findValuesAsText("name"))
                .containsAll(Blueprint.all().stream()
                        .filter(one -> !one.team().equals(Blueprint.TEAM_OF_ISSUES))
                        .map(Blueprint::name)
                        .toList());
        assertThat(first(services, "name", "billing-gateway").path("id").asText())
                .startsWith("PDEMO");
    }

    @Test
    void incidents_haveTheChangesOfTheirServiceBeforeThem() {
        JsonNode incidents = client.pagerDuty(server, "/incidents?date_range=all&limit=100&sort_by=created_at:desc")
                .body()
                .path("incidents");
        int related = 0;
        for (JsonNode incident : incidents) {
            JsonNode changes = client.pagerDuty(
                            server, "/incidents/" + incident.path("id").asText() + "/related_change_events?limit=100")
                    .body()
                    .path("change_events");
            related += changes.isEmpty() ? 0 : 1;
            assertThat(changes).allSatisfy(change -> {
                assertThat(change.path("services").path(0).path("id").asText())
                        .isEqualTo(incident.path("service").path("id").asText());
                assertThat(Instant.parse(change.path("timestamp").asText()))
                        .isBefore(Instant.parse(incident.path("created_at").asText()));
            });
        }
        assertThat(related).isPositive();
        assertThat(client.pagerDuty(server, "/incidents/PNONE/related_change_events")
                        .status())
                .isEqualTo(404);
    }

    private int changeEvents() {
        String to = now.get().plusSeconds(1).toString().toUpperCase(Locale.ROOT);
        JsonNode body = client.pagerDuty(server, "/change_events?since=2026-11-23T09:00:00Z&limit=100&until=" + to)
                .body();
        return body.path("change_events").size();
    }

    private String oldest(String repository) {
        JsonNode page = client.gitHub(server, "/repos/acme-ai/" + repository + "/commits?per_page=1")
                .body();
        assertThat(page).hasSize(1);
        Client.Got first = client.gitHub(server, "/repos/acme-ai/" + repository + "/commits?per_page=1&page=500");
        return first.body().path(0).path("sha").asText();
    }

    private static JsonNode first(JsonNode list, String field, String value) {
        for (JsonNode item : list) {
            if (item.path(field).asText().equals(value)) {
                return item;
            }
        }
        throw new AssertionError("nothing with " + field + " = " + value);
    }
}
