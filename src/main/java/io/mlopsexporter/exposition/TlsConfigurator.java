package io.mlopsexporter.exposition;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Sets up each TLS connection. */
final class TlsConfigurator extends HttpsConfigurator {
    private final Tls tls;

    private TlsConfigurator(SSLContext context, Tls tls) {
        super(context);
        this.tls = tls;
    }

    /** @throws ServerException if certificate, key or authorities cannot be used, or a cipher suite is unknown */
    static TlsConfigurator of(Tls tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new ServerKey(tls.certificate(), tls.key())},
                    new TrustManager[] {new ClientTrust(tls.clientCa(), tls.allowedSans())},
                    null);
            check(tls.cipherSuites(), context);
            return new TlsConfigurator(context, tls);
        } catch (GeneralSecurityException e) {
            throw new ServerException("TLS cannot be served: " + e.getMessage(), e);
        }
    }

    private static void check(List<String> cipherSuites, SSLContext context) throws GeneralSecurityException {
        List<String> known = Arrays.asList(context.getSupportedSSLParameters().getCipherSuites());
        List<String> unknown =
                cipherSuites.stream().filter(suite -> !known.contains(suite)).toList();
        if (!unknown.isEmpty()) {
            throw new GeneralSecurityException("unknown cipher suites: " + String.join(", ", unknown)
                    + "; expected IANA names such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        }
    }

    @Override
    public void configure(HttpsParameters connection) {
        SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
        parameters.setProtocols(tls.protocols().toArray(new String[0]));
        if (!tls.cipherSuites().isEmpty()) {
            // those of TLS 1.3 are not chosen by configuration, as in Go's library
            parameters.setCipherSuites(Stream.concat(
                            Arrays.stream(parameters.getCipherSuites())
                                    .filter(suite -> suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_")),
                            tls.cipherSuites().stream())
                    .distinct()
                    .toArray(String[]::new));
        }
        switch (tls.clientAuth()) {
            case NONE -> parameters.setNeedClientAuth(false);
            case REQUESTED -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        connection.setSSLParameters(parameters);
    }
}
