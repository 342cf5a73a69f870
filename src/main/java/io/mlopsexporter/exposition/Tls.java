package io.mlopsexporter.exposition;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * TLS of the server. Certificates and the key are texts in PEM form, asked for anew at each handshake: renewed ones are used
 * at once, and a pair that does not fit together leaves the former one in use.
 *
 * @param clientCa certificates of those who sign clients' certificates
 * @param allowedSans names of which a client's certificate must have one; none: any
 * @param protocols as the JDK names them: {@code TLSv1.3}
 * @param cipherSuites none: the JDK's
 */
public record Tls(
        Supplier<String> certificate,
        Supplier<String> key,
        Optional<Supplier<String>> clientCa,
        ClientAuth clientAuth,
        List<String> allowedSans,
        List<String> protocols,
        List<String> cipherSuites) {
    public Tls {
        allowedSans = List.copyOf(allowedSans);
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
    }

    /** What is asked of clients. */
    public enum ClientAuth {
        NONE,
        REQUESTED,
        REQUIRED
    }
}
