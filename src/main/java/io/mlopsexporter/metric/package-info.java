/** Metrics as data: what there is, what it means, and how it follows from figures. Knows nothing of Prometheus clients. */
@NullMarked
package io.mlopsexporter.metric;

import org.jspecify.annotations.NullMarked;
