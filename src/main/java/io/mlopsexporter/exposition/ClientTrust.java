package io.mlopsexporter.exposition;

import io.mlopsexporter.pem.Certificates;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Decides which certificates of clients are good: those of the authorities as they are now, or any, if there are none. */
final class ClientTrust extends X509ExtendedTrustManager {
    private final Optional<Supplier<String>> authorities;
    private final Set<String> allowedSans;
    private @Nullable String knownText;
    private @Nullable X509ExtendedTrustManager known;

    ClientTrust(Optional<Supplier<String>> authorities, List<String> allowedSans) {
        this.authorities = authorities;
        this.allowedSans = Set.copyOf(allowedSans);
        authorities.ifPresent(text -> {
            try {
                manager(text.get());
            } catch (CertificateException | RuntimeException e) {
                throw new ServerException("TLS cannot be served: " + e.getMessage(), e);
            }
        });
    }

    private synchronized X509ExtendedTrustManager manager(String text) throws CertificateException {
        X509ExtendedTrustManager present = known;
        if (present != null && text.equals(knownText)) {
            return present;
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : Certificates.parse(text)) {
                store.setCertificateEntry(Integer.toString(number++), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            X509ExtendedTrustManager made = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
            known = made;
            knownText = text;
            return made;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new CertificateException("the clients' authorities cannot be used: " + e.getMessage(), e);
        }
    }

    private void check(X509Certificate[] chain, String authType) throws CertificateException {
        if (authorities.isPresent()) {
            manager(authorities.get().get()).checkClientTrusted(chain, authType);
        }
        if (!allowedSans.isEmpty() && names(chain[0]).noneMatch(allowedSans::contains)) {
            throw new CertificateException("the client's certificate bears none of the allowed names");
        }
    }

    private static Stream<String> names(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null ? Stream.empty() : names.stream().map(name -> String.valueOf(name.get(1)));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw notHere(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw notHere(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw notHere(chain);
    }

    private static CertificateException notHere(X509Certificate[] chain) {
        return new CertificateException("this judges clients, not servers: " + Arrays.toString(chain));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        X509ExtendedTrustManager present;
        synchronized (this) {
            present = known;
        }
        return present == null ? new X509Certificate[0] : present.getAcceptedIssuers();
    }
}
