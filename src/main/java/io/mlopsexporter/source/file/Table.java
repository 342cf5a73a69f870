package io.mlopsexporter.source.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.mlopsexporter.source.SourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads tables row by row, whatever their length: CSV with commas, semicolons or tabs, gzipped or not; or JSON, a list of objects
 * whose names are the columns.
 */
public final class Table {
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Table() {}

    /** Gets the rows of a table. */
    @FunctionalInterface
    public interface Rows {
        /**
         * @param number from 1, as in a spreadsheet: an empty line is none, a cell with several lines is in one row
         * @param cells as many as the row has, which may be fewer or more than the first row's
         */
        void row(long number, String[] cells);
    }

    /**
     * @param encoding of a text without a byte-order mark; UTF-8 if it is not told
     * @throws SourceException ({@code BadPayload}) saying what it is instead of a table, to be put behind its name
     */
    public static void read(InputStream in, Optional<Charset> encoding, Rows rows) throws IOException {
        read(in, encoding, rows, true);
    }

    /** The same for what is CSV only, and may be too long for the memory. */
    public static void csv(InputStream in, Optional<Charset> encoding, Rows rows) throws IOException {
        read(in, encoding, rows, false);
    }

    private static void read(InputStream in, Optional<Charset> encoding, Rows rows, boolean orJson) throws IOException {
        long[] reached = {0};
        try (BufferedReader reader = Texts.reader(in, encoding)) {
            String sample = Texts.sample(reader);
            char first = sample.stripLeading().charAt(0);
            if (first == '[' || first == '{') {
                if (!orJson) {
                    throw Texts.bad("is JSON; expected CSV");
                }
                json(reader, rows);
                return;
            }
            CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(sample));
            try (MappingIterator<String[]> found =
                    CSV.readerFor(String[].class).with(schema).readValues(reader)) {
                while (found.hasNextValue()) {
                    String[] cells = found.nextValue();
                    reached[0]++;
                    rows.row(reached[0], cells);
                }
            }
        } catch (CharacterCodingException e) {
            throw Texts.bad("is not " + Texts.shown(encoding) + " after row " + reached[0]
                    + "; save it as UTF-8, or set its encoding (windows-1252, UTF-16LE …)");
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw Texts.bad("is not " + Texts.shown(encoding) + " after row " + reached[0]);
            }
            throw Texts.bad("is no table after row " + reached[0] + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    /** The one that the first line has most of, outside of quotes. */
    private static char separator(String sample) {
        int[] counts = new int[128];
        boolean quoted = false;
        for (int at = 0; at < sample.length(); at++) {
            char letter = sample.charAt(at);
            if (letter == '"') {
                quoted = !quoted;
            } else if (!quoted && (letter == '\n' || letter == '\r')) {
                if (counts[','] + counts[';'] + counts['\t'] > 0) {
                    break;
                }
            } else if (!quoted && letter < counts.length) {
                counts[letter]++;
            }
        }
        if (counts['\t'] > counts[','] && counts['\t'] >= counts[';']) {
            return '\t';
        }
        return counts[';'] > counts[','] ? ';' : ',';
    }

    private static void json(BufferedReader reader, Rows rows) throws IOException {
        JsonNode list = list(JSON.readTree(reader));
        Set<String> names = new LinkedHashSet<>();
        list.forEach(object -> object.fieldNames().forEachRemaining(names::add));
        rows.row(1, names.toArray(String[]::new));
        long number = 1;
        for (JsonNode object : list) {
            List<String> cells = new ArrayList<>();
            for (String name : names) {
                JsonNode cell = object.path(name);
                cells.add(cell.isValueNode() && !cell.isNull() ? cell.asText() : "");
            }
            number++;
            rows.row(number, cells.toArray(String[]::new));
        }
    }

    /** The tree itself, or the only list in it. */
    private static JsonNode list(JsonNode tree) {
        if (tree.isArray()) {
            return tree;
        }
        List<JsonNode> lists = new ArrayList<>();
        tree.forEach(child -> {
            if (child.isArray()) {
                lists.add(child);
            }
        });
        if (lists.size() != 1) {
            throw Texts.bad("is JSON without a list of responses; expected [{…}, …], or an object with one such list");
        }
        return lists.get(0);
    }
}
