package io.mlopsexporter.source.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A GitHub of WireMock with one repository, for the readers of commits and pull requests. */
abstract class GitHubLineageTest {
    static final Repository REPOSITORY = LineageWorld.REPOSITORY;

    @RegisterExtension
    final WireMockExtension server = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private OkHttpApi http = client("http://localhost:1");
    GitHubApi api = new GitHubApi(http, "http://localhost:1/graphql");

    @BeforeEach
    void connect() {
        http = client(server.baseUrl());
        api = new GitHubApi(http, server.baseUrl() + "/graphql");
    }

    @AfterEach
    void disconnect() {
        http.close();
    }

    private static OkHttpApi client(String url) {
        return new OkHttpApi(
                ApiSettings.of("github", url),
                Credential.bearer(Secret.of("ghp_test")),
                InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z")),
                duration -> {},
                new Telemetry("github"));
    }

    /** Forty digits that begin with a number. */
    static String oid(int number) {
        return String.format("%06x", number) + "0".repeat(34);
    }

    static String compared(String status, int total, int first, int last) {
        return """
            {"status": "%s", "ahead_by": %d, "behind_by": 0, "total_commits": %d,
             "base_commit": {"sha": "%s"}, "merge_base_commit": {"sha": "%s"},
             "commits": [%s], "files": []}
            """.formatted(
                        status,
                        total,
                        total,
                        oid(0),
                        oid(0),
                        IntStream.rangeClosed(first, last)
                                .mapToObj(number -> commit(number, "Change " + number))
                                .collect(Collectors.joining(",")));
    }

    static String commit(int number, String message) {
        return """
            {"sha": "%s", "node_id": "C_%d", "parents": [{"sha": "%s", "url": "https://api.github.com/x"}],
             "commit": {"message": "%s", "author": {"name": "n", "email": "e", "date": "2026-05-01T10:00:00Z"},
                        "committer": {"date": "2026-05-02T10:00:00Z"}}}
            """.formatted(oid(number), number, oid(number - 1), message);
    }

    static String comparePath(int base, int head) {
        return "/repositories/1/compare/" + oid(base) + "..." + oid(head);
    }

    void answerCompare(int base, int head, int page, ResponseDefinitionBuilder answer) {
        String url = comparePath(base, head) + "?per_page=100" + (page == 1 ? "" : "&page=" + page);
        server.stubFor(get(urlEqualTo(url)).willReturn(answer));
    }

    String next(int base, int head, int page) {
        return "<" + server.baseUrl() + comparePath(base, head) + "?per_page=100&page=" + page + ">; rel=\"next\"";
    }

    /** Answers a GraphQL document, whatever it asks for. */
    void answerQuery(String document, String data) {
        server.stubFor(post(urlPathEqualTo("/graphql"))
                .withRequestBody(matchingJsonPath("$[?(@.operationName == '" + document + "')]"))
                .willReturn(okJson(data)));
    }

    /** Answers a GraphQL document whose variable has a value. */
    void answerQuery(String document, String variable, String value, String data) {
        server.stubFor(post(urlPathEqualTo("/graphql"))
                .withRequestBody(matchingJsonPath("$[?(@.operationName == '" + document + "')]"))
                .withRequestBody(matchingJsonPath("$[?(@.variables." + variable + " == '" + value + "')]"))
                .willReturn(okJson(data)));
    }

    static ResponseDefinitionBuilder notFound() {
        return aResponse()
                .withStatus(404)
                .withHeader("Content-Type", "application/json")
                .withBody(
                        "{\"message\":\"Not Found\",\"documentation_url\":\"https://docs.github.com/rest\",\"status\":\"404\"}");
    }

    int queries(String document) {
        return server.findAll(
                        com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor(urlPathEqualTo("/graphql"))
                                .withRequestBody(matchingJsonPath("$[?(@.operationName == '" + document + "')]")))
                .size();
    }

    static String nodes(String... nodes) {
        return "{\"data\": {\"nodes\": [" + String.join(",", List.of(nodes)) + "]}}";
    }
}
