package io.mlopsexporter.source.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.file.DeliveredFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which files make up a delivery, as AWS ({@code …-Manifest.json}) and Azure ({@code manifest.json}) write it: any text in it that ends as a
 * CSV file's name is one, wherever it stands.
 *
 * @param at when it was made
 * @param files those that it names
 * @param lacking names of which there is no file
 */
record Manifest(String shown, Instant at, List<Path> files, List<String> lacking) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_BYTES = 16 << 20;

    static boolean isOne(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith("manifest.json");
    }

    static Manifest read(FocusPlace.Part manifest, List<Path> bills) {
        DeliveredFile.Read<JsonNode> read = manifest.file().read(in -> {
            try {
                return JSON.readTree(in.readNBytes(MOST_BYTES));
            } catch (JsonProcessingException e) {
                throw new SourceException(new SourceError.BadPayload(manifest.shown() + " is no JSON"), e);
            }
        });
        Set<String> names = new LinkedHashSet<>();
        gather(read.content(), names);
        Set<Path> files = new LinkedHashSet<>();
        List<String> lacking = new ArrayList<>();
        names.forEach(name ->
                find(name, manifest.file().path(), bills).ifPresentOrElse(files::add, () -> lacking.add(last(name))));
        Instant modified = manifest.file().state().modified().toInstant();
        return new Manifest(manifest.shown(), submitted(read.content()).orElse(modified), List.copyOf(files), lacking);
    }

    private static void gather(JsonNode tree, Set<String> names) {
        if (tree.isTextual()) {
            String text = tree.asText();
            String name = text.toLowerCase(Locale.ROOT);
            if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
                names.add(text);
            }
        } else {
            tree.forEach(child -> gather(child, names));
        }
    }

    /** Copies bear the time of copying; Azure tells its own. */
    private static Optional<Instant> submitted(JsonNode tree) {
        try {
            return Optional.of(Instant.parse(tree.at("/runInfo/submittedTime").asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The file whose path ends most like the name, which starts at a bucket that was copied in part; the nearest of several. */
    private static Optional<Path> find(String name, Path manifest, List<Path> bills) {
        List<String> wanted = List.of(name.split("/"));
        return bills.stream()
                .filter(bill -> alike(wanted, bill) > 0)
                .max(Comparator.<Path>comparingInt(bill -> alike(wanted, bill))
                        .thenComparingInt(bill -> shared(manifest, bill))
                        .thenComparing(Comparator.reverseOrder()));
    }

    private static int alike(List<String> wanted, Path bill) {
        int count = 0;
        while (count < wanted.size()
                && count < bill.getNameCount()
                && wanted.get(wanted.size() - 1 - count)
                        .equals(bill.getName(bill.getNameCount() - 1 - count).toString())) {
            count++;
        }
        return count;
    }

    private static int shared(Path one, Path other) {
        int count = 0;
        while (count < Math.min(one.getNameCount(), other.getNameCount())
                && one.getName(count).equals(other.getName(count))) {
            count++;
        }
        return count;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
