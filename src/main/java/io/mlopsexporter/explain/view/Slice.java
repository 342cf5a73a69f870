package io.mlopsexporter.explain.view;

import io.mlopsexporter.explain.Section;
import java.util.List;

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

    /** How many pages a section has; at least one. */
    int pages(Section<?> section) {
        return Math.max(1, (int) ((section.items().size() + (long) size - 1) / size));
    }
}
