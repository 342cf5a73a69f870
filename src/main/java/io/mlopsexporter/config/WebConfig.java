package io.mlopsexporter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How HTTP is protected: the web configuration file that Prometheus's own exporters read (exporter-toolkit).
 *
 * @param tls empty: plain HTTP
 * @param headers added to every answer, by name
 * @param users bcrypt hashes of passwords by user name; none: no password is asked for
 */
public record WebConfig(Optional<Tls> tls, Map<String, String> headers, Map<String, String> users) {
    public WebConfig {
        headers = Map.copyOf(headers);
        users = Map.copyOf(users);
    }

    /**
     * TLS of the server.
     *
     * @param clientCa certificates of those who sign clients' certificates
     * @param allowedSans names of which a client's certificate must have one; none: any
     * @param cipherSuites for TLS 1.2; none: the JDK's
     */
    public record Tls(
            Pem certificate,
            Pem key,
            Optional<Pem> clientCa,
            ClientAuth clientAuth,
            List<String> allowedSans,
            TlsVersion minVersion,
            TlsVersion maxVersion,
            List<String> cipherSuites) {
        public Tls {
            allowedSans = List.copyOf(allowedSans);
            cipherSuites = List.copyOf(cipherSuites);
        }
    }

    /** Certificates or a key: in a file, which is read again when it changes, or as a text. */
    public sealed interface Pem {
        /** In a file. */
        record File(Path path) implements Pem {}

        /** As it stands in the web configuration. */
        record Text(String text) implements Pem {
            @Override
            public String toString() {
                return "***";
            }
        }
    }

    /** What is asked of clients; the words are those of Go's TLS library. */
    public enum ClientAuth {
        NO_CLIENT_CERT("NoClientCert"),
        REQUEST_CLIENT_CERT("RequestClientCert"),
        REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert"),
        VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven"),
        REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert");

        private final String word;

        ClientAuth(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        /** Whether a certificate must be signed by a known authority. */
        public boolean verifies() {
            return this == VERIFY_CLIENT_CERT_IF_GIVEN || this == REQUIRE_AND_VERIFY_CLIENT_CERT;
        }
    }

    /** Versions of TLS that are still safe; older ones are refused. */
    public enum TlsVersion {
        TLS12("TLSv1.2"),
        TLS13("TLSv1.3");

        private final String protocol;

        TlsVersion(String protocol) {
            this.protocol = protocol;
        }

        /** As the JDK names it. */
        public String protocol() {
            return protocol;
        }
    }
}
