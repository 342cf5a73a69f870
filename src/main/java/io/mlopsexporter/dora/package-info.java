/**
 * The delivery measures: pure functions from events, policy and as-of instants to figures, and to what explains them.
 *
 * <p>Here is no I/O, no clock, no logger and no concurrency. {@link io.mlopsexporter.dora.Dora} is the way in.
 */
@NullMarked
package io.mlopsexporter.dora;

import org.jspecify.annotations.NullMarked;
