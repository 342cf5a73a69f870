package io.mlopsexporter.source.cost;

import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Puts the files of a lot together: parts of a delivery are added, and a later delivery replaces what it holds. */
final class Lots {
    private Lots() {}

    static Content read(FocusPlace.Lot lot, Function<FocusPlace.Part, Findings> reading) {
        var content = new Content();
        content.problems.addAll(lot.problems());
        for (FocusPlace.Delivery delivery : lot.deliveries()) {
            var bills = new TreeMap<Bill.Key, Bill>();
            Map<Bill.Key, String> firsts = new HashMap<>();
            for (FocusPlace.Part part : delivery.parts()) {
                Findings ofPart = reading.apply(part);
                content.add(part.shown(), ofPart);
                ofPart.bills().forEach((key, bill) -> {
                    String first = firsts.putIfAbsent(key, part.shown());
                    if (first != null && !lot.partsTold()) {
                        throw ambiguous(key, first, part.shown());
                    }
                    Bill before = bills.putIfAbsent(key, bill);
                    if (before != null) {
                        before.addAll(bill);
                    }
                });
            }
            content.bills.putAll(bills);
        }
        return content;
    }

    private static SourceException ambiguous(Bill.Key key, String first, String other) {
        return new SourceException(new SourceError.BadPayload("the month from " + key.shown() + " is in " + first
                + " and in " + other
                + ", and no manifest says what they are to each other; set files: parts if each has some"
                + " of the rows, or files: versions if the newest has them all"));
    }

    /** All that is to be counted. */
    static final class Content {
        private final SortedMap<Bill.Key, Bill> bills = new TreeMap<>();
        private final SortedMap<String, BigDecimal> leftOut = new TreeMap<>();
        private final List<String> problems = new ArrayList<>();
        private int files;
        private long rows;
        private long inScope;
        private long outOfScope;

        private void add(String shown, Findings part) {
            files++;
            rows += part.rows();
            inScope += part.rowsInScope();
            outOfScope += part.rowsOutOfScope();
            part.leftOut().forEach((category, amount) -> leftOut.merge(category, amount, BigDecimal::add));
            part.notes().shown(note -> note).forEach(note -> problems.add(shown + ": " + note));
        }

        List<CostStatement> statements(String source) {
            return bills.values().stream().map(bill -> bill.statement(source)).toList();
        }

        SortedMap<String, BigDecimal> leftOut() {
            return leftOut;
        }

        List<String> problems() {
            return problems;
        }

        int files() {
            return files;
        }

        long rows() {
            return rows;
        }

        long rowsInScope() {
            return inScope;
        }

        long rowsOutOfScope() {
            return outOfScope;
        }
    }
}
