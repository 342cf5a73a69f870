package io.mlopsexporter.pem;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads private keys in PEM form. The JDK reads PKCS#8 only; GitHub hands out PKCS#1 ({@code RSA PRIVATE KEY}), and OpenSSL
 * also writes SEC 1 ({@code EC PRIVATE KEY}): these are put into a PKCS#8 envelope.
 */
public final class PrivateKeys {
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?<form>RSA |EC )?PRIVATE KEY-----(?<body>[A-Za-z0-9+/=\\s]+)-----END (RSA |EC )?PRIVATE KEY-----");
    private static final HexFormat HEX = HexFormat.of();

    /** INTEGER 0: the version of PKCS#8. */
    private static final byte[] VERSION = HEX.parseHex("020100");
    /** SEQUENCE of rsaEncryption (1.2.840.113549.1.1.1) and NULL. */
    private static final byte[] RSA = HEX.parseHex("300d06092a864886f70d0101010500");
    /** OBJECT IDENTIFIER ecPublicKey (1.2.840.10045.2.1). */
    private static final byte[] EC = HEX.parseHex("06072a8648ce3d0201");

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;

    private PrivateKeys() {}

    /**
     * The first private key of a text.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static PrivateKey parse(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    pem.contains("ENCRYPTED")
                            ? "it is encrypted; give it without a passphrase"
                            : "it has no line BEGIN PRIVATE KEY, BEGIN RSA PRIVATE KEY or BEGIN EC PRIVATE KEY");
        }
        byte[] der = Base64.getMimeDecoder().decode(matcher.group("body"));
        String form = matcher.group("form") == null ? "" : matcher.group("form").strip();
        try {
            return switch (form) {
                case "RSA" -> key("RSA", envelope(RSA, der));
                case "EC" -> key("EC", envelope(tagged(SEQUENCE, joined(EC, curve(der))), der));
                default -> ofAnyKind(der);
            };
        } catch (GeneralSecurityException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("it is no private key of a known kind", e);
        }
    }

    private static PrivateKey ofAnyKind(byte[] pkcs8) throws GeneralSecurityException {
        GeneralSecurityException last = new GeneralSecurityException("no algorithm fits");
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return key(algorithm, pkcs8);
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw last;
    }

    private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static byte[] envelope(byte[] algorithm, byte[] key) {
        return tagged(SEQUENCE, joined(VERSION, algorithm, tagged(OCTET_STRING, key)));
    }

    /** The identifier of the curve: what stands in the optional field [0] of an SEC 1 key. */
    private static byte[] curve(byte[] sec1) throws GeneralSecurityException {
        int at = contentAt(sec1, 0);
        while (at < sec1.length) {
            int tag = sec1[at] & 0xff;
            int content = contentAt(sec1, at);
            int end = content + length(sec1, at);
            if (tag == PARAMETERS) {
                return java.util.Arrays.copyOfRange(sec1, content, end);
            }
            if (tag != INTEGER && tag != OCTET_STRING) {
                break;
            }
            at = end;
        }
        throw new GeneralSecurityException("the key does not name its curve");
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int byteOfLength = 0; byteOfLength < (first & 0x7f); byteOfLength++) {
            length = (length << 8) | (der[at + 2 + byteOfLength] & 0xff);
        }
        return length;
    }

    private static int contentAt(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    /** Tag, length, content. */
    private static byte[] tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
