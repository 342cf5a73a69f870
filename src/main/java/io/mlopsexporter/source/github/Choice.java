package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Signal;
import java.util.Optional;

/**
 * The signal that a repository's deployments are read from.
 *
 * @param workflow file name (workflow signal only)
 * @param words how it came about, for people
 */
record Choice(Signal signal, Optional<String> workflow, String words) {}
