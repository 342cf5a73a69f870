package io.mlopsexporter.source.cost;

import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.file.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Bills in FOCUS format as a source. A poll reads them again if anything has changed. What cannot be used leaves the sums that were read
 * before as they are; a month that is not delivered any more stays as it was last.
 */
public final class FocusSource implements Source {

    private final FocusSettings settings;
    private final FocusPlace place;
    private final Map<String, Long> skipped = new TreeMap<>();
    private Optional<Object> state = Optional.empty();
    private Optional<SourceError> refusal = Optional.empty();
    private List<PollResult.Problem> problems = List.of();

    public FocusSource(FocusSettings settings, FocusPlace place) {
        this.settings = settings;
        this.place = place;
    }

    @Override
    public String name() {
        return settings.source();
    }

    @Override
    public synchronized PollResult poll(Journal journal) {
        try {
            FocusPlace.Lot lot = place.look();
            if (!state.equals(Optional.of(lot.state()))) {
                refusal = Optional.empty();
                try {
                    Lots.Content content = read(lot);
                    Statements.replace(
                            journal,
                            name(),
                            place.where() + " " + settings.meaning(),
                            content.statements(name()),
                            horizon());
                    problems = content.problems().stream()
                            .map(problem -> new PollResult.Problem(name(), problem))
                            .toList();
                } catch (SourceException e) {
                    if (!(e.error() instanceof SourceError.BadPayload)) {
                        throw e;
                    }
                    // the same bytes would be refused again, after a long read
                    refusal = Optional.of(e.error());
                }
                state = Optional.of(lot.state());
            }
            if (refusal.isPresent()) {
                return new PollResult.Failed(refusal.get());
            }
            return new PollResult.Complete(
                    Statements.asOf(Statements.of(journal.log(), name()), settings.settle(), place.now()), problems);
        } catch (SourceException e) {
            return new PollResult.Failed(e.error());
        } finally {
            place.done();
        }
    }

    private Instant horizon() {
        return place.now().minus(settings.history());
    }

    private Lots.Content read(FocusPlace.Lot lot) {
        return Lots.read(lot, part -> {
            try {
                return part.file()
                        .read(in -> {
                            var attempt = new FocusReader(settings);
                            Table.csv(in, settings.encoding(), attempt);
                            count(attempt.refused());
                            return attempt.content();
                        })
                        .content();
            } catch (SourceException e) {
                throw e.error() instanceof SourceError.BadPayload bad
                        ? new SourceException(new SourceError.BadPayload(part.shown() + " " + bad.message()), e)
                        : e;
            }
        });
    }

    private void count(Map<String, Long> refused) {
        refused.forEach((reason, count) -> skipped.merge(reason, count, Long::sum));
    }

    /**
     * What lies there now.
     *
     * @throws SourceException if it cannot be used
     */
    public Overview overview() {
        Lots.Content content;
        try {
            content = read(place.look());
        } finally {
            place.done();
        }
        List<CostStatement> statements = content.statements(name());
        return new Overview(
                content.files(),
                content.rows(),
                content.rowsInScope(),
                content.rowsOutOfScope(),
                statements,
                content.leftOut(),
                Statements.asOf(statements, settings.settle(), place.now()),
                content.problems());
    }

    /**
     * For people.
     *
     * @param leftOut sums of the charges in scope that do not count, by category and currency
     * @param asOf up to when costs are known
     */
    public record Overview(
            int files,
            long rows,
            long rowsInScope,
            long rowsOutOfScope,
            List<CostStatement> statements,
            Map<String, BigDecimal> leftOut,
            Instant asOf,
            List<String> problems) {}

    /**
     * How many rows could not be used since the start, by reason: {@code cut_off}, {@code too_many_cells}, {@code
     * unreadable_time_or_account}, {@code unreadable_amount}, {@code no_currency}. With one of them, the file is not used at all.
     */
    @Override
    public synchronized Map<String, Long> skipped() {
        return Map.copyOf(skipped);
    }
}
