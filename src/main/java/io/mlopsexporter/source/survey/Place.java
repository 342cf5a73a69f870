package io.mlopsexporter.source.survey;

import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.file.DeliveredFile;
import io.mlopsexporter.source.http.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Where an export lies. */
public interface Place {
    /**
     * Reads what lies there; empty if it is what was read before.
     *
     * @param before the state that the reading before gave
     * @throws SourceException if there is nothing to be read
     */
    <T> Optional<DeliveredFile.Read<T>> read(Optional<Object> before, DeliveredFile.Reading<T> reading);

    /** The present. */
    Instant now();

    /** For messages. */
    String shown();

    static Place file(Path path, InstantSource clock) {
        DeliveredFile file = new DeliveredFile(path);
        return new Place() {
            @Override
            public <T> Optional<DeliveredFile.Read<T>> read(Optional<Object> before, DeliveredFile.Reading<T> reading) {
                return before.equals(Optional.of(file.state())) ? Optional.empty() : Optional.of(file.read(reading));
            }

            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public String shown() {
                return String.valueOf(path.getFileName());
            }
        };
    }

    static Place url(String url, Documents documents) {
        return new Place() {
            @Override
            public <T> Optional<DeliveredFile.Read<T>> read(Optional<Object> before, DeliveredFile.Reading<T> reading) {
                Documents.Document document = documents.document(url);
                if (document.notModified() && before.isPresent()) {
                    return Optional.empty();
                }
                try {
                    return Optional.of(new DeliveredFile.Read<>(document.state(), reading.of(document.body())));
                } catch (IOException e) {
                    throw new UncheckedIOException("no array in memory fails", e);
                }
            }

            @Override
            public Instant now() {
                return documents.now();
            }

            @Override
            public String shown() {
                return "the answer";
            }
        };
    }
}
