package io.mlopsexporter.source.cost;

import java.time.Duration;

/**
 * Whose usage of GitHub is asked for.
 *
 * @param source the label {@code source}
 * @param settle how long after a day its usage may still change
 * @param history how far back it is read
 */
public record GitHubUsageSettings(String source, String organization, Duration settle, Duration history) {}
