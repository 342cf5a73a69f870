package io.mlopsexporter.pem;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads certificates in PEM form. */
public final class Certificates {
    private Certificates() {}

    /**
     * All certificates of a text, in order: a chain, or authorities.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static List<X509Certificate> parse(String pem) {
        try {
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("it has no line BEGIN CERTIFICATE");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("it is no certificate in PEM form: " + e.getMessage(), e);
        }
    }
}
