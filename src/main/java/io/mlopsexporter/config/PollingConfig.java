package io.mlopsexporter.config;

import java.time.Duration;

/**
 * When sources are read, and how far back.
 *
 * @param stalenessLimit how long a source's figures are exposed after its last complete poll
 */
public record PollingConfig(Duration interval, Duration history, Duration stalenessLimit) {}
