package io.mlopsexporter.source.cost;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.file.DeliveredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Bills in a file, in a folder and those below it, or wherever a pattern leads. Where there are manifests, they say which files count. */
public final class FocusFiles implements FocusPlace {
    private static final int MOST_FILES = 10_000;
    private static final String WILD = "*?[{";

    private final Path path;
    private final FocusSettings.Files between;
    private final InstantSource clock;

    public FocusFiles(Path path, FocusSettings.Files between, InstantSource clock) {
        this.path = path.toAbsolutePath();
        this.between = between;
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public String where() {
        return path.toString();
    }

    @Override
    public Lot look() {
        boolean pattern = isWild(path.toString());
        if (!pattern && !Files.isDirectory(path)) {
            DeliveredFile file = new DeliveredFile(path);
            return new Lot(
                    file.state(),
                    List.of(new Delivery(List.of(new Part(String.valueOf(path.getFileName()), file)))),
                    List.of(),
                    true);
        }
        Path base = pattern ? base() : path;
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path);
        List<Path> all = walk(base);
        List<Path> bills = all.stream()
                .filter(pattern ? matcher::matches : FocusFiles::isCsv)
                .filter(Predicate.not(Manifest::isOne))
                .toList();
        List<Path> manifests = all.stream().filter(Manifest::isOne).toList();
        if (bills.isEmpty()) {
            throw new SourceException(new SourceError.NotFound(
                    "no file " + (pattern ? "matches " + path : "*.csv or *.csv.gz is in " + path)
                            + "; deliver one or correct the path"));
        }
        return manifests.isEmpty() ? withoutManifest(base, bills) : byManifest(base, bills, manifests);
    }

    private Lot withoutManifest(Path base, List<Path> bills) {
        List<Part> parts = bills.stream().map(bill -> part(base, bill)).toList();
        List<Delivery> deliveries = between == FocusSettings.Files.VERSIONS
                ? parts.stream()
                        .sorted(Comparator.comparing(
                                        (Part part) -> part.file().state().modified())
                                .thenComparing(Part::shown))
                        .map(part -> new Delivery(List.of(part)))
                        .toList()
                : List.of(new Delivery(parts));
        return new Lot(state(parts), deliveries, List.of(), between == FocusSettings.Files.PARTS);
    }

    private Lot byManifest(Path base, List<Path> bills, List<Path> manifests) {
        List<String> problems = new ArrayList<>();
        List<Manifest> complete = new ArrayList<>();
        Set<Path> named = new HashSet<>();
        var states = new TreeMap<String, Object>();
        for (Path file : manifests) {
            Part shown = part(base, file);
            states.put(shown.shown(), shown.file().state());
            Manifest manifest = Manifest.read(shown, bills);
            named.addAll(manifest.files());
            if (manifest.lacking().isEmpty() && !manifest.files().isEmpty()) {
                complete.add(manifest);
            } else {
                problems.add(shown.shown() + ": "
                        + (manifest.files().isEmpty() && manifest.lacking().isEmpty()
                                ? "names no CSV file"
                                : "names files that are not there, so this delivery is left aside: "
                                        + String.join(", ", manifest.lacking())));
            }
        }
        stray(base, bills, named).ifPresent(problems::add);
        if (complete.isEmpty()) {
            throw new SourceException(new SourceError.BadPayload(
                    "there is no complete delivery in " + base + ": " + String.join("; ", problems)));
        }
        complete.sort(Comparator.comparing(Manifest::at).thenComparing(Manifest::shown));
        List<Delivery> deliveries = complete.stream()
                .map(manifest -> new Delivery(
                        manifest.files().stream().map(file -> part(base, file)).toList()))
                .toList();
        states.put(
                "",
                state(deliveries.stream()
                        .flatMap(delivery -> delivery.parts().stream())
                        .toList()));
        return new Lot(states, deliveries, problems, true);
    }

    private static Optional<String> stray(Path base, List<Path> bills, Set<Path> named) {
        List<Path> stray = bills.stream().filter(bill -> !named.contains(bill)).toList();
        return stray.isEmpty()
                ? Optional.empty()
                : Optional.of("left aside, as no manifest names them: " + stray.size() + " files, the first is "
                        + base.relativize(stray.get(0)));
    }

    private static Object state(List<Part> parts) {
        var states = new TreeMap<String, Object>();
        parts.forEach(part -> states.put(part.shown(), part.file().state()));
        return states;
    }

    private static Part part(Path base, Path file) {
        return new Part(base.relativize(file).toString(), new DeliveredFile(file));
    }

    private static List<Path> walk(Path base) {
        try (Stream<Path> files = Files.walk(base)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> isCsv(file) || Manifest.isOne(file))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
            if (found.size() > MOST_FILES) {
                throw new SourceException(new SourceError.BadPayload(
                        base + " has more than " + MOST_FILES + " files; configure a folder with less"));
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw new SourceException(
                    new SourceError.NotFound(base + " cannot be read (" + e.getMessage() + "); correct the path"), e);
        }
    }

    private static boolean isCsv(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".csv.gz");
    }

    private static boolean isWild(String text) {
        return text.chars().anyMatch(letter -> WILD.indexOf(letter) >= 0);
    }

    /** The folder above the first part of the pattern that is one. */
    private Path base() {
        Path base = Path.of(path.getRoot() == null ? "" : path.getRoot().toString());
        for (Path part : path) {
            if (isWild(part.toString())) {
                break;
            }
            base = base.resolve(part);
        }
        return base;
    }
}
