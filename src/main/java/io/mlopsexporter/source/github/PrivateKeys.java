package io.mlopsexporter.source.github;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a GitHub App's private key. GitHub hands out PKCS#1, people convert to PKCS#8; the JDK reads PKCS#8 only. */
final class PrivateKeys {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE KEY-----");

    /** INTEGER 0; SEQUENCE of rsaEncryption (1.2.840.113549.1.1.1) and NULL: what PKCS#8 puts before a PKCS#1 key. */
    private static final byte[] RSA = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PrivateKeys() {}

    static PrivateKey parse(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw unusable("it has no line BEGIN RSA PRIVATE KEY or BEGIN PRIVATE KEY");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
            byte[] pkcs8 = matcher.group(1) == null ? der : wrap(der);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable("it is no RSA key");
        }
    }

    private static byte[] wrap(byte[] pkcs1) {
        byte[] key = tagged(OCTET_STRING, pkcs1);
        byte[] content = new byte[RSA.length + key.length];
        System.arraycopy(RSA, 0, content, 0, RSA.length);
        System.arraycopy(key, 0, content, RSA.length, key.length);
        return tagged(SEQUENCE, content);
    }

    /** Tag, length, content. */
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else if (length < 0x10000) {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        } else {
            throw unusable("it is longer than any RSA key");
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static SourceException unusable(String why) {
        return new SourceException(new SourceError.Unauthorized("the GitHub App's private key cannot be used: " + why
                + "; give the file that GitHub made, in PEM form"));
    }
}
