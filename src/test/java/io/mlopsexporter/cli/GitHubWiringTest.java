package io.mlopsexporter.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.ConfigReader;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.People;
import io.mlopsexporter.source.PollResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A GitHub App's two tokens: the installation's for what it may read, its own for what it was told. */
class GitHubWiringTest {
    private static final String LOG = "/app/hook/deliveries";

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
    private final InMemoryJournal journal = new InMemoryJournal();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(post("/app/installations/5678/access_tokens")
                .willReturn(okJson("{\"token\": \"ghs_1\", \"expires_at\": \"2099-01-01T00:00:00Z\"}")
                        .withStatus(201)));
        server.stubFor(post("/graphql")
                .withHeader("Authorization", equalTo("Bearer ghs_1"))
                .willReturn(okJson("""
                {"data": {"rateLimit": {"limit": 5000, "cost": 1},
                  "organization": {"login": "acme", "teams": {"nodes": []}, "repositories": {"totalCount": 1, "nodes": [
                    {"id": "R_1", "databaseId": 1, "nameWithOwner": "acme/feast", "createdAt": "2020-01-01T00:00:00Z",
                     "pushedAt": "2020-01-01T00:00:00Z", "url": "https://github.com/acme/feast",
                     "defaultBranchRef": {"name": "main"}, "deployments": {"totalCount": 0, "nodes": []}}]}},
                  "nodes": [{"id": "R_1", "releases": {"nodes": []}, "refs": {"nodes": []}}]}}""")));
        server.stubFor(get("/app").willReturn(okJson("""
                {"events": ["create", "deployment", "deployment_status", "push", "release", "repository", "workflow_run"]}""")));
        server.stubFor(get(urlPathEqualTo(LOG)).willReturn(okJson("""
                [{"id": 1, "delivered_at": "2020-01-01T00:00:00Z", "event": "push", "action": null,
                  "installation_id": 5678, "repository_id": 1}]""")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Wired wired(String key) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
        Path file = Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END PRIVATE KEY-----\n");
        Config config = ConfigReader.parse("""
                github:
                  - api_url: "%s"
                    organizations: [acme]
                    app: {id: 12, installation_id: 5678, private_key_file: "%s"%s}
                """.formatted(server.baseUrl(), file, key), "test");
        return new GitHubWiring(
                        config,
                        InstantSource.system(),
                        GitHubWiring.Pace.LOOPBACK,
                        new People(People.newKey(), Pattern.compile(People.DEFAULT_EXCLUDE)))
                .wire(config.github().get(0));
    }

    @Test
    void deliveryLog_isReadWithTheAppsOwnToken_inPlaceOfAllRepositories() throws IOException, GeneralSecurityException {
        try (Wired wired = wired(", delivery_log: true")) {
            assertThat(wired.source().poll(journal)).isInstanceOf(PollResult.Complete.class);
            int before =
                    server.findAll(postRequestedFor(urlEqualTo("/graphql"))).size();
            assertThat(wired.source().poll(journal))
                    .isInstanceOfSatisfying(
                            PollResult.Complete.class,
                            complete -> assertThat(complete.problems()).isEmpty());

            server.verify(before, postRequestedFor(urlEqualTo("/graphql")));
            server.verify(
                    1,
                    getRequestedFor(urlPathEqualTo(LOG))
                            .withHeader("Authorization", matching("Bearer [^.]+\\.[^.]+\\.[^.]+")));
            assertThat(wired.telemetry().snapshot().requests().get("200")).isGreaterThan(before);
        }
    }

    @Test
    void withoutTheKey_nobodyAsksForIt() throws IOException, GeneralSecurityException {
        try (Wired wired = wired("")) {
            wired.source().poll(journal);
            assertThat(wired.source().poll(journal)).isInstanceOf(PollResult.Complete.class);
        }
        server.verify(0, getRequestedFor(urlPathEqualTo(LOG)));
    }
}
