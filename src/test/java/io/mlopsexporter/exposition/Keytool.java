package io.mlopsexporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes keys and certificates with the JDK's own tool, so that none lies in the tree. */
final class Keytool {
    private static final String PASSWORD = "changeit";
    private final Path folder;

    Keytool(Path folder) {
        this.folder = folder;
    }

    /** A key and a certificate that signs itself. */
    Keytool pair(String name, String algorithm, String... extensions) {
        var arguments = new ArrayList<>(List.of(
                "-genkeypair", "-alias", name, "-keyalg", algorithm, "-dname", "CN=" + name, "-validity", "30"));
        for (String extension : extensions) {
            arguments.addAll(List.of("-ext", extension));
        }
        return run(name, arguments);
    }

    String certificate(String name) {
        return pem("CERTIFICATE", encoded(name, false));
    }

    String key(String name) {
        return pem("PRIVATE KEY", encoded(name, true));
    }

    KeyStore store(String name) {
        try (InputStream in = Files.newInputStream(file(name))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static char[] password() {
        return PASSWORD.toCharArray();
    }

    private byte[] encoded(String name, boolean key) {
        try {
            KeyStore store = store(name);
            Key found = store.getKey(name, PASSWORD.toCharArray());
            Certificate certificate = store.getCertificate(name);
            return key ? found.getEncoded() : certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String form, byte[] der) {
        return "-----BEGIN " + form + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + form
                + "-----\n";
    }

    private Path file(String name) {
        return folder.resolve(name + ".p12");
    }

    private Keytool run(String name, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-keystore", file(name).toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
