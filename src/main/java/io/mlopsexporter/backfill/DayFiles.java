package io.mlopsexporter.backfill;

import io.mlopsexporter.exposition.History;
import io.mlopsexporter.metric.Family;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * One OpenMetrics file a day ({@code 2026-01-31.om}) for {@code promtool tsdb create-blocks-from openmetrics}. A file is there
 * whole or not at all; a later run writes those that are missing.
 */
public final class DayFiles implements Destination {
    private static final String MANIFEST = "backfill.txt";

    private final Path directory;
    private final TargetLabels labels;

    /**
     * @param meaning what else the figures depend on: files of another meaning are not gone on with
     * @throws BackfillException if the directory cannot be written to, or holds days of another meaning
     */
    public DayFiles(Path directory, TargetLabels labels, String meaning) {
        this.directory = directory;
        this.labels = labels;
        Path manifest = directory.resolve(MANIFEST);
        String mine = "labels: " + labels + "\nfigures: " + meaning + "\n";
        try {
            Files.createDirectories(directory);
            if (!Files.exists(manifest)) {
                Files.writeString(manifest, mine);
            } else if (!Files.readString(manifest).equals(mine)) {
                throw new BackfillException("directory " + directory
                        + " holds days with other labels or of another configuration (see " + MANIFEST
                        + " in it): choose another directory, or remove it");
            }
        } catch (IOException e) {
            throw failed("directory " + directory, e);
        }
    }

    @Override
    public boolean has(LocalDate day) {
        return Files.exists(file(day));
    }

    @Override
    public void accept(LocalDate day, List<Family> families) {
        Path file = file(day);
        Path begun = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(
                    begun,
                    History.openMetrics(
                                    labels.on(families),
                                    day.atStartOfDay(ZoneOffset.UTC).toInstant())
                            .getBytes(StandardCharsets.UTF_8));
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed("file " + file, e);
        }
    }

    private Path file(LocalDate day) {
        return directory.resolve(day + ".om");
    }

    private static BackfillException failed(String what, IOException e) {
        return new BackfillException(what + " cannot be written: " + e, e);
    }
}
