package io.mlopsexporter.source.cost;

import java.time.Duration;

/**
 * How OpenCost is to be asked.
 *
 * @param source the label {@code source}
 * @param aggregate whose charges are told apart: {@code namespace}, {@code label:team}
 * @param currency of its price sheet, which it does not tell
 * @param lookBack how far back its Prometheus knows
 * @param history how long days are kept
 */
public record OpenCostSettings(String source, String aggregate, String currency, Duration lookBack, Duration history) {
    /** Until Prometheus has scraped and written the last minutes of a day. */
    static final Duration DELAY = Duration.ofHours(1);
}
