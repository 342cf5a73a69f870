package io.mlopsexporter.source.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.FakeTime;
import io.mlopsexporter.source.http.HttpApi;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubAppTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final KeyPair KEYS = generate();
    private static final String TOKENS = "/app/installations/77/access_tokens";
    /** Tokens have no fixed length. */
    private static final String TOKEN = "ghs_12_" + "eyJhbGciOi.".repeat(60);

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
    private final FakeTime time = new FakeTime(START);
    private final List<OkHttpApi> apis = new ArrayList<>();

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String name, byte[] der) {
        return "-----BEGIN " + name + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + name + "-----\n";
    }

    private static String pkcs8() {
        return pem("PRIVATE KEY", KEYS.getPrivate().getEncoded());
    }

    /** Of a 2048 bit key, PKCS#8 puts 26 bytes before the PKCS#1 part. */
    private static String pkcs1() {
        byte[] der = KEYS.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(der, 26, der.length));
    }

    @BeforeEach
    void start() {
        server.start();
        grant("2026-11-23T11:00:00Z");
        server.stubFor(get("/repos/acme/feast").willReturn(okJson("{}")));
    }

    @AfterEach
    void stop() {
        apis.forEach(OkHttpApi::close);
        server.stop();
    }

    private void grant(String until) {
        server.stubFor(post(TOKENS)
                .willReturn(okJson("{\"token\":\"%s\",\"expires_at\":\"%s\",\"repository_selection\":\"all\"}"
                                .formatted(TOKEN, until))
                        .withStatus(201)));
    }

    private OkHttpApi api(Credential credential) {
        OkHttpApi api = new OkHttpApi(
                ApiSettings.of("github", server.baseUrl()), credential, time, time, new Telemetry("github"));
        apis.add(api);
        return api;
    }

    private OkHttpApi app(String key, Optional<String> installation) {
        GitHubApp.Settings settings = new GitHubApp.Settings("12", installation, Optional.of("acme"), Secret.of(key));
        return api(GitHubApp.credential(settings, this::api));
    }

    private String jwt() {
        return server.findAll(postRequestedFor(urlEqualTo(TOKENS))).stream()
                .reduce((first, last) -> last)
                .orElseThrow()
                .getHeader("Authorization")
                .replace("Bearer ", "");
    }

    private JsonNode claims() throws IOException {
        return FakeGitHub.JSON.readTree(Base64.getUrlDecoder().decode(jwt().split("\\.", 3)[1]));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void token_isBoughtWithAJwtSignedByTheKey_inEitherForm(boolean asGitHubMakesIt)
            throws IOException, GeneralSecurityException {
        app(asGitHubMakesIt ? pkcs1() : pkcs8(), Optional.of("77")).get("/repos/acme/feast", Map.of());

        String[] parts = jwt().split("\\.", 3);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KEYS.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(claims().path("iss").asText()).isEqualTo("12");
        assertThat(claims().path("iat").asLong()).isEqualTo(START.getEpochSecond() - 60);
        assertThat(claims().path("exp").asLong()).isBetween(START.getEpochSecond() + 60, START.getEpochSecond() + 600);
        assertThat(server.getAllServeEvents().get(0).getRequest().getHeader("Authorization"))
                .isEqualTo("Bearer " + TOKEN);
    }

    @Test
    void installation_isFoundByTheOrganisation_whereItIsNotConfigured() {
        server.stubFor(get("/orgs/acme/installation").willReturn(okJson("{\"id\":77,\"app_id\":12}")));

        app(pkcs8(), Optional.empty()).get("/repos/acme/feast", Map.of());

        server.verify(1, postRequestedFor(urlEqualTo(TOKENS)));
    }

    @Test
    void whatConcernsTheApp_isAskedForWithItsOwnToken_andCountedInNobodyElsesBudget() throws IOException {
        server.stubFor(get("/app/hook/deliveries")
                .willReturn(okJson("[]")
                        .withHeader("X-RateLimit-Limit", "5000")
                        .withHeader("X-RateLimit-Remaining", "4999")
                        .withHeader("X-RateLimit-Reset", "1795431600")));
        Telemetry telemetry = new Telemetry("github");
        GitHubApp.Settings settings =
                new GitHubApp.Settings("12", Optional.of("77"), Optional.of("acme"), Secret.of(pkcs8()));
        HttpApi asApp = GitHubApp.api(settings, credential -> {
            OkHttpApi api = new OkHttpApi(
                    ApiSettings.of("github", server.baseUrl()), credential, time, time, telemetry.aside());
            apis.add(api);
            return api;
        });

        asApp.get("/app/hook/deliveries", Map.of());

        String token = server.getAllServeEvents().get(0).getRequest().getHeader("Authorization");
        JsonNode claims = FakeGitHub.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]));
        assertThat(claims.path("iss").asText()).isEqualTo("12");
        server.verify(0, postRequestedFor(urlEqualTo(TOKENS)));
        assertThat(telemetry.snapshot().requests()).containsEntry("200", 1L);
        assertThat(telemetry.snapshot().remaining()).isEmpty();
    }

    @Test
    void token_isRenewedFiveMinutesBeforeItEnds() {
        OkHttpApi api = app(pkcs8(), Optional.of("77"));
        api.get("/repos/acme/feast", Map.of());
        time.pass(Duration.ofMinutes(54));
        api.get("/repos/acme/feast", Map.of());
        server.verify(1, postRequestedFor(urlEqualTo(TOKENS)));

        time.pass(Duration.ofMinutes(2));
        grant("2026-11-23T11:56:00Z");
        api.get("/repos/acme/feast", Map.of());

        server.verify(2, postRequestedFor(urlEqualTo(TOKENS)));
    }

    @Test
    void token_isRenewedWhenItIsRefused() {
        server.stubFor(get("/repos/acme/feast")
                .inScenario("revoked")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withStatus(401).withBody("{\"message\":\"Bad credentials\"}"))
                .willSetStateTo("renewed"));

        app(pkcs8(), Optional.of("77")).get("/repos/acme/feast", Map.of());

        server.verify(2, postRequestedFor(urlEqualTo(TOKENS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, 5})
    void clockThatIsMinutesOff_isCorrectedByTheServersDate(int minutes) throws IOException {
        Instant server1 = START.plus(Duration.ofMinutes(minutes));
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(server1.atOffset(ZoneOffset.UTC));
        server.stubFor(post(TOKENS)
                .inScenario("skew")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse()
                        .withStatus(401)
                        .withHeader("Date", date)
                        .withBody("{\"message\":\"'Issued at' claim ('iat') must be an Integer representing the time"
                                + " that the assertion was issued\"}"))
                .willSetStateTo("corrected"));

        app(pkcs8(), Optional.of("77")).get("/repos/acme/feast", Map.of());

        assertThat(claims().path("iat").asLong()).isEqualTo(server1.getEpochSecond() - 60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ghp_notakey", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"})
    void unusableKey_isSaidSo_withoutShowingIt(String key) {
        OkHttpApi api = app(key, Optional.of("77"));

        assertThatThrownBy(() -> api.get("/repos/acme/feast", Map.of()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the GitHub App's private key cannot be used")
                .hasMessageNotContaining("notakey");
    }
}
