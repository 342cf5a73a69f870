package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlopsexporter.config.WebConfig.ClientAuth;
import io.mlopsexporter.config.WebConfig.Pem;
import io.mlopsexporter.config.WebConfig.TlsVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web configuration file, which has the keys of Prometheus's exporter-toolkit. */
class WebConfigTest {
    private static final String HASH = "$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi";

    @TempDir
    private Path folder = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("web.yml"), text);
    }

    private String mistakes(String text) throws IOException {
        Path file = file(text);
        return catchThrowableOfType(ConfigException.class, () -> ConfigReader.readWeb(file))
                .getMessage();
    }

    @Test
    void everyKeyOfTheToolkit_isRead() throws IOException {
        WebConfig config = ConfigReader.readWeb(file("""
                tls_server_config:
                  cert_file: tls/server.crt
                  key_file: tls/server.key
                  client_auth_type: RequireAndVerifyClientCert
                  client_ca_file: tls/ca.crt
                  client_allowed_sans: [prometheus.example]
                  min_version: TLS13
                  max_version: TLS13
                  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
                  curve_preferences: [CurveP256]
                  prefer_server_cipher_suites: true
                http_server_config:
                  http2: false
                  headers:
                    X-Frame-Options: deny
                    Strict-Transport-Security: max-age=31536000
                basic_auth_users:
                  alice: %s
                """.formatted(HASH)));
        WebConfig.Tls tls = config.tls().orElseThrow();
        assertThat(tls.certificate()).isEqualTo(new Pem.File(folder.resolve("tls/server.crt")));
        assertThat(tls.key()).isEqualTo(new Pem.File(folder.resolve("tls/server.key")));
        assertThat(tls.clientCa()).contains(new Pem.File(folder.resolve("tls/ca.crt")));
        assertThat(tls.clientAuth()).isEqualTo(ClientAuth.REQUIRE_AND_VERIFY_CLIENT_CERT);
        assertThat(tls.allowedSans()).containsExactly("prometheus.example");
        assertThat(tls.minVersion()).isEqualTo(TlsVersion.TLS13);
        assertThat(tls.cipherSuites()).containsExactly("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        assertThat(config.headers())
                .isEqualTo(Map.of("X-Frame-Options", "deny", "Strict-Transport-Security", "max-age=31536000"));
        assertThat(config.users()).isEqualTo(Map.of("alice", HASH));
    }

    @Test
    void anEmptyFile_protectsNothing() throws IOException {
        assertThat(ConfigReader.readWeb(file("# nothing yet\n")))
                .isEqualTo(new WebConfig(java.util.Optional.empty(), Map.of(), Map.of()));
    }

    @Test
    void mistakes_areToldWithTheirLine_allAtOnce_andNoHashIsRepeated() throws IOException {
        assertThat(mistakes("""
                tls_server_config:
                  cert_fil: a
                  cert: b
                  key_file: k
                  client_auth_type: RequireAndVerifyClientCerts
                  min_version: TLS10
                http_server_config:
                  headers:
                    X-Powered-By: us
                basic_auth_users:
                  alice: hunter2
                  bob:
                """))
                .contains(
                        "2: tls_server_config.cert_fil",
                        "cert_file",
                        "5: tls_server_config.client_auth_type",
                        "RequireAndVerifyClientCert",
                        "6: tls_server_config.min_version",
                        "TLS12 or TLS13",
                        "9: http_server_config.headers.X-Powered-By",
                        "11: basic_auth_users.alice: ",
                        "bcrypt hash",
                        "12: basic_auth_users.bob")
                .doesNotContain("hunter2");
    }

    @Test
    void whatDoesNotFitTogether_isTold() throws IOException {
        assertThat(mistakes("tls_server_config: {cert_file: a, cert: b}"))
                .contains("only one of cert_file, cert", "at least one of key_file, key");
        assertThat(mistakes(
                        "tls_server_config: {cert_file: a, key_file: b, client_auth_type: VerifyClientCertIfGiven}"))
                .contains("client_ca_file: missing");
        assertThat(mistakes("tls_server_config: {cert_file: a, key_file: b, client_ca_file: c}"))
                .contains("client_auth_type: RequireAndVerifyClientCert");
        assertThat(mistakes("tls_server_config: {cert_file: a, key_file: b, min_version: TLS13, max_version: TLS12}"))
                .contains("is above max_version");
    }
}
