package io.mlopsexporter.explain;

import io.mlopsexporter.metric.Series;

/**
 * A figure as it is exposed.
 *
 * @param how what it was computed from, in a few words
 */
public record Figure(Series series, String how) {}
