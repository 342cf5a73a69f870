package io.mlopsexporter.source;

import java.time.Duration;

/**
 * How often the repositories of a source are read.
 *
 * @param bound none goes unread for longer, while polls succeed
 * @param active how many are read by every poll
 * @param quiet how many are read less often, within the bound
 */
public record Reach(Duration bound, int active, int quiet) {}
