package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Incident;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which applications an incident's service belongs to: those configured with its id, its name, or a pattern that is its
 * whole name; an application configured with none has the service of its own name, whatever the case.
 */
final class Services {
    private final Map<String, Set<Application>> configured = new HashMap<>();
    private final Map<String, Set<Application>> byName = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Service, Set<Application>> known = new HashMap<>();

    Services(Collection<Application> applications) {
        for (Application application : applications) {
            if (application.incidentServices().isEmpty()) {
                add(byName, application.name().toLowerCase(Locale.ROOT), application);
            }
            for (String service : application.incidentServices()) {
                add(configured, service, application);
                addRule(service, application);
            }
        }
    }

    /** The applications that an incident is one of; none: it is unmapped. */
    Set<Application> of(Incident incident) {
        return known.computeIfAbsent(new Service(incident.service(), incident.serviceName()), this::match);
    }

    private Set<Application> match(Service service) {
        Set<Application> found = new LinkedHashSet<>();
        found.addAll(configured.getOrDefault(service.id(), Set.of()));
        found.addAll(configured.getOrDefault(service.name(), Set.of()));
        rules.stream()
                .filter(rule -> rule.pattern().matcher(service.name()).matches())
                .forEach(rule -> found.add(rule.application()));
        found.addAll(byName.getOrDefault(service.name().toLowerCase(Locale.ROOT), Set.of()));
        return found;
    }

    private static void add(Map<String, Set<Application>> index, String key, Application application) {
        index.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(application);
    }

    /** Patterns are tried one by one on each service, so plain names are kept out of them. */
    private void addRule(String service, Application application) {
        boolean plain = service.chars().noneMatch(character -> "\\^$.|?*+()[]{}".indexOf(character) >= 0);
        if (plain) {
            return;
        }
        try {
            rules.add(new Rule(Pattern.compile(service), application));
        } catch (PatternSyntaxException e) {
            // A name such as "payments (eu": it is no pattern, and is compared as it is.
            return;
        }
    }

    private record Service(String id, String name) {}

    private record Rule(Pattern pattern, Application application) {}
}
