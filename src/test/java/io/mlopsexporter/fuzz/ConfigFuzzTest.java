package io.mlopsexporter.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.config.ConfigException;
import io.mlopsexporter.config.ConfigReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is written in a configuration, it is read, or its mistakes are named. {@code -Dfuzz.mutants=N -Dfuzz.seed=N} */
class ConfigFuzzTest {
    private static final long MUTANTS = Long.getLong("fuzz.mutants", 300);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final String WEB = """
            tls_server_config:
              cert_file: server.crt
              key_file: server.key
              min_version: TLS12
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: ca.crt
            http_server_config:
              headers: {X-Frame-Options: deny, Strict-Transport-Security: max-age=31536000}
            basic_auth_users:
              alice: $2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void configuration() throws IOException {
        List<String> seeds = new ArrayList<>(List.of(Files.readString(Path.of("docs/example.yml"))));
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/io/mlopsexporter/config/good"))) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readString(file));
            }
        }
        fuzz("configuration", seeds, text -> ConfigReader.parse(text, "fuzz.yml"));
    }

    @Test
    void webConfiguration() {
        Path file = folder.resolve("web.yml");
        fuzz("web configuration", List.of(WEB), text -> {
            try {
                Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            ConfigReader.readWeb(file);
        });
    }

    private static void fuzz(String what, List<String> seeds, java.util.function.Consumer<String> read) {
        long refused = 0;
        for (long number = 0; number < MUTANTS; number++) {
            Random random = new Random(SEED * 1_000_003 + number);
            String text = TextMutations.mutate(seeds.get(random.nextInt(seeds.size())), random);
            try {
                read.accept(text);
            } catch (ConfigException e) {
                refused++;
                assertThat(e.getMessage())
                        .as("mutant %d of seed %d", number, SEED)
                        .isNotBlank();
            } catch (RuntimeException | Error e) {
                throw new AssertionError("mutant " + number + " of -Dfuzz.seed=" + SEED + ": " + e, e);
            }
        }
        System.out.printf("fuzz %s: %d mutants, %d refused; seed %d%n", what, MUTANTS, refused, SEED);
        assertThat(refused).isPositive();
    }
}
