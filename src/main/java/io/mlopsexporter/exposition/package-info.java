/**
 * What the world sees: Prometheus's formats rendered from families, and the HTTP server that serves them beside the pages
 * for people and the probes. The only package that knows Prometheus's client.
 */
@NullMarked
package io.mlopsexporter.exposition;

import org.jspecify.annotations.NullMarked;
