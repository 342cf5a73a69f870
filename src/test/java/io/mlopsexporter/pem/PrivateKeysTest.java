package io.mlopsexporter.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
    /** Of a 2048 bit key, PKCS#8 puts 26 bytes before the PKCS#1 part. */
    private static final int ENVELOPE = 26;

    private static String pem(String form, byte[] der) {
        return "-----BEGIN " + form + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + form
                + "-----\n";
    }

    private static String file(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/pem", name));
    }

    @Test
    void rsa_inBothForms_isTheSameKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, ENVELOPE, pkcs8.length);

        assertThat(PrivateKeys.parse(pem("PRIVATE KEY", pkcs8))).isEqualTo(pair.getPrivate());
        assertThat(PrivateKeys.parse(pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(pair.getPrivate());
    }

    @Test
    void anEllipticCurveKey_asOpenSslWritesIt() throws Exception {
        assertThat(PrivateKeys.parse(file("ec-sec1.pem")))
                .isInstanceOfSatisfying(
                        ECPrivateKey.class,
                        key -> assertThat(key.getParams().getOrder().bitLength())
                                .isEqualTo(256));
    }

    @Test
    void anEdwardsCurveKey() throws Exception {
        assertThat(PrivateKeys.parse(file("ed25519.pem")).getAlgorithm()).isIn("EdDSA", "Ed25519");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ghp_notakey",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMIID\n-----END EC PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMAMCAQA=\n-----END PRIVATE KEY-----"
            })
    void whatIsNoKey_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrivateKeys.parse(text))
                .withMessageStartingWith("it ");
    }

    @Test
    void anEncryptedKey_isNamedAsSuch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrivateKeys.parse(
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----"))
                .withMessageContaining("passphrase");
    }
}
