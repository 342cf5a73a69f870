package io.mlopsexporter.source.cost;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.mlopsexporter.source.PollResults.complete;
import static io.mlopsexporter.source.PollResults.failed;
import static io.mlopsexporter.source.cost.CostLog.statements;
import static io.mlopsexporter.source.cost.CostLog.sums;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceContract;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.http.HttpApi;
import io.mlopsexporter.source.http.OkHttpApi;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Three days of usage, of which nothing is told of the first. */
final class GitHubUsageSourceTest extends SourceContract {
    private static final String ACTIONS = """
            {"date": "2026-11-20T01:12:28Z", "product": "actions", "sku": "Actions Linux", "quantity": 100.5, "unitType": "Minutes",
             "pricePerUnit": 0.008, "grossAmount": 0.804, "discountAmount": 0.3, "netAmount": 0.504,
             "organizationName": "acme", "repositoryName": "%s"}""";
    private static final String SEATS = """
            {"date": "2023-08-01", "product": "Copilot", "sku": "Copilot Business", "quantity": 1.2, "unitType": "UserMonths",
             "pricePerUnit": 19, "grossAmount": 22.8, "discountAmount": 0, "netAmount": 22.8, "organizationName": "acme"}""";

    @Override
    protected Source source(HttpApi api) {
        return DailySource.gitHub(new GitHubUsageSettings("cost", "acme", Duration.ofDays(2), Duration.ofDays(6)), api);
    }

    @Override
    protected void world() {
        answer("18");
        answer(
                "19",
                ACTIONS.formatted("acme/fraud-api"),
                SEATS,
                SEATS.replace("22.8,", "19,").replace("\"netAmount\": 22.8", "\"netAmount\": 19"));
        answer("20", ACTIONS.formatted("fraud-api"));
    }

    @Override
    protected void assertWorld(EventLog log) {
        assertThat(statements(log)).hasSize(2);
        assertThat(sums(log)).hasToString("{=41.8, acme/fraud-api=1.008}");
        assertThat(statements(log).get(0).charges()).as("one an owner").hasSize(2);
    }

    @Test
    void closedDays_areAskedFor_andKnownUpToTheLatest() {
        assertThat(complete(poll()).asOf()).isEqualTo("2026-11-21T00:00:00Z");
        assertThat(server.getAllServeEvents()).hasSize(3);
        time.pass(Duration.ofMinutes(5));
        poll();
        assertThat(server.getAllServeEvents())
                .as("the latest day, and not those before the first")
                .hasSize(4);
    }

    @Test
    void aDayWithoutUsage_afterTheFirstWithSome_costNothing() {
        poll();
        server.resetAll();
        time.pass(Duration.ofDays(1));
        answer("21");
        PollResult.Complete complete = complete(poll());
        assertThat(complete.asOf()).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(complete.problems()).isEmpty();
        assertThat(statements(journal.log())).hasSize(3);
    }

    @Test
    void aMissingPermission_isSaid() {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(403)
                        .withHeader("x-accepted-github-permissions", "organization_administration=read")
                        .withBody("{\"message\": \"Resource not accessible by personal access token\"}")));
        assertThat(failed(poll()))
                .isInstanceOf(SourceError.Unauthorized.class)
                .asString()
                .contains(
                        "403: Resource not accessible by personal access token",
                        "grant the credential one of: organization_administration=read",
                        "an owner or billing manager");
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404).withBody("{\"message\": \"Not Found\"}")));
        assertThat(failed(poll()))
                .isInstanceOf(SourceError.NotFound.class)
                .asString()
                .contains("GitHub's enhanced billing platform");
    }

    @Test
    void anItemWithoutAnAmount_makesItsDayUnknown_andAnotherAnswerIsNone() {
        answer("19", ACTIONS.formatted("x").replace("0.504", "null"));
        assertThat(complete(poll()).problems())
                .containsExactly(new PollResult.Problem(
                        "cost", "2026-11-19: an item of usage has no netAmount, so this day cannot be added up"));
        server.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        assertThat(failed(poll()).message()).contains("no usageItems in the answer");
    }

    @Test
    void whatIsUnusable_isAskedAgainAtTheNextPoll_butOnlyOneDayOfIt_whileItStays() {
        String wrong = ACTIONS.formatted("x").replace("0.504", "null");
        answer("18", wrong);
        answer("19", wrong);
        try (OkHttpApi api = api()) {
            Source source = source(api);
            assertThat(complete(source.poll(journal)).problems()).hasSize(2);
            server.resetRequests();
            time.pass(Duration.ofMinutes(5));
            assertThat(complete(source.poll(journal)).problems()).hasSize(2);
            assertThat(server.getAllServeEvents())
                    .as("the latest day, and one that was unusable")
                    .hasSize(2);
            answer("18", ACTIONS.formatted("x"));
            answer("19", ACTIONS.formatted("y"));
            time.pass(Duration.ofMinutes(5));
            assertThat(complete(source.poll(journal)).problems()).isEmpty();
        }
        assertThat(statements(journal.log())).hasSize(3);
    }

    @Test
    void anItemThatIsNone_isNoAnswer() {
        answer("19", "7");
        assertThat(failed(poll()).message()).contains("expected items of usage as objects, but one is NUMBER");
    }

    private void answer(String day, String... items) {
        server.stubFor(get(urlPathEqualTo("/organizations/acme/settings/billing/usage"))
                .withQueryParam("year", equalTo("2026"))
                .withQueryParam("month", equalTo("11"))
                .withQueryParam("day", equalTo(day))
                .willReturn(okJson("{\"usageItems\": [" + String.join(",", items) + "]}")));
    }
}
