package io.mlopsexporter.config;

import java.time.Duration;

/**
 * The look-back over which a figure is computed.
 *
 * @param label as it is written in the configuration and stands in the label {@code window}: {@code 7d}
 */
public record Window(String label, Duration length) {}
