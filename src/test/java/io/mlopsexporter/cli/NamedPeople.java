package io.mlopsexporter.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sources full of people, wherever the real ones name them: an MLflow server, a PagerDuty account, a survey and a bill. Everybody is
 * called as nothing else is, so that a name that is found anywhere is that person's.
 */
final class NamedPeople implements AutoCloseable {
    /** Parts of names, logins and mail addresses of people at MLflow; each stands in an answer of it. */
    static final List<String> AT_MLFLOW =
            List.of("quistgaard", "brandtner", "tadeuszk", "wilhelmina", "zephyrine.example");

    /** How many of them have done something: an owner and an author of descriptions have not. */
    static final int ACTIVE_AT_MLFLOW = 3;

    static final List<String> AT_PAGERDUTY = List.of("fairweather", "pagedperson");
    static final List<String> IN_THE_SURVEY = List.of("respondina", "commentarius", "answerton");
    static final List<String> IN_THE_BILL = List.of("spendthrift", "billowner");

    static final int RUNS = 4;
    /** US dollars a day of the team fraud, and of nobody. */
    static final int OF_FRAUD = 10;

    static final int OF_NOBODY = 4;

    private static final String ROOT = "/api/2.0/mlflow/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Instant now;
    private final WireMockServer mlflow = new WireMockServer(wireMockConfig().dynamicPort());
    private final WireMockServer pagerDuty =
            new WireMockServer(wireMockConfig().dynamicPort().extensions(new Staffed()));

    /** @param pagerDutyUrl of one without people, who are added to its answers */
    NamedPeople(Instant now, String pagerDutyUrl) {
        this.now = now;
        pagerDuty.start();
        pagerDuty.stubFor(any(anyUrl()).willReturn(new ResponseDefinitionBuilder().proxiedFrom(pagerDutyUrl)));
        mlflow.start();
        answer("registered-models/search", """
                {"registered_models": [{"name": "payments-scorer", "creation_timestamp": %1$d, "last_updated_timestamp": %1$d,
                  "user_id": "quistgaard", "description": "Ask Wilhelmina or wilhelmina@zephyrine.example before you use it",
                  "latest_versions": [%2$s], "aliases": [{"alias": "champion", "version": "1"}],
                  "tags": [{"key": "team", "value": "fraud"}, {"key": "owner", "value": "Wilhelmina"}]}]}
                """.formatted(ago(20), version()));
        answer("model-versions/search", "{\"model_versions\": [" + version() + "]}");
        mlflow.stubFor(post(urlPathEqualTo(ROOT + "experiments/search")).willReturn(okJson("""
                {"experiments": [{"experiment_id": "7", "name": "/Users/quistgaard@zephyrine.example/payments",
                  "artifact_location": "mlflow-artifacts:/quistgaard/7", "lifecycle_stage": "active",
                  "creation_time": %1$d, "last_update_time": %1$d,
                  "tags": [{"key": "team", "value": "fraud"}, {"key": "mlflow.ownerEmail", "value": "wilhelmina@zephyrine.example"},
                    {"key": "mlflow.note.content", "value": "made by Wilhelmina"}]}]}
                """.formatted(ago(20)))));
        mlflow.stubFor(post(urlPathEqualTo(ROOT + "runs/search"))
                .willReturn(okJson("{\"runs\": ["
                        + String.join(
                                ",",
                                run(1, 9, "Quistgaard@zephyrine.example"),
                                run(2, 8, "ZEPHYRINE\\\\quistgaard"),
                                run(3, 6, "brandtner"),
                                run(RUNS, 4, ""))
                        + "]}")));
        mlflow.stubFor(post(urlPathEqualTo(ROOT + "runs/search"))
                .withRequestBody(containing("start_time < 1"))
                .atPriority(1)
                .willReturn(okJson("{}")));
    }

    private void answer(String call, String json) {
        mlflow.stubFor(get(urlPathEqualTo(ROOT + call)).willReturn(okJson(json)));
    }

    private long ago(int days) {
        return now.minus(Duration.ofDays(days)).toEpochMilli();
    }

    private String version() {
        return """
                {"name": "payments-scorer", "version": "1", "creation_timestamp": %1$d, "last_updated_timestamp": %1$d,
                 "user_id": "brandtner", "current_stage": "None", "description": "trained by tadeuszk", "run_id": "run1",
                 "source": "mlflow-artifacts:/quistgaard/7/run1/artifacts/model", "status": "READY",
                 "tags": [{"key": "approved_by", "value": "Wilhelmina"}]}
                """.formatted(ago(7));
    }

