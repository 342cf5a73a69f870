/**
 * Why figures are what they are: the deployments, changes and incidents behind those of one scope and window, how each was
 * counted, and what was left out and why. Made from the facts that {@link io.mlopsexporter.dora} derived; nothing is derived
 * a second time.
 *
 * <p>Here is no I/O, no clock, no logger and no concurrency. {@link io.mlopsexporter.explain.Explainer} is the way in.
 */
@NullMarked
package io.mlopsexporter.explain;

import org.jspecify.annotations.NullMarked;
