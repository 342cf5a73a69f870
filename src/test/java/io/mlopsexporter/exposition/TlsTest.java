package io.mlopsexporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with certificates that were made for the test. */
class TlsTest {
    private static final String LOCAL = "san=ip:127.0.0.1,dns:localhost";

    @TempDir
    private static Path folder = Path.of("");

    private static Keytool keys = new Keytool(folder);

    private Optional<MetricsServer> server = Optional.empty();

    @BeforeAll
    static void makeKeys() {
        keys = new Keytool(folder)
                .pair("rsa", "RSA", LOCAL)
                .pair("ec", "EC", LOCAL)
                .pair("prometheus", "EC", "san=dns:prometheus.example")
                .pair("stranger", "EC", "san=dns:stranger.example");
    }

    @AfterEach
    void close() {
        server.ifPresent(MetricsServer::close);
    }

    private String start(Tls tls) {
        MetricsServer started = MetricsServer.start(
                MetricsServerTest.ANY_PORT,
                new Exposition(Metrics::own),
                new Site("1", List::of, Map.of()),
                Optional.of(tls),
                () -> Protection.NONE);
        server = Optional.of(started);
        return "https://127.0.0.1:" + started.address().getPort() + "/metrics";
    }

    private static Tls plain(Supplier<String> certificate, Supplier<String> key) {
        return new Tls(
                certificate,
                key,
                Optional.empty(),
                Tls.ClientAuth.NONE,
                List.of(),
                List.of("TLSv1.2", "TLSv1.3"),
                List.of());
    }

    private static Tls verifying(List<String> sans) {
        return new Tls(
                () -> keys.certificate("rsa"),
                () -> keys.key("rsa"),
                Optional.of(() -> keys.certificate("prometheus")),
                Tls.ClientAuth.REQUIRED,
                sans,
                List.of("TLSv1.2", "TLSv1.3"),
                List.of());
    }

    private static SSLContext client(String trusted, Optional<String> own) {
        try {
            KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
            trust.load(null, null);
            trust.setCertificateEntry("server", keys.store(trusted).getCertificate(trusted));
            TrustManagerFactory trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusts.init(trust);
            KeyManagerFactory mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            if (own.isPresent()) {
                mine.init(keys.store(own.get()), Keytool.password());
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.isPresent() ? mine.getKeyManagers() : null, trusts.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** With a client of its own each time: no session is resumed. */
    private static HttpResponse<String> get(String url, SSLContext context) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .timeout(Client.PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void metrics_areServedOverTls(String kind) throws Exception {
        String url = start(plain(() -> keys.certificate(kind), () -> keys.key(kind)));

        HttpResponse<String> response = get(url, client(kind, Optional.empty()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(server.orElseThrow().scheme()).isEqualTo("https");
    }

    @Test
    void aRenewedPair_isUsedAtOnce_andABadOneIsNot() throws Exception {
        var certificate = new AtomicReference<>(keys.certificate("rsa"));
        var key = new AtomicReference<>(keys.key("rsa"));
        String url = start(plain(certificate::get, key::get));
        assertThat(subject(get(url, client("rsa", Optional.empty())))).isEqualTo("CN=rsa");

        certificate.set(keys.certificate("ec"));
        assertThat(subject(get(url, client("rsa", Optional.empty()))))
                .as("the key is still the old one")
                .isEqualTo("CN=rsa");
        key.set(keys.key("ec"));
        assertThat(subject(get(url, client("ec", Optional.empty())))).isEqualTo("CN=ec");
        key.set("nonsense");
        assertThat(subject(get(url, client("ec", Optional.empty())))).isEqualTo("CN=ec");
    }

    private static String subject(HttpResponse<String> response) throws IOException {
        X509Certificate shown =
                (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
        return shown.getSubjectX500Principal().getName();
    }

    @Test
    void clientsNeedACertificateThatIsTrusted_whereThatIsAskedFor() throws Exception {
        String url = start(verifying(List.of()));

        assertThat(get(url, client("rsa", Optional.of("prometheus"))).statusCode())
                .isEqualTo(200);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(url, client("rsa", Optional.empty())));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(url, client("rsa", Optional.of("stranger"))));
    }

    @Test
    void clientsNeedOneOfTheNames_whereNamesAreGiven() throws Exception {
        String url = start(verifying(List.of("prometheus.example")));
        assertThat(get(url, client("rsa", Optional.of("prometheus"))).statusCode())
                .isEqualTo(200);
        server.orElseThrow().close();

        String other = start(verifying(List.of("other.example")));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> get(other, client("rsa", Optional.of("prometheus"))));
    }

    @Test
    void onlyTheProtocolsAndSuitesThatAreChosen_areSpoken() throws Exception {
        String url = start(new Tls(
                () -> keys.certificate("rsa"),
                () -> keys.key("rsa"),
                Optional.empty(),
                Tls.ClientAuth.NONE,
                List.of(),
                List.of("TLSv1.2"),
                List.of("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")));

        HttpResponse<String> response = get(url, client("rsa", Optional.empty()));

        assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.2");
        assertThat(response.sslSession().orElseThrow().getCipherSuite())
                .isEqualTo("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    }

    @Test
    void aPairThatDoesNotFit_orAnUnknownSuite_isRefusedAtTheStart() {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> start(plain(() -> keys.certificate("rsa"), () -> keys.key("ec"))))
                .withMessageContaining("does not belong to the certificate");
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> start(plain(() -> "nothing", () -> keys.key("ec"))))
                .withMessageContaining("certificate cannot be used");
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> start(new Tls(
                        () -> keys.certificate("rsa"),
                        () -> keys.key("rsa"),
                        Optional.empty(),
                        Tls.ClientAuth.NONE,
                        List.of(),
                        List.of("TLSv1.2"),
                        List.of("TLS_MADE_UP"))))
                .withMessageContaining("TLS_MADE_UP");
    }
}
