package io.mlopsexporter.source.survey;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How form tools lay out what they export. */
enum Layout {
    /** Ids, question texts, and JSON that tells the time zone. */
    QUALTRICS,
    /** Questions, and below them their parts. */
    SURVEYMONKEY,
    TYPEFORM,
    MICROSOFT_FORMS,
    /** Also of what stands in Google Sheets. */
    GOOGLE_FORMS,
    PLAIN;

    private static final Pattern ZONE = Pattern.compile("\"timeZone\"\\s*:\\s*\"([^\"]+)\"");

    /** Names of the column with the time of an answer, the best first. */
    List<String> times() {
        return switch (this) {
            case QUALTRICS -> List.of("RecordedDate", "EndDate");
            case SURVEYMONKEY -> List.of("End Date", "Start Date");
            case TYPEFORM -> List.of("Submit Date (UTC)");
            case MICROSOFT_FORMS -> List.of("Completion time");
            case GOOGLE_FORMS -> List.of("Timestamp");
            case PLAIN -> List.of("timestamp", "time", "date", "submitted_at", "created_at", "responded_at");
        };
    }

    /** Names of the column that tells one answer from another. */
    List<String> ids() {
        return switch (this) {
            case QUALTRICS -> List.of("ResponseId");
            case SURVEYMONKEY -> List.of("Respondent ID");
            case TYPEFORM -> List.of("#");
            case MICROSOFT_FORMS, PLAIN -> List.of("id", "response_id");
            case GOOGLE_FORMS -> List.of();
        };
    }

    static Layout of(List<String[]> rows) {
        List<String> header = Arrays.stream(rows.get(0)).map(Layout::plain).toList();
        if (header.containsAll(List.of("ResponseId", "RecordedDate"))) {
            return QUALTRICS;
        }
        if (header.containsAll(List.of("Respondent ID", "Collector ID"))) {
            return SURVEYMONKEY;
        }
        if (header.contains("Submit Date (UTC)")) {
            return TYPEFORM;
        }
        if (header.containsAll(List.of("Start time", "Completion time"))) {
            return MICROSOFT_FORMS;
        }
        return header.contains("Timestamp") ? GOOGLE_FORMS : PLAIN;
    }

    /** How many rows stand before the first answer. */
    int headerRows(List<String[]> rows) {
        return switch (this) {
            case QUALTRICS -> hasImportIds(rows, 2) ? 3 : hasImportIds(rows, 1) ? 2 : 1;
            case SURVEYMONKEY -> Math.min(2, rows.size());
            default -> 1;
        };
    }

    private static boolean hasImportIds(List<String[]> rows, int row) {
        return rows.size() > row && Arrays.stream(rows.get(row)).anyMatch(cell -> cell.contains("ImportId"));
    }

    /** The names of each column. */
    List<List<String>> names(List<String[]> rows) {
        String[] first = rows.get(0);
        List<List<String>> names = new ArrayList<>();
        String question = "";
        for (int column = 0; column < first.length; column++) {
            String name = plain(first[column]);
            List<String> all = new ArrayList<>();
            if (this == SURVEYMONKEY) {
                question = name.isEmpty() ? question : name;
                all.add(question);
                String part = cell(rows, 1, column);
                if (!part.isEmpty()) {
                    all.add(question + " / " + part);
                }
            } else {
                all.add(name);
                if (this == QUALTRICS && headerRows(rows) > 1) {
                    all.add(cell(rows, 1, column));
                }
            }
            names.add(all);
        }
        return names;
    }

    /** That of times which tell none. */
    Optional<ZoneId> zone(List<String[]> rows) {
        if (this == TYPEFORM) {
            return Optional.of(ZoneOffset.UTC);
        }
        if (this == QUALTRICS) {
            return rows.stream()
                    .limit(3)
                    .flatMap(Arrays::stream)
                    .map(ZONE::matcher)
                    .filter(Matcher::find)
                    .map(found -> zone(found.group(1)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a row is a trial or was left half-way, by what the tool says of it. */
    boolean isNoResponse(List<List<String>> names, String[] cells) {
        if (this != QUALTRICS) {
            return false;
        }
        String status = valueOf("Status", names, cells);
        String finished = valueOf("Finished", names, cells);
        return status.equalsIgnoreCase("Survey Preview")
                || status.equals("1")
                || finished.equalsIgnoreCase("false")
                || finished.equals("0");
    }

    private static String valueOf(String name, List<List<String>> names, String[] cells) {
        for (int column = 0; column < Math.min(names.size(), cells.length); column++) {
            if (names.get(column).get(0).equals(name)) {
                return plain(cells[column]);
            }
        }
        return "";
    }

    private static String cell(List<String[]> rows, int row, int column) {
        return rows.size() > row && rows.get(row).length > column ? plain(rows.get(row)[column]) : "";
    }

    /** Without the spaces that cannot be seen: non-breaking ones, several in a row, at the ends. */
    static String plain(String text) {
        return text.replaceAll("[\\s\\u00A0\\u202F\\u2007\\uFEFF]+", " ").strip();
    }
}
