package io.mlopsexporter.config;

import java.util.List;
import java.util.Set;

/**
 * Something that platforms offer and teams may need.
 *
 * @param name the label {@code capability}
 * @param kinds of applications that it is for
 * @param needed whether teams with such an application need it unless they say otherwise
 * @param evidence any one of these shows that it is used
 * @param hints what may mean that it is used, and proves nothing
 */
public record CapabilityConfig(
        String name,
        String description,
        Set<ApplicationKind> kinds,
        boolean needed,
        List<EvidenceConfig> evidence,
        List<EvidenceConfig> hints) {
    public CapabilityConfig {
        kinds = Set.copyOf(kinds);
        evidence = List.copyOf(evidence);
        hints = List.copyOf(hints);
    }

    /** What an application may be. */
    public enum ApplicationKind {
        SOFTWARE,
        MODEL
    }
}
