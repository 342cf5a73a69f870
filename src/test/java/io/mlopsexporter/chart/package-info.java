/** Tests of the Helm chart, rendered by Helm itself. */
@NullMarked
package io.mlopsexporter.chart;

import org.jspecify.annotations.NullMarked;
