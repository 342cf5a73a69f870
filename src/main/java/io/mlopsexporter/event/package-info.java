/**
 * What happened: deployments, changes, incidents, as records, and an immutable log of them.
 *
 * <p>Here is no I/O, no clock, no logger and no concurrency. Sources make events, the store keeps them, the measures
 * ({@code dora}, {@code platform}) read them.
 */
@NullMarked
package io.mlopsexporter.event;

import org.jspecify.annotations.NullMarked;
