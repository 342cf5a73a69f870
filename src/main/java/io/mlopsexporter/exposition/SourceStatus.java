package io.mlopsexporter.exposition;

import java.time.Instant;
import java.util.Optional;

/**
 * How a source does, for the landing page.
 *
 * @param asOf up to when the source is known completely
 * @param detail what is wrong, or what is going on, for people; without secrets; may be empty
 */
public record SourceStatus(String name, boolean up, Optional<Instant> asOf, String detail) {}