    /** @param user as its tag has it; empty: only the older field tells one */
    private String run(int number, int days, String user) {
        String tag = user.isEmpty() ? "" : "{\"key\": \"mlflow.user\", \"value\": \"" + user + "\"},";
        return """
                {"info": {"run_id": "run%1$d", "run_uuid": "run%1$d", "run_name": "tadeuszk-tries-%1$d", "experiment_id": "7",
                   "user_id": "tadeuszk", "status": "FINISHED", "start_time": %2$d, "end_time": %3$d, "lifecycle_stage": "active",
                   "artifact_uri": "mlflow-artifacts:/quistgaard/7/run%1$d/artifacts"},
                 "data": {"tags": [%4$s {"key": "mlflow.source.name", "value": "/home/brandtner/train.py"},
                   {"key": "mlflow.source.git.repoURL", "value": "https://brandtner:x@github.example/acme-ai/payments.git"},
                   {"key": "mlflow.source.git.commit", "value": "%5$s"},
                   {"key": "mlflow.note.content", "value": "for Wilhelmina"}]}}
                """.formatted(number, ago(days), ago(days) + 60_000, tag, "c".repeat(40));
    }

    String mlflowUrl() {
        return mlflow.baseUrl();
    }

    String pagerDutyUrl() {
        return pagerDuty.baseUrl();
    }

    /** All that MLflow and PagerDuty have told. */
    String told() {
        return List.of(mlflow, pagerDuty).stream()
                .flatMap(server -> server.getAllServeEvents().stream())
                .map(event -> event.getResponse().getBodyAsString())
                .collect(Collectors.joining("\n"));
    }

    /** Ten answers, as a form tool exports them that was told to collect names: seven people are satisfied. */
    Path survey(Path folder) throws IOException {
        StringBuilder csv = new StringBuilder(
                "timestamp,Email Address,Name,satisfaction,recommendation,team,What should change?\n");
        for (int i = 0; i < 10; i++) {
            csv.append(now.minus(Duration.ofHours(20 + i)))
                    .append(",respondina")
                    .append(i)
                    .append("@zephyrine.example,Answerton ")
                    .append(i)
                    .append(i < 7 ? ",5,9" : ",2,3")
                    .append(",fraud,\"says commentarius: less waiting\"\n");
        }
        return Files.writeString(folder.resolve("answers.csv"), csv);
    }

    /** Twelve whole days of a team's machines and of nobody's, tagged with people. */
    Path bill(Path folder) throws IOException {
        StringBuilder csv = new StringBuilder(
                "BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,"
                        + "BillingPeriodStart,ChargeCategory,ChargeDescription,ChargePeriodEnd,ChargePeriodStart,EffectiveCost,ResourceName,Tags\n");
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        for (int day = 12; day > 0; day--) {
            Instant from = today.minus(Duration.ofDays(day));
            csv.append(charge(from, OF_FRAUD, "\"\"team\"\":\"\"fraud\"\","));
            csv.append(charge(from, OF_NOBODY, ""));
        }
        return Files.writeString(folder.resolve("bill.csv"), csv);
    }

    private static String charge(Instant from, int dollars, String team) {
        return "%1$d,1111,Billowner Ltd,USD,2099-01-01T00:00:00Z,2020-01-01T00:00:00Z,Usage,machine of spendthrift,%3$s,%2$s,%1$d,vm-spendthrift,"
                        .formatted(dollars, from, from.plus(Duration.ofDays(1)))
                + "\"{" + team
                + "\"\"owner\"\":\"\"spendthrift@zephyrine.example\"\",\"\"createdBy\"\":\"\"billowner\"\"}\"\n";
    }

    @Override
    public void close() {
        mlflow.stop();
        pagerDuty.stop();
    }

    /** Adds to incidents who was called, who looked, and who reported it. */
    private static final class Staffed implements ResponseTransformerV2 {
        @Override
        public String getName() {
            return "staffed";
        }

        @Override
        public Response transform(Response response, ServeEvent event) {
            try {
                if (!(JSON.readTree(response.getBody()) instanceof ObjectNode body)) {
                    return response;
                }
                body.path("incidents").forEach(one -> staff((ObjectNode) one));
                return Response.Builder.like(response)
                        .but()
                        .body(body.toString())
                        .build();
            } catch (JsonProcessingException e) {
                return response;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private static void staff(ObjectNode incident) {
            incident.put(
                    "title",
                    "Fair Fairweather <fairweather@zephyrine.example>: "
                            + incident.path("title").asText());
            reference(incident.putArray("assignments").addObject().putObject("assignee"), "Pam Pagedperson");
            reference(incident.putArray("acknowledgements").addObject().putObject("acknowledger"), "Pam Pagedperson");
            reference(incident.putObject("last_status_change_by"), "Fair Fairweather");
        }

        private static void reference(ObjectNode user, String name) {
            user.put("id", "PUSER")
                    .put("type", "user_reference")
                    .put("summary", name)
                    .put("email", "pagedperson@zephyrine.example");
        }
    }
}
