/** What the exporter costs: its parts by JMH, the whole as a process beside a simulated organisation. See docs/benchmarks.md. */
@NullMarked
package io.mlopsexporter.bench;

import org.jspecify.annotations.NullMarked;
