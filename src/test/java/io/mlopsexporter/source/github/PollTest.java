package io.mlopsexporter.source.github;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollTest extends GitHubTest {
    /** Reads in two phases, and remembers in which order. */
    private static final class Phases implements Lineages {
        final List<String> read = new ArrayList<>();

        @Override
        public boolean needed(Repository repository, Duration lookBack, Instant asOf, EventLog log) {
            return !read.contains(repository.name() + " " + lookBack.toDays() + "d")
                    && !read.contains(repository.name() + " 365d");
        }

        @Override
        public void read(Repository repository, Duration lookBack, Instant asOf, Journal journal) {
            assertThat(journal.log().history(repository.id()).deployments()).isNotEmpty();
            read.add(repository.name() + " " + lookBack.toDays() + "d");
        }
    }

    @Test
    void firstRead_bringsAllDeployments_thenRecentChanges_thenTheRest() {
        Phases phases = new Phases();
        lineages = phases;
        gitHub.repository(1, "acme/a").deployed(10, "2026-11-01T00:00:00Z");
        gitHub.repository(2, "acme/b").deployed(20, "2026-11-01T00:00:00Z");

        pollWell();

        assertThat(phases.read).containsExactly("acme/a 7d", "acme/b 7d", "acme/a 365d", "acme/b 365d");
        assertThat(journal.settled()).containsExactly(START);
        pollWellAgain();
        assertThat(phases.read).hasSize(4);
        assertThat(journal.settled()).hasSize(1);
    }

    @Test
    void changesThatMayNotBeRead_areAProblemOfTheirRepository() {
        lineages = new Lineages() {
            @Override
            public boolean needed(Repository repository, Duration lookBack, Instant asOf, EventLog log) {
                return repository.name().equals("acme/a");
            }

            @Override
            public void read(Repository repository, Duration lookBack, Instant asOf, Journal journal) {
                throw new SourceException(new SourceError.Unauthorized("GET /compare 403: Resource not accessible"));
            }
        };
        gitHub.repository(1, "acme/a").deployed(10, "2026-11-01T00:00:00Z");

        PollResult result = poll();

        assertThat(problems(result))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("repository acme/a", "403", "grant read access to contents"));
    }

    @Test
    void longerHistory_isReadAfterAChangeOfTheConfiguration() {
        FakeRepository old = gitHub.repository(1, "acme/old").deployed(10, "2026-11-01T00:00:00Z");
        old.deployed(5, "2025-03-01T00:00:00Z");
        pollWell();
        assertThat(counted(1)).containsExactly("10");

        history = Duration.ofDays(730);
        pollWellAgain();

        assertThat(counted(1)).containsExactly("10", "5");
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, API rate limit exceeded for user ID 1., RateLimited",
        "INSUFFICIENT_SCOPES, Your token has not been granted the required scopes, Unauthorized",
        "MAX_NODE_LIMIT_EXCEEDED, This query requests up to 600000 possible nodes, BadPayload",
        "'', Something went wrong while executing your query., Unavailable"
    })
    void errorsInA200WithoutData_sayWhatToDo(String type, String message, String expected) {
        WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
        server.start();
        server.stubFor(post("/api/graphql")
                .willReturn(okJson(
                        "{\"data\":null,\"errors\":[{\"type\":\"%s\",\"message\":\"%s\"}]}".formatted(type, message))));
        String url = server.baseUrl() + "/api/v3";
        ApiSettings settings = ApiSettings.of("github", url);
        try (OkHttpApi http = new OkHttpApi(
                settings.withBounds(settings.bounds().withMaxWait(Duration.ZERO)),
                Credential.none(),
                time,
                time,
                new Telemetry("github"))) {
            SourceException thrown = catchThrowableOfType(
                    SourceException.class, () -> GitHubApi.of(http, url).query("Repository", Map.of()));

            assertThat(thrown.error().getClass().getSimpleName()).isEqualTo(expected);
            assertThat(thrown).hasMessageContaining(message);
            // An Enterprise Server has GraphQL beside its REST API, not below it.
            server.verify(postRequestedFor(urlEqualTo("/api/graphql")));
        } finally {
            server.stop();
        }
    }

    @Test
    void enterpriseServerWithoutLimits_isPolledAllTheSame() {
        base = "/api/v3";
        gitHub.repository(1, "acme/a").deployed(10, "2026-11-01T00:00:00Z");

        pollWell();

        assertThat(counted(1)).containsExactly("10");
    }

    @Test
    void pagesThatTakeTooLong_areAskedForInSmallerOnes() {
        gitHub.tooMuch = 60;
        gitHub.repository(1, "acme/a").deployed(10, "2026-11-01T00:00:00Z");

        pollWell();

        assertThat(counted(1)).containsExactly("10");
    }
}
