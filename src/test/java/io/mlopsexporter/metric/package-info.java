/** Tests of the catalogue of metrics. */
@NullMarked
package io.mlopsexporter.metric;

import org.jspecify.annotations.NullMarked;
