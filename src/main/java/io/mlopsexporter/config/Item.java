package io.mlopsexporter.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value in the file, with its path and line. */
sealed interface Item {

    String path();

    int line();

    /** How it is called or quoted in a message. */
    String shown();

    default Problem wrong(String fault) {
        return Problem.of(path(), line(), fault).showing(shown());
    }

    /** A single value. YAML 1.2's core schema decides its sort: {@code no} and {@code 2026-01-15} are texts. */
    record Scalar(String path, int line, Sort sort, String text) implements Item {

        static Scalar text(String path, int line, String text) {
            return new Scalar(path, line, Sort.TEXT, text);
        }

        @Override
        public String shown() {
            return sort == Sort.TEXT ? Shown.quoted(text) : sort == Sort.EMPTY ? "" : Shown.plain(text);
        }
    }

    /** What a single value is. */
    enum Sort {
        TEXT("a text"),
        INTEGER("a number"),
        DECIMAL("a number"),
        BOOLEAN("a boolean"),
        EMPTY("empty");

        private final String called;

        Sort(String called) {
            this.called = called;
        }

        String called() {
            return called;
        }
    }

    /**
     * Keys with their values.
     *
     * @param position index in the list that it stands in, else 0
     * @param keyLines the lines of the keys
     */
    record Mapping(String path, int line, int position, Map<String, Item> entries, Map<String, Integer> keyLines)
            implements Item {

        /** An empty file. */
        static Mapping empty() {
            return new Mapping("", 1, 0, Map.of(), Map.of());
        }

        Optional<Item> find(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        Optional<String> text(String key) {
            return find(key).filter(Scalar.class::isInstance).map(item -> ((Scalar) item).text());
        }

        List<Mapping> mappings(String key) {
            return find(key)
                    .filter(Sequence.class::isInstance)
                    .map(item -> ((Sequence) item).mappings())
                    .orElse(List.of());
        }

        int lineOf(String key) {
            return keyLines.getOrDefault(key, line);
        }

        String pathOf(String key) {
            return path.isEmpty() ? key : path + "." + key;
        }

        @Override
        public String shown() {
            return "a mapping";
        }
    }

    /** A list. */
    record Sequence(String path, int line, List<Item> items) implements Item {

        List<Mapping> mappings() {
            return items.stream()
                    .filter(Mapping.class::isInstance)
                    .map(Mapping.class::cast)
                    .toList();
        }

        @Override
        public String shown() {
            return "a list";
        }
    }
}
