package io.mlopsexporter.cli;

import io.mlopsexporter.config.ConfigException;
import io.mlopsexporter.config.ConfigReader;
import io.mlopsexporter.config.WebConfig;
import io.mlopsexporter.config.WebConfig.ClientAuth;
import io.mlopsexporter.config.WebConfig.Pem;
import io.mlopsexporter.config.WebConfig.TlsVersion;
import io.mlopsexporter.exposition.Protection;
import io.mlopsexporter.exposition.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A web configuration file, looked at whenever it is asked for: changed users and headers hold at once, a bad file changes nothing. */
final class WebProtection implements Supplier<Protection> {
    private static final Logger LOG = LoggerFactory.getLogger(WebProtection.class);

    private final Path file;
    private byte[] bytes;
    private final WebConfig first;
    private Protection present;

    /** @throws ConfigException if it cannot be read or has a mistake */
    WebProtection(Path file) {
        this.file = file;
        first = ConfigReader.readWeb(file);
        bytes = bytes(file).orElse(new byte[0]);
        present = protection(first);
    }

    /** TLS as it was when the process started. */
    Optional<Tls> tls() {
        return first.tls().map(WebProtection::tls);
    }

    @Override
    public synchronized Protection get() {
        Optional<byte[]> now = bytes(file);
        if (now.isPresent() && !Arrays.equals(now.get(), bytes)) {
            bytes = now.get();
            try {
                WebConfig changed = ConfigReader.readWeb(file);
                present = protection(changed);
                LOG.info("{} was read again", file);
                if (!changed.tls().equals(first.tls())) {
                    LOG.warn("{}: tls_server_config has changed; that holds from the next start", file);
                }
            } catch (ConfigException e) {
                LOG.error("the former web configuration stays in use: {}", e.getMessage());
            }
        }
        return present;
    }

    private static Protection protection(WebConfig config) {
        return new Protection(config.headers(), config.users());
    }

    private static Tls tls(WebConfig.Tls tls) {
        boolean verifies = tls.clientAuth().verifies();
        return new Tls(
                text(tls.certificate()),
                text(tls.key()),
                tls.clientCa().filter(any -> verifies).map(WebProtection::text),
                clientAuth(tls.clientAuth()),
                tls.allowedSans(),
                Arrays.stream(TlsVersion.values())
                        .filter(version ->
                                version.compareTo(tls.minVersion()) >= 0 && version.compareTo(tls.maxVersion()) <= 0)
                        .map(TlsVersion::protocol)
                        .toList(),
                tls.cipherSuites());
    }

    private static Tls.ClientAuth clientAuth(ClientAuth type) {
        return switch (type) {
            case NO_CLIENT_CERT -> Tls.ClientAuth.NONE;
            case REQUEST_CLIENT_CERT, VERIFY_CLIENT_CERT_IF_GIVEN -> Tls.ClientAuth.REQUESTED;
            case REQUIRE_ANY_CLIENT_CERT, REQUIRE_AND_VERIFY_CLIENT_CERT -> Tls.ClientAuth.REQUIRED;
        };
    }

    private static Supplier<String> text(Pem pem) {
        if (pem instanceof Pem.File inFile) {
            return () -> {
                try {
                    return Files.readString(inFile.path(), StandardCharsets.ISO_8859_1);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot read " + inFile.path() + ": " + e.getMessage(), e);
                }
            };
        }
        String text = ((Pem.Text) pem).text();
        return () -> text;
    }

    /** Empty while it cannot be read: between two versions of a mounted secret, say. */
    private static Optional<byte[]> bytes(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
