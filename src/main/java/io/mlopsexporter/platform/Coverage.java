package io.mlopsexporter.platform;

import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The times that a source's statements cover: those that one of its accounts has, but for those that an account lacks between
 * its first and its last. (An account may begin and end; it does not pause.)
 */
final class Coverage {
    private final List<Span> covered;
    private final List<Span> holes;

    private Coverage(List<Span> covered, List<Span> holes) {
        this.covered = covered;
        this.holes = holes;
    }

    /** A time, its end not in it. */
    record Span(Instant from, Instant to) {}

    /** The statements of these sources; empty lists of those that told nothing. */
    static SortedMap<String, List<CostStatement>> bySource(EventLog log, Collection<String> sources) {
        var statements = new TreeMap<String, List<CostStatement>>();
        sources.forEach(source -> statements.put(source, new ArrayList<>()));
        log.platformFacts().values().forEach(fact -> {
            if (fact instanceof CostStatement statement) {
                List<CostStatement> ofSource = statements.get(
                        statement.id().substring(0, statement.id().indexOf('/')));
                if (ofSource != null) {
                    ofSource.add(statement);
                }
            }
        });
        return statements;
    }

    static Coverage of(List<CostStatement> statements) {
        var accounts = new TreeMap<String, List<Span>>();
        statements.forEach(statement -> accounts.computeIfAbsent(statement.account(), any -> new ArrayList<>())
                .add(new Span(statement.from(), statement.to())));
        List<Span> all = new ArrayList<>();
        List<Span> holes = new ArrayList<>();
        for (List<Span> ofAccount : accounts.values()) {
            List<Span> joined = joined(ofAccount);
            all.addAll(joined);
            for (int at = 1; at < joined.size(); at++) {
                holes.add(new Span(joined.get(at - 1).to(), joined.get(at).from()));
            }
        }
        return new Coverage(joined(all), joined(holes));
    }

    /** In order, and those that touch as one. */
    private static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            int last = joined.size() - 1;
            if (last >= 0 && !span.from().isAfter(joined.get(last).to())) {
                joined.set(
                        last,
                        new Span(joined.get(last).from(), later(joined.get(last).to(), span.to())));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    /** What of a time is not covered. */
    List<Span> gaps(Instant from, Instant to) {
        List<Span> gaps = new ArrayList<>();
        Instant reached = from;
        for (Span span : covered) {
            if (span.from().isAfter(reached)) {
                add(gaps, reached, earlier(span.from(), to));
            }
            reached = later(reached, span.to());
        }
        add(gaps, reached, to);
        holes.forEach(hole -> add(gaps, later(hole.from(), from), earlier(hole.to(), to)));
        return joined(gaps);
    }

    private static void add(List<Span> gaps, Instant from, Instant to) {
        if (to.isAfter(from)) {
            gaps.add(new Span(from, to));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
