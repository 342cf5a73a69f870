package io.mlopsexporter.config;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A PagerDuty account.
 *
 * @param name the label {@code source}
 * @param urgencies which incidents count
 * @param include searched in the names of services; none: all services are read
 * @param exclude searched in the names of services, wins over {@code include}
 * @param priorities names of priorities ({@code P1}) that count; none: all, and incidents without one
 */
public record PagerDutyConfig(
        String name,
        URI apiUrl,
        PagerDutyCredential credential,
        Set<Urgency> urgencies,
        List<Pattern> include,
        List<Pattern> exclude,
        List<String> priorities) {

    public PagerDutyConfig {
        // sorted, as the text of a configuration is to be the same in every process
        urgencies = Collections.unmodifiableSortedSet(new TreeSet<>(urgencies));
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        priorities = List.copyOf(priorities);
    }

    /** Whether the incidents of a service of this name are read. */
    public boolean reads(String service) {
        return (include.isEmpty() || finds(include, service)) && !finds(exclude, service);
    }

    private static boolean finds(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    /** An incident's urgency. */
    public enum Urgency {
        HIGH,
        LOW
    }
}
