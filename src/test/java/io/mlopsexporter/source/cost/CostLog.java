package io.mlopsexporter.source.cost;

import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.EventLog;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a log knows of costs. */
final class CostLog {
    private CostLog() {}

    static List<CostStatement> statements(EventLog log) {
        return log.platformFacts().values().stream()
                .map(CostStatement.class::cast)
                .toList();
    }

    /** Amounts by owner, over all days. */
    static Map<String, BigDecimal> sums(EventLog log) {
        var sums = new TreeMap<String, BigDecimal>();
        statements(log)
                .forEach(day ->
                        day.charges().forEach(charge -> sums.merge(charge.owner(), charge.amount(), BigDecimal::add)));
        return sums;
    }
}
