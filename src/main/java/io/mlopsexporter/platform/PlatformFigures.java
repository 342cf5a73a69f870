package io.mlopsexporter.platform;

import java.util.List;
import java.util.Optional;

/**
 * All figures of the platform. What is empty is withheld: nothing of it is configured, or a source that it needs is not
 * known up to a recent instant.
 *
 * @param surveys those that were read at least once
 */
public record PlatformFigures(
        Optional<AdoptionFigures> adoption,
        List<SurveyFigures> surveys,
        Optional<CostFigures> cost,
        Optional<CapabilityFigures> capabilities,
        Optional<MaturityFigures> maturity,
        Optional<SupportFigures> support) {
    public static final PlatformFigures NONE = new PlatformFigures(Optional.empty(), List.of(), Optional.empty());

    public PlatformFigures {
        surveys = List.copyOf(surveys);
    }

    /** Without what follows from the teams' ways of working. */
    public PlatformFigures(
            Optional<AdoptionFigures> adoption, List<SurveyFigures> surveys, Optional<CostFigures> cost) {
        this(adoption, surveys, cost, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with another part. */
    public PlatformFigures with(CapabilityFigures other) {
        return new PlatformFigures(adoption, surveys, cost, Optional.of(other), maturity, support);
    }

    /** The same with another part. */
    public PlatformFigures with(MaturityFigures other) {
        return new PlatformFigures(adoption, surveys, cost, capabilities, Optional.of(other), support);
    }

    /** The same with another part. */
    public PlatformFigures with(SupportFigures other) {
        return new PlatformFigures(adoption, surveys, cost, capabilities, maturity, Optional.of(other));
    }
}
