/**
 * The configuration: records with everything defaulted, and a reader that names every mistake with its line.
 *
 * <p>Each section of the file is declared once, as {@code …Section}: its keys with type, default, meaning and rules. Reading, the
 * JSON Schema and the page {@code docs/configuration.md} follow from that declaration.
 */
@NullMarked
package io.mlopsexporter.config;

import org.jspecify.annotations.NullMarked;
