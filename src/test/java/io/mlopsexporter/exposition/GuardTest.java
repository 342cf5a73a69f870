package io.mlopsexporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Basic authentication and headers. */
class GuardTest {
    private static final String HASH = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(5, "pässword".toCharArray());

    private final AtomicReference<Protection> protection = new AtomicReference<>(
            new Protection(Map.of("Strict-Transport-Security", "max-age=60"), Map.of("alice", HASH)));
    private final MetricsServer server = MetricsServer.start(
            MetricsServerTest.ANY_PORT,
            new Exposition(Metrics::own),
            new Site("1", List::of, Map.of("/explain", new Page("why", query -> Content.html(200, "<p>why</p>")))),
            Optional.empty(),
            protection::get);
    private final Client client = new Client(server);

    @AfterEach
    void close() {
        server.close();
    }

    private static String[] basic(String user, String password) {
        String text = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new String[] {"Authorization", "Basic " + text};
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/", "/explain", "/unknown", "/-/reload", "/-/healthy/", "//-/healthy"})
    void withoutPassword_everythingButTheProbesIsClosed(String path) {
        var response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic ");
        assertThat(response.body()).doesNotContain("why");
    }

    @Test
    void probes_stayOpen() {
        assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);
        assertThat(client.get("/-/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void theRightPassword_opens_eachTime() {
        for (int time = 0; time < 3; time++) {
            assertThat(client.get("/metrics", basic("alice", "pässword")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aWrongPassword_orUser_orForm_doesNot_alsoAfterARightOne() {
        assertThat(client.get("/metrics", basic("alice", "pässword")).statusCode())
                .isEqualTo(200);
        assertThat(client.get("/metrics", basic("alice", "password")).statusCode())
                .isEqualTo(401);
        assertThat(client.get("/metrics", basic("bob", "pässword")).statusCode())
                .isEqualTo(401);
        assertThat(client.get("/metrics", "Authorization", "Basic ???").statusCode())
                .isEqualTo(401);
        assertThat(client.get("/metrics", "Authorization", "Bearer alice").statusCode())
                .isEqualTo(401);
        assertThat(client.get("/metrics", basic("alice", "x".repeat(5000))).statusCode())
                .isEqualTo(401);
    }

    @Test
    void changedUsers_holdAtOnce() {
        assertThat(client.get("/metrics", basic("alice", "pässword")).statusCode())
                .isEqualTo(200);
        protection.set(new Protection(Map.of(), Map.of("bob", HASH)));
        assertThat(client.get("/metrics", basic("alice", "pässword")).statusCode())
                .isEqualTo(401);
        assertThat(client.get("/metrics", basic("bob", "pässword")).statusCode())
                .isEqualTo(200);
        protection.set(Protection.NONE);
        assertThat(client.get("/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void headers_areOnEveryAnswer() {
        assertThat(client.get("/-/healthy").headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=60");
        assertThat(client.get("/metrics").headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=60");
    }
}
