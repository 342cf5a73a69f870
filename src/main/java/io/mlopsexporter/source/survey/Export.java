package io.mlopsexporter.source.survey;

import io.mlopsexporter.event.SurveyAnswers.Response;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** An export of a form tool, as answers. No message repeats what stands in a cell: a wrong column may hold names. */
final class Export {
    private static final int NAMED_ROWS = 5;

    private final SurveySettings settings;
    private final List<String[]> rows;
    private final Layout layout;
    private final List<List<String>> names;
    private final Times times;
    private final Instant now;
    private final Map<String, Integer> words = new HashMap<>();
    private final SortedMap<String, List<Long>> skipped = new TreeMap<>();
    private String firstUnreadableTime = "";

    /** @param rows at least one: that of the names */
    Export(SurveySettings settings, List<String[]> rows, Instant now) {
        this.settings = settings;
        this.rows = rows;
        this.layout = Layout.of(rows);
        this.names = layout.names(rows);
        this.times = new Times(settings.dateFormat(), settings.zone().or(() -> layout.zone(rows)));
        this.now = now;
        settings.answers().forEach((word, number) -> words.put(key(word), number));
    }

    /**
     * What an export holds.
     *
     * @param layout whose it looks like
     * @param columns what is read, and in which column
     * @param skipped rows that are no usable answer, by reason, with the first of their numbers
     */
    record Content(
            String layout,
            Map<String, String> columns,
            List<Response> responses,
            SortedMap<String, List<Long>> skipped) {

        /** Sentences for people, one a reason. */
        List<String> problems() {
            return skipped.entrySet().stream()
                    .filter(reason -> !reason.getKey().equals("no_answer"))
                    .map(reason -> reason.getValue().size() + " x " + reason.getKey() + ", in row "
                            + String.join(
                                    ", ",
                                    reason.getValue().stream()
                                            .limit(NAMED_ROWS)
                                            .map(Object::toString)
                                            .toList())
                            + (reason.getValue().size() > NAMED_ROWS ? ", …" : ""))
                    .toList();
        }
    }

    Content read() {
        int time = requiredTime();
        OptionalInt id = find("id", settings.columns().id(), layout.ids());
        OptionalInt satisfaction = find("satisfaction", settings.columns().satisfaction(), List.of("satisfaction"));
        OptionalInt recommendation =
                find("recommendation", settings.columns().recommendation(), List.of("recommendation"));
        if (satisfaction.isEmpty() && recommendation.isEmpty()) {
            throw bad("has no column satisfaction or recommendation; name them under columns; there are: "
                    + shownNames());
        }
        Map<String, Response> responses = new LinkedHashMap<>();
        int readable = 0;
        int candidates = 0;
        for (int at = layout.headerRows(rows); at < rows.size(); at++) {
            String[] cells = rows.get(at);
            long number = at + 1L;
            if (layout.isNoResponse(names, cells)) {
                skip("preview_or_unfinished", number);
                continue;
            }
            candidates++;
            Optional<Instant> answered = time(cell(cells, time), number);
            if (answered.isEmpty()) {
                continue;
            }
            readable++;
            Optional<Double> satisfied = satisfaction.isPresent()
                    ? score(cell(cells, satisfaction.getAsInt()), settings.least(), settings.most(), number)
                    : Optional.empty();
            Optional<Double> recommended = recommendation.isPresent()
                    ? score(cell(cells, recommendation.getAsInt()), 0, 10, number)
                    : Optional.empty();
            if (satisfied.isEmpty() && recommended.isEmpty()) {
                skip("no_answer", number);
                continue;
            }
            String key = identity(cells, id, time, number);
            if (responses.put(key, new Response(answered.get(), satisfied, recommended)) != null) {
                skip("duplicate", number);
            }
        }
        if (candidates > 0 && readable == 0) {
            throw bad("no answer's time can be read: it " + firstUnreadableTime);
        }
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("time", name(time));
        satisfaction.ifPresent(column -> columns.put("satisfaction", name(column)));
        recommendation.ifPresent(column -> columns.put("recommendation", name(column)));
        return new Content(layout.name().toLowerCase(Locale.ROOT), columns, List.copyOf(responses.values()), skipped);
    }

