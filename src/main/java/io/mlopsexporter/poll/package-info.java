/** When sources are polled, what became of it, and the figures that follow: one thread a source, so that none waits for another. */
@NullMarked
package io.mlopsexporter.poll;

import org.jspecify.annotations.NullMarked;
