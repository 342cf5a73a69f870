package io.mlopsexporter.config;

import java.time.Duration;

/**
 * When sources are read, and how far back.
 *
 * @param quietInterval none of GitHub's repositories goes unread for longer, where not every poll can read all of them
 * @param stalenessLimit how long a source's figures are exposed after its last complete poll
 */
public record PollingConfig(Duration interval, Duration quietInterval, Duration history, Duration stalenessLimit) {}
