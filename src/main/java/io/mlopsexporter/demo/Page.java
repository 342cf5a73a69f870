package io.mlopsexporter.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A part of a list, as connections have them.
 *
 * @param offset how many come before
 */
record Page(List<?> nodes, int offset, int total) {
    /** A node with its place. */
    record Edge(Object node, String cursor) {}

    /** @throws GraphQlException as GitHub if the size is missing or too much, or the cursor is none of ours */
    static Page of(List<?> all, Arguments arguments) {
        Optional<Integer> first = arguments.number("first");
        Optional<Integer> last = arguments.number("last");
        if (first.isEmpty() && last.isEmpty()) {
            throw new GraphQlException(
                    "MISSING_PAGINATION_BOUNDARIES",
                    "You must provide a `first` or `last` value to properly paginate the connection.");
        }
        if (first.or(() -> last).filter(size -> size > 100).isPresent()) {
            throw new GraphQlException(
                    "EXCESSIVE_PAGINATION", "Requesting more records than the limit of 100 records on a connection.");
        }
        int from = arguments.text("after").map(Page::place).orElse(-1) + 1;
        int to = Math.min(all.size(), arguments.text("before").map(Page::place).orElse(all.size()));
        from = Math.min(from, to);
        if (first.isPresent()) {
            to = Math.min(to, from + first.get());
        } else {
            from = Math.max(from, to - last.orElse(0));
        }
        return new Page(all.subList(from, to), from, all.size());
    }

    List<Edge> edges() {
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> new Edge(nodes.get(i), cursor(offset + i)))
                .toList();
    }

    boolean hasNext() {
        return offset + nodes.size() < total;
    }

    Optional<String> start() {
        return nodes.isEmpty() ? Optional.empty() : Optional.of(cursor(offset));
    }

    Optional<String> end() {
        return nodes.isEmpty() ? Optional.empty() : Optional.of(cursor(offset + nodes.size() - 1));
    }

    private static String cursor(int place) {
        byte[] text = ("cursor:v2:" + place).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(text);
    }

    private static int place(String cursor) {
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Integer.parseInt(text.replaceFirst("^cursor:v2:", ""));
        } catch (IllegalArgumentException e) {
            throw new GraphQlException(
                    "INVALID_CURSOR_ARGUMENTS", "`" + cursor + "` does not appear to be a valid cursor.");
        }
    }
}
