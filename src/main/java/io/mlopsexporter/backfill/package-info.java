/** Figures as they stood on past days, brought to a Prometheus: as OpenMetrics files, or pushed to a remote-write receiver. */
@NullMarked
package io.mlopsexporter.backfill;

import org.jspecify.annotations.NullMarked;
