package io.mlopsexporter.platform;

import java.util.Optional;

/**
 * All figures of the platform. What is empty is withheld: nothing of it is configured, or a source that it needs is not
 * known up to a recent instant.
 */
public record PlatformFigures(Optional<AdoptionFigures> adoption) {
    public static final PlatformFigures NONE = new PlatformFigures(Optional.empty());
}
