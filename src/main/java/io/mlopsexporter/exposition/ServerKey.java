package io.mlopsexporter.exposition;

import io.mlopsexporter.pem.Certificates;
import io.mlopsexporter.pem.PrivateKeys;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's certificate and key, as they are at each handshake. */
final class ServerKey extends X509ExtendedKeyManager {
    private static final Logger LOG = LoggerFactory.getLogger(ServerKey.class);
    /** Handshakes under way may still use a pair that was replaced meanwhile. */
    private static final int GENERATIONS = 4;

    private record Pair(String certificateText, String keyText, PrivateKey key, List<X509Certificate> chain) {}

    private final Supplier<String> certificate;
    private final Supplier<String> key;
    private final Map<String, Pair> generations = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile Pair current;
    private volatile String currentAlias = "0";
    private volatile String lastFault = "";
    private int generation;

    /** @throws ServerException if there is no usable pair to begin with */
    ServerKey(Supplier<String> certificate, Supplier<String> key) {
        this.certificate = certificate;
        this.key = key;
        try {
            current = read();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new ServerException("TLS cannot be served: " + e.getMessage(), e);
        }
        generations.put(currentAlias, current);
    }

    private synchronized String refreshed() {
        try {
            Pair pair = current;
            if (!pair.certificateText().equals(certificate.get())
                    || !pair.keyText().equals(key.get())) {
                Pair renewed = read();
                generation++;
                currentAlias = Integer.toString(generation);
                generations.put(currentAlias, renewed);
                generations.remove(Integer.toString(generation - GENERATIONS));
                current = renewed;
                LOG.info(
                        "TLS: a renewed certificate is in use, valid until {}",
                        renewed.chain().get(0).getNotAfter().toInstant());
            }
            lastFault = "";
        } catch (GeneralSecurityException | RuntimeException e) {
            String fault = String.valueOf(e.getMessage());
            if (!fault.equals(lastFault)) {
                LOG.error("TLS: the former certificate stays in use: {}", fault);
                lastFault = fault;
            }
        }
        return currentAlias;
    }

    private Pair read() throws GeneralSecurityException {
        String certificateText = certificate.get();
        String keyText = key.get();
        List<X509Certificate> chain;
        try {
            chain = Certificates.parse(certificateText);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the certificate cannot be used: " + e.getMessage(), e);
        }
        PrivateKey parsed;
        try {
            parsed = PrivateKeys.parse(keyText);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the private key cannot be used: " + e.getMessage(), e);
        }
        if (!belongTogether(parsed, chain.get(0))) {
            throw new GeneralSecurityException("the private key does not belong to the certificate");
        }
        return new Pair(certificateText, keyText, parsed, chain);
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        if (!family(key.getAlgorithm()).equals(family(certificate.getPublicKey().getAlgorithm()))) {
            return false;
        }
        String algorithm =
                switch (family(key.getAlgorithm())) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                };
        byte[] sample = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(sample);
        return signature.verify(signed);
    }

    private static String family(String algorithm) {
        return switch (algorithm.toUpperCase(Locale.ROOT)) {
            case "RSA", "RSASSA-PSS" -> "RSA";
            case "EC" -> "EC";
            default -> "ED";
        };
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        String alias = refreshed();
        return family(keyType).equals(family(current.key().getAlgorithm())) ? alias : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Pair pair = generations.get(alias);
        return pair == null ? null : pair.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Pair pair = generations.get(alias);
        return pair == null ? null : pair.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[] {currentAlias};
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
