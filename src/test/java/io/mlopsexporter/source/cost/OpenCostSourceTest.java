package io.mlopsexporter.source.cost;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.mlopsexporter.source.PollResults.complete;
import static io.mlopsexporter.source.PollResults.failed;
import static io.mlopsexporter.source.cost.CostLog.statements;
import static io.mlopsexporter.source.cost.CostLog.sums;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceContract;
import io.mlopsexporter.source.http.HttpApi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Three closed days of a cluster, in the shape of OpenCost's answers. */
final class OpenCostSourceTest extends SourceContract {
    private static final List<String> DAYS = List.of("2026-11-20", "2026-11-21", "2026-11-22");

    private Duration lookBack = Duration.ofDays(4);

    @Override
    protected Source source(HttpApi api) {
        return DailySource.openCost(
                new OpenCostSettings("cost", "namespace", "EUR", lookBack, Duration.ofDays(365)), api);
    }

    @Override
    protected void world() {
        DAYS.forEach(day -> answer(day, sets(allocation("fraud", "3.2"), allocation("__idle__", "0.8"))));
    }

    @Override
    protected void assertWorld(EventLog log) {
        assertThat(statements(log)).hasSize(3);
        assertThat(sums(log)).hasToString("{__idle__=2.4, fraud=9.6}");
    }

    @Test
    void eachDayIsOneQuestion_andStandsByItself() {
        poll();
        CostStatement day = statements(journal.log()).get(1);
        assertThat(day.from()).isEqualTo("2026-11-21T00:00:00Z");
        assertThat(day.to()).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(day.charges()).extracting(Charge::currency).containsOnly("EUR");
        assertThat(server.getAllServeEvents()).hasSize(3).allSatisfy(event -> {
            var request = event.getRequest();
            assertThat(request.queryParameter("aggregate").firstValue()).isEqualTo("namespace");
            assertThat(request.queryParameter("includeIdle").firstValue()).isEqualTo("true");
        });

        time.pass(Duration.ofMinutes(5));
        poll();
        assertThat(server.getAllServeEvents()).as("the latest day again").hasSize(4);
        assertThat(complete(poll()).asOf()).isEqualTo("2026-11-23T00:00:00Z");
    }

    /**
     * All the fields, in the order of a recorded answer (opencost/opencost-website, static/allocation-example-output.json at 306b6399); the
     * numbers are ours. The parts, of which there are ever more, are in the total already.
     */
    @Test
    void anAnswerWithAllFields_isItsTotals() throws IOException {
        try (InputStream recorded = OpenCostSourceTest.class.getResourceAsStream("opencost.json")) {
            answer("2026-11-21", new String(Objects.requireNonNull(recorded).readAllBytes(), StandardCharsets.UTF_8));
        }
        answer("2026-11-20", "{\"code\":200,\"data\":[]}");
        answer("2026-11-22", sets(allocation("fraud-prod", "1")));
        poll();
        assertThat(sums(journal.log())).hasToString("{__idle__=0.35, fraud-prod=2.55451, opencost=0.10936}");
    }

    @Test
    void whatPrometheusHasForgotten_isKept() {
        poll();
        server.resetAll();
        lookBack = Duration.ofDays(2);
        time.pass(Duration.ofDays(1));
        answer("2026-11-22", "{\"code\":200,\"data\":[{}]}");
        answer("2026-11-23", sets(allocation("fraud", "1")));
        assertThat(complete(poll()).asOf()).isEqualTo("2026-11-24T00:00:00Z");
        assertThat(statements(journal.log())).hasSize(4);
        assertThat(sums(journal.log())).hasToString("{__idle__=2.4, fraud=10.6}");
    }

    @Test
    void aDayOfWhichNothingIsTold_isNotFree_butUnknown_andSaid() {
        answer("2026-11-21", "{\"code\":200,\"status\":\"success\",\"data\":[{}]}");
        assertThat(complete(poll()).problems())
                .containsExactly(new PollResult.Problem("cost", "2026-11-21: nothing is told of this day"));
        assertThat(statements(journal.log())).hasSize(2);
        for (String nothing : List.of("[null]", "null", "[]")) {
            answer("2026-11-21", "{\"code\":200,\"data\":" + nothing + "}");
            assertThat(complete(poll()).problems()).as(nothing).hasSize(1);
        }
        answer("2026-11-21", sets(allocation("fraud", "3.2"), allocation("__idle__", "0.8")));
        assertThat(complete(poll()).problems()).isEmpty();
        assertWorld(journal.log());
    }

