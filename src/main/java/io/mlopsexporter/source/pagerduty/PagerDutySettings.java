package io.mlopsexporter.source.pagerduty;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What to read from one PagerDuty account.
 *
 * @param source the label {@code source}, first part of all ids
 * @param history how far back resolved incidents are read; open ones are read whatever their age
 * @param urgencies that count; by default {@code high} only
 * @param includeServices found in a service's name, or equal to its id; none: all services count
 * @param excludeServices of services that do not count, test services say; they win over {@code includeServices}
 * @param priorities names ({@code P1}) that count, whatever their case; none: all count, and incidents without one
 */
public record PagerDutySettings(
        String source,
        Duration history,
        Set<String> urgencies,
        List<Pattern> includeServices,
        List<Pattern> excludeServices,
        List<String> priorities) {
    public static final Set<String> DEFAULT_URGENCIES = Set.of("high");

    public PagerDutySettings {
        urgencies = Set.copyOf(urgencies);
        includeServices = List.copyOf(includeServices);
        excludeServices = List.copyOf(excludeServices);
        priorities = List.copyOf(priorities);
    }

    /** Everything of high urgency. */
    public static PagerDutySettings of(String source, Duration history) {
        return new PagerDutySettings(source, history, DEFAULT_URGENCIES, List.of(), List.of(), List.of());
    }

    /** Whether some services are left out. */
    boolean choosesServices() {
        return !includeServices.isEmpty() || !excludeServices.isEmpty();
    }

    /** What decides which incidents count, as a text: equal texts, equal decisions. */
    String filters() {
        return "urgencies " + new TreeSet<>(urgencies) + " include " + quoted(includeServices) + " exclude "
                + quoted(excludeServices) + " priorities " + quoted(priorities);
    }

    private static List<String> quoted(List<?> texts) {
        return texts.stream().map(text -> '"' + text.toString() + '"').toList();
    }

    /** @return whether incidents of this service count */
    boolean wantsService(String id, String name) {
        return (includeServices.isEmpty() || anyMatch(includeServices, id, name))
                && !anyMatch(excludeServices, id, name);
    }

    /** @return whether incidents of this priority count; empty: it has none */
    boolean wantsPriority(String name) {
        return priorities.isEmpty() || priorities.stream().anyMatch(name::equalsIgnoreCase);
    }

    private static boolean anyMatch(List<Pattern> patterns, String id, String name) {
        return patterns.stream()
                .anyMatch(pattern ->
                        pattern.matcher(name).find() || pattern.matcher(id).matches());
    }
}
