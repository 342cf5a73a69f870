package io.mlopsexporter.source.survey;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.SurveyAnswers;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.Tally;
import io.mlopsexporter.source.file.DeliveredFile;
import io.mlopsexporter.source.file.Table;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A survey as a source. A poll reads the export again if it has changed. An export that cannot be used leaves the answers
 * that were read before as they are.
 */
public final class SurveySource implements Source {
    private static final int MOST_ROWS = 200_000;

    private final SurveySettings settings;
    private final Place place;
    private final Tally skipped = new Tally();
    private Optional<Object> state = Optional.empty();
    private List<PollResult.Problem> problems = List.of();

    public SurveySource(SurveySettings settings, Place place) {
        this.settings = settings;
        this.place = place;
    }

    @Override
    public String name() {
        return settings.source();
    }

    public String survey() {
        return settings.survey();
    }

    @Override
    public synchronized PollResult poll(Journal journal) {
        try {
            Optional<DeliveredFile.Read<Export.Content>> read = place.read(state, this::content);
            if (read.isPresent()) {
                Export.Content content = read.get().content();
                SurveyAnswers answers = new SurveyAnswers(id(), settings.survey(), content.responses());
                if (!answers.equals(journal.log().platformFacts().get(id()))) {
                    journal.write(Batch.of(List.of(answers)), Map.of());
                }
                state = Optional.of(read.get().state());
                problems = content.problems().stream()
                        .map(problem -> new PollResult.Problem(settings.survey(), problem))
                        .toList();
                content.skipped()
                        .forEach((reason, rows) -> rows.forEach(row -> skipped.add(reason, Long.toString(row))));
            }
            return new PollResult.Complete(place.now(), problems);
        } catch (SourceException e) {
            return new PollResult.Failed(e.error());
        }
    }

    private String id() {
        return settings.source() + "/answers";
    }

    /**
     * What lies there now.
     *
     * @throws SourceException if it cannot be used
     */
    public Overview overview() {
        Export.Content content =
                place.read(Optional.empty(), this::content).orElseThrow().content();
        return new Overview(
                content.layout(),
                content.columns(),
                new SurveyAnswers(id(), settings.survey(), content.responses()),
                content.problems());
    }

    /**
     * For people.
     *
     * @param layout of which tool it looks like
     * @param columns what is read, and in which column
     */
    public record Overview(String layout, Map<String, String> columns, SurveyAnswers answers, List<String> problems) {}

    private Export.Content content(InputStream in) throws IOException {
        List<String[]> rows = new ArrayList<>();
        Instant now = place.now();
        try {
            Table.read(in, settings.encoding(), (number, cells) -> {
                if (number > MOST_ROWS) {
                    throw new SourceException(new SourceError.BadPayload("has more than " + MOST_ROWS + " rows"));
                }
                rows.add(cells);
            });
            if (rows.isEmpty()) {
                throw new SourceException(new SourceError.BadPayload("is empty"));
            }
            return new Export(settings, rows, now).read();
        } catch (SourceException e) {
            throw e.error() instanceof SourceError.BadPayload bad
                    ? new SourceException(new SourceError.BadPayload(place.shown() + " " + bad.message()), e)
                    : e;
        }
    }

    /**
     * How many rows could not be used since the start, by reason: {@code no_time}, {@code unreadable_time}, {@code
     * in_the_future}, {@code no_number}, {@code off_the_scale}, {@code no_answer}, {@code duplicate}, {@code
     * preview_or_unfinished}.
     */
    @Override
    public Map<String, Long> skipped() {
        return skipped.counts();
    }
}