    @Test
    void aDayBeforeTheFirst_isNoProblem() {
        answer("2026-11-20", "{\"code\":200,\"data\":[{}]}");
        assertThat(complete(poll()).problems()).isEmpty();
    }

    @Test
    void aTotalThatIsNull_makesItsDayUnknown_asTheSumWouldBeWrong() {
        answer("2026-11-21", sets(allocation("fraud", "3.2"), allocation("batch", "null")));
        assertThat(complete(poll()).problems())
                .containsExactly(new PollResult.Problem(
                        "cost",
                        "2026-11-21: OpenCost tells no totalCost of \"batch\", so this day cannot be added up"));
        assertThat(statements(journal.log())).hasSize(2);
    }

    @Test
    void otherNulls_andIdleMachinesSplitByCluster_doNotMatter() {
        answer("2026-11-21", sets("""
                "one/__idle__": {"name": "one/__idle__", "cpuCost": null, "gpuCost": null, "ramCostAdjustment": null, "totalCost": 0.5, "totalEfficiency": null}""", """
                "two/__idle__": {"name": "two/__idle__", "totalCost": 0.3}""", allocation("fraud", "3.2")));
        assertThat(complete(poll()).problems()).isEmpty();
        assertWorld(journal.log());
    }

    @Test
    void refusals_areRepeatedInOpenCostsWords() {
        DAYS.forEach(day -> server.stubFor(asked(day)
                .willReturn(aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", "text/plain; charset=utf-8")
                        .withBody("Invalid 'window' parameter: illegal window: x\n"))));
        assertThat(failed(poll()).message()).contains("400: Invalid 'window' parameter: illegal window: x");
        DAYS.forEach(day -> answer(day, "{\"code\":500,\"message\":\"Error computing allocation\\nstack\"}"));
        assertThat(failed(poll()).message())
                .contains("OpenCost says: Error computing allocation")
                .doesNotContain("stack");
        DAYS.forEach(day -> answer(day, "{\"page\":\"something else\"}"));
        assertThat(failed(poll()).message()).contains("no allocations in the answer", "port 9003");
        DAYS.forEach(day -> answer(day, "{\"code\":200,\"data\":[{}]}"));
        assertThat(failed(poll()).message()).contains("nothing is told of any day from 2026-11-20 to 2026-11-22");
    }

    @Test
    void anAllocationThatIsNone_isNoAnswer() {
        answer("2026-11-21", "{\"code\":200,\"data\":[{\"a\":5}]}");
        assertThat(failed(poll()).message()).contains("expected allocations as objects, but one is NUMBER");
        answer("2026-11-21", "{\"code\":200,\"data\":[[]]}");
        assertThat(failed(poll()).message()).contains("expected sets of allocations as objects, but one is ARRAY");
    }

    private void answer(String day, String body) {
        server.stubFor(asked(day).willReturn(okJson(body)));
    }

    private static MappingBuilder asked(String day) {
        String next = LocalDate.parse(day).plusDays(1).toString();
        return get(urlPathEqualTo("/allocation/compute"))
                .withQueryParam("window", equalTo(day + "T00:00:00Z," + next + "T00:00:00Z"));
    }

    private static String sets(String... allocations) {
        return "{\"code\":200,\"data\":[{" + String.join(",", allocations) + "}]}";
    }

    private static String allocation(String name, String total) {
        return """
                "%s": {"name": "%s", "properties": {"cluster": "one", "namespace": "%s"},
                  "window": {"start": "2026-11-20T00:00:00Z", "end": "2026-11-21T00:00:00Z"},
                  "minutes": 1440, "cpuCost": 1.5, "gpuCost": 1.5, "ramCost": 0.2, "totalCost": %s}
                """.formatted(name, name, name, total);
    }
}
