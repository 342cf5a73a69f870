package io.mlopsexporter.explain.view;

import io.mlopsexporter.explain.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a list that may be long.
 *
 * @param page from 1
 * @param size how many items a page has
 */
public record Slice(int page, int size) {
    public static final Slice ALL = new Slice(1, Integer.MAX_VALUE);

    <T> List<T> of(List<T> items) {
        return items.subList((int) Math.min(items.size(), from()), (int) Math.min(items.size(), from() + size));
    }

    /** How many items lie before it. */
    long from() {
        return (page - 1L) * size;
    }

    /** How many pages the longest list has; at least one. */
    int pages(Explanation explanation) {
        return Stream.of(
                        explanation.deployments(),
                        explanation.changes(),
                        explanation.uncounted(),
                        explanation.failures(),
                        explanation.linked(),
                        explanation.incidents())
                .flatMap(Optional::stream)
                .mapToInt(section -> pages(section.items().size()))
                .max()
                .orElse(1);
    }

    /** How many pages so many items have; at least one. */
    int pages(int items) {
        return Math.max(1, (int) ((items + (long) size - 1) / size));
    }
}
