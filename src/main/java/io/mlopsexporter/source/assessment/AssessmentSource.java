package io.mlopsexporter.source.assessment;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.MaturityAnswers;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.file.DeliveredFile;
import io.mlopsexporter.source.file.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A filled-in questionnaire as a source. A poll reads the file again if it has changed. One with a mistake leaves the answers
 * that were read before as they are.
 */
public final class AssessmentSource implements Source {
    private final String name;
    private final DeliveredFile file;
    private final InstantSource clock;
    private final Parser parser;
    private Optional<Object> state = Optional.empty();

    /** Makes answers of a text. */
    @FunctionalInterface
    public interface Parser {
        /** @throws SourceException if it has a mistake */
        List<MaturityAnswers.Answer> parse(String text);
    }

    public AssessmentSource(String name, Path file, InstantSource clock, Parser parser) {
        this.name = name;
        this.file = new DeliveredFile(file);
        this.clock = clock;
        this.parser = parser;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized PollResult poll(Journal journal) {
        try {
            if (!state.equals(Optional.of(file.state()))) {
                DeliveredFile.Read<MaturityAnswers> read = read();
                if (!read.content()
                        .equals(journal.log().platformFacts().get(read.content().id()))) {
                    journal.write(Batch.of(List.of(read.content())), Map.of());
                }
                state = Optional.of(read.state());
            }
            return new PollResult.Complete(clock.instant(), List.of());
        } catch (SourceException e) {
            return new PollResult.Failed(e.error());
        }
    }

    /**
     * What lies there now.
     *
     * @throws SourceException if it cannot be used
     */
    public MaturityAnswers overview() {
        return read().content();
    }

    private DeliveredFile.Read<MaturityAnswers> read() {
        return file.read(in -> new MaturityAnswers(name + "/answers", parser.parse(text(in))));
    }

    private String text(InputStream in) throws IOException {
        try {
            return Texts.all(in);
        } catch (SourceException e) {
            String message = file.path().getFileName() + " " + e.error().message();
            throw new SourceException(new SourceError.BadPayload(message), e);
        }
    }
}
