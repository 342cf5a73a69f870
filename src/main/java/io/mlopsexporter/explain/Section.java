package io.mlopsexporter.explain;

import java.time.Instant;
import java.util.List;

/**
 * What a group of figures was counted from.
 *
 * @param after where the window begins; the instant itself lies outside
 * @param asOf where it ends; the instant itself lies inside
 */
public record Section<T>(Instant after, Instant asOf, List<T> items) {
    public Section {
        items = List.copyOf(items);
    }
}
