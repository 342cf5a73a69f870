package io.mlopsexporter.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.demo.DemoSurvey;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.cost.FocusFiles;
import io.mlopsexporter.source.cost.FocusSettings;
import io.mlopsexporter.source.cost.FocusSource;
import io.mlopsexporter.source.survey.Place;
import io.mlopsexporter.source.survey.SurveySettings;
import io.mlopsexporter.source.survey.SurveySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports of surveys and bills, mutated: each is read, or refused with a reason. {@code -Dfuzz.mutants=N -Dfuzz.seed=N} as in {@link
 * FuzzTest}.
 */
class FileFuzzTest {
    private static final long MUTANTS = Long.getLong("fuzz.mutants", 300);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration HISTORY = Duration.ofDays(365);
    private static final String JSON_SURVEY = """
            [{"timestamp": "2026-10-01T08:00:00Z", "id": "1", "satisfaction": 4, "recommendation": 9},
             {"timestamp": "2026-10-02T08:00:00+02:00", "id": "2", "satisfaction": "5", "recommendation": null}]""";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void surveys() throws IOException {
        Optional<String> none = Optional.empty();
        SurveySettings settings = new SurveySettings(
                "survey-platform",
                "platform",
                new SurveySettings.Columns(none, none, none, none),
                1,
                5,
                Map.of("Very satisfied", 5),
                none,
                Optional.empty(),
                Optional.empty());
        String csv = DemoSurvey.csv(NOW, 1);
        fuzz("csv", List.of(csv), file -> new SurveySource(settings, Place.file(file, InstantSource.fixed(NOW))));
        fuzz(
                "json",
                List.of(JSON_SURVEY),
                file -> new SurveySource(settings, Place.file(file, InstantSource.fixed(NOW))));
    }

    @Test
    void bills() throws IOException {
        FocusSettings settings = new FocusSettings(
                "cost",
                "EffectiveCost",
                new TreeSet<>(List.of("Usage", "Purchase", "Adjustment")),
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.of("team"),
                new TreeMap<>(),
                FocusSettings.Files.UNTOLD,
                Duration.ofDays(2),
                HISTORY,
                Optional.empty());
        List<String> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/io/mlopsexporter/source/cost"))) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readString(file));
            }
        }
        fuzz(
                "csv",
                seeds,
                file -> new FocusSource(
                        settings, new FocusFiles(file, FocusSettings.Files.UNTOLD, InstantSource.fixed(NOW))));
    }

    @FunctionalInterface
    private interface Making {
        Source of(Path file);
    }

    private void fuzz(String extension, List<String> seeds, Making making) throws IOException {
        long refused = 0;
        InMemoryJournal journal = new InMemoryJournal();
        Path file = folder.resolve("export." + extension);
        String name = "";
        for (long number = 0; number < MUTANTS; number++) {
            Random random = new Random(SEED * 1_000_003 + number);
            String text = TextMutations.mutate(seeds.get(random.nextInt(seeds.size())), random);
            Files.write(file, bytes(text, random));
            if (number % 20 == 0) {
                // what was read before has no end otherwise: bills of ever other months
                journal = new InMemoryJournal();
            }
            Source source = making.of(file);
            name = source.name();
            try {
                PollResult result = source.poll(journal);
                refused += result.fold(complete -> 0, failed -> {
                    assertThat(failed.error().message()).isNotBlank().hasSizeLessThan(5_000);
                    return 1;
                });
            } catch (RuntimeException | Error e) {
                throw new AssertionError("mutant " + number + " of -Dfuzz.seed=" + SEED + ": " + e, e);
            }
        }
        System.out.printf("fuzz %s as %s: %d mutants, %d refused; seed %d%n", name, extension, MUTANTS, refused, SEED);
        assertThat(refused).isBetween(1L, MUTANTS - 1);
    }

    /** One in ten is no UTF-8, or ends early. */
    private static byte[] bytes(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        }
        return bytes;
    }
}
