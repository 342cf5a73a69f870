/** Tests of how past figures are brought to a Prometheus. */
@NullMarked
package io.mlopsexporter.backfill;

import org.jspecify.annotations.NullMarked;