    private Optional<Instant> time(String cell, long row) {
        if (cell.isEmpty()) {
            skip("no_time", row);
            remember("is empty");
            return Optional.empty();
        }
        try {
            Instant at = times.instant(cell);
            if (at.isAfter(now.plus(Duration.ofDays(1)))) {
                skip("in_the_future", row);
                remember("lies in the future; does date_format exchange day and month?");
                return Optional.empty();
            }
            return Optional.of(at);
        } catch (Times.Unreadable e) {
            skip("unreadable_time", row);
            remember(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void remember(String what) {
        if (firstUnreadableTime.isEmpty()) {
            firstUnreadableTime = what;
        }
    }

    private Optional<Double> score(String cell, int least, int most, long row) {
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        Integer word = words.get(key(cell));
        double number;
        if (word != null) {
            number = word;
        } else {
            try {
                number = new BigDecimal(cell).doubleValue();
            } catch (NumberFormatException e) {
                skip("no_number", row);
                return Optional.empty();
            }
        }
        if (number < least || number > most) {
            skip("off_the_scale", row);
            return Optional.empty();
        }
        return Optional.of(number);
    }

    /** Without an id, a row that is the same in all cells, to the second, was sent twice. */
    private static String identity(String[] cells, OptionalInt id, int time, long row) {
        if (id.isPresent() && !cell(cells, id.getAsInt()).isEmpty()) {
            return "id " + cell(cells, id.getAsInt());
        }
        return cell(cells, time).contains(":") ? "row " + Arrays.toString(cells) : "number " + row;
    }

    private int requiredTime() {
        return find("time", settings.columns().time(), layout.times())
                .orElseThrow(() -> bad("has no column with the time of an answer; name it as columns.time; there are: "
                        + shownNames()));
    }

    /** @throws SourceException if a configured column is not there, or several are */
    private OptionalInt find(String role, Optional<String> configured, List<String> usual) {
        if (configured.isEmpty()) {
            for (String name : usual) {
                List<Integer> found = columns(name);
                if (!found.isEmpty()) {
                    return OptionalInt.of(found.get(0));
                }
            }
            return OptionalInt.empty();
        }
        List<Integer> found = columns(configured.get());
        if (found.isEmpty()) {
            throw bad("has no column \"" + configured.get() + "\", which columns." + role + " names; there are: "
                    + shownNames());
        }
        if (found.size() > 1) {
            throw bad("has " + found.size() + " columns \"" + configured.get() + "\" for columns." + role
                    + "; name one of: "
                    + String.join(
                            ", ",
                            found.stream()
                                    .map(column -> quoted(names.get(column)
                                            .get(names.get(column).size() - 1)))
                                    .toList()));
        }
        return OptionalInt.of(found.get(0));
    }

    private List<Integer> columns(String wanted) {
        List<Integer> exact = new ArrayList<>();
        List<Integer> similar = new ArrayList<>();
        Optional<Pattern> pattern = wanted.length() > 2 && wanted.startsWith("/") && wanted.endsWith("/")
                ? Optional.of(Pattern.compile(
                        wanted.substring(1, wanted.length() - 1), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                : Optional.empty();
        String name = Layout.plain(wanted);
        for (int column = 0; column < names.size(); column++) {
            List<String> ofColumn = names.get(column);
            if (pattern.isPresent()) {
                Pattern searched = pattern.get();
                if (ofColumn.stream().anyMatch(one -> searched.matcher(one).find())) {
                    exact.add(column);
                }
            } else if (ofColumn.contains(name)) {
                exact.add(column);
            } else if (ofColumn.stream().anyMatch(name::equalsIgnoreCase)) {
                similar.add(column);
            }
        }
        return exact.isEmpty() ? similar : exact;
    }

    private String name(int column) {
        return names.get(column).get(0);
    }

    private String shownNames() {
        return String.join(
                ", ", names.stream().map(all -> quoted(all.get(0))).limit(30).toList());
    }

    private static String quoted(String name) {
        return '"' + (name.length() > 60 ? name.substring(0, 60) + "…" : name) + '"';
    }

    private static String cell(String[] cells, int column) {
        return column < cells.length ? Layout.plain(cells[column]) : "";
    }

    private static String key(String word) {
        return Layout.plain(word).toLowerCase(Locale.ROOT);
    }

    private void skip(String reason, long row) {
        skipped.computeIfAbsent(reason, any -> new ArrayList<>()).add(row);
    }

    private static SourceException bad(String what) {
        return new SourceException(new SourceError.BadPayload(what));
    }
}
