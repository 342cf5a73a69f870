package io.mlopsexporter.source.cost;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.file.DeliveredFile;
import io.mlopsexporter.source.http.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One bill at a URL. It is fetched into a file of ours, for it may be longer than the memory, and only if it has changed. */
public final class FocusUrl implements FocusPlace {
    private final String url;
    private final Documents documents;
    private Optional<Path> fetched = Optional.empty();

    public FocusUrl(String url, Documents documents) {
        this.url = url;
        this.documents = documents;
    }

    @Override
    public Lot look() {
        done();
        try {
            Path file = Files.createTempFile("mlops-exporter-bill-", ".csv");
            fetched = Optional.of(file);
            Documents.Saved saved = documents.save(url, file);
            return new Lot(
                    saved.state(),
                    List.of(new Delivery(List.of(new Part("the answer", new DeliveredFile(file))))),
                    List.of(),
                    true);
        } catch (IOException e) {
            throw new SourceException(
                    new SourceError.Unavailable("no file can be written for the answer: " + e.getMessage()), e);
        }
    }

    /** Without its query: that of an address which an object store has signed differs each time. */
    @Override
    public String where() {
        return url.replaceAll("\\?.*", "");
    }

    @Override
    public void done() {
        try {
            if (fetched.isPresent()) {
                Files.deleteIfExists(fetched.get());
            }
        } catch (IOException e) {
            // it lies among temporary files, where the system clears up
        } finally {
            fetched = Optional.empty();
        }
    }

    @Override
    public Instant now() {
        return documents.now();
    }
}
