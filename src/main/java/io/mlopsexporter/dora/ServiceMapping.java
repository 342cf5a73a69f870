package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.event.OneLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which incident service belongs to which application: to the one configured with its id, its name whatever the case, or a
 * pattern between slashes that is found in its name; else to the one of equal name, whatever the case, that is configured
 * with none. What this leaves open is said, and never guessed. Labelled issues are a service that is named in full.
 */
public final class ServiceMapping {
    /** In place of a source: what is configured can't be read, so that nothing is known of it. */
    static final String UNKNOWN = "";

    private final SortedMap<String, IncidentService> services;
    private final Set<String> sources;
    private final Set<String> unlisted;
    private final List<Claim> claims = new ArrayList<>();
    private final Map<String, Set<Claim>> configured = new HashMap<>();
    private final Map<String, Set<Claim>> byName = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Service, Set<Claim>> known = new HashMap<>();
    private final Set<Claim> met = new HashSet<>();

    /** @param sources the configured sources of incidents; of which no service is known, it may have any */
    public ServiceMapping(EventLog log, Set<String> sources) {
        this(log, sources, unlisted(log, sources));
    }

    /**
     * @param sources the configured sources of incidents
     * @param unlisted those of them that could not tell their services, and so may have any
     */
    public ServiceMapping(EventLog log, Set<String> sources, Set<String> unlisted) {
        this.services = log.incidentServices();
        this.sources = new TreeSet<>(sources);
        this.unlisted = Set.copyOf(unlisted);
        log.applications().values().forEach(this::claim);
        services.values().forEach(service -> met.addAll(claims(service)));
        // A service that was deleted since is one of the history.
        log.incidents().values().stream()
                .flatMap(incident -> claims(incident).stream())
                .filter(claim -> !claim.isIssues())
                .forEach(met::add);
    }

    private static Set<String> unlisted(EventLog log, Set<String> sources) {
        Set<String> unlisted = new TreeSet<>(sources);
        log.incidentServices().values().forEach(service -> unlisted.remove(service.source()));
        return unlisted;
    }

    private void claim(Application application) {
        if (application.incidentServices().isEmpty()) {
            Claim claim = new Claim(application, "");
            claims.add(claim);
            add(byName, application.name(), claim);
        }
        for (String text : application.incidentServices()) {
            Claim claim = new Claim(application, text);
            claims.add(claim);
            if (claim.isPattern()) {
                rules.add(new Rule(Pattern.compile(text.substring(1, text.length() - 1)), claim));
            } else {
                add(configured, text, claim);
            }
        }
    }

    /** The applications that a service belongs to, by name; none: it is unmatched. */
    public List<Application> of(IncidentService service) {
        return applications(claims(service));
    }

    /** The applications that an incident is one of; none: it is unmapped. */
    List<Application> of(Incident incident) {
        return applications(claims(incident));
    }

    private Set<Claim> claims(Incident incident) {
        // A service may have been renamed since the incident was read.
        IncidentService listed = services.get(source(incident) + "/" + incident.service());
        return claims(new Service(incident.service(), listed == null ? incident.serviceName() : listed.name()));
    }

    /** Ids of the applications with a configured service that there is not: their incidents are not known. */
    Set<String> mistaken() {
        return claims.stream()
                .filter(claim -> !sources.isEmpty() && fault(claim).isPresent())
                .map(claim -> claim.application().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Application> applications(Set<Claim> claims) {
        return List.copyOf(claims.stream()
                .map(Claim::application)
                .collect(Collectors.toMap(Application::id, one -> one, (one, same) -> one, TreeMap::new))
                .values());
    }

    /**
     * The sources that each application's incidents come from, by its id: those that list a service of it, or told an
     * incident. A claim that no listed service meets may be met in any source that has not told its services. An
     * application without any has them in none, which takes all sources to know. Issues that can't be read are {@link #UNKNOWN}.
     *
     * @param incidents by id of the application
     */
    Map<String, Set<String>> sources(Map<String, List<Incident>> incidents) {
        Map<String, Set<String>> sources = new HashMap<>();
        for (IncidentService service : services.values()) {
            claims(service).forEach(claim -> sourcesOf(claim, sources).add(service.source()));
        }
        for (Claim claim : claims) {
            Set<String> own = sourcesOf(claim, sources);
            incidents.getOrDefault(claim.application().id(), List.of()).forEach(incident -> own.add(source(incident)));
            if (!met.contains(claim)) {
                own.addAll(claim.isIssues() ? Set.of(UNKNOWN) : unlisted);
            }
        }
        sources.values().stream().filter(Set::isEmpty).forEach(own -> own.addAll(this.sources));
        return sources;
    }

    private static Set<String> sourcesOf(Claim claim, Map<String, Set<String>> sources) {
        return sources.computeIfAbsent(claim.application().id(), any -> new TreeSet<>());
    }

    /** What is wrong with the mapping, for people. */
    public List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (Claim claim : claims) {
            fault(claim)
                    .ifPresent(fault -> problems.add(new Problem(
                            "application " + claim.application().name(),
                            "incidents.pagerduty_service \"" + claim.text() + "\" " + fault)));
        }
        for (IncidentService service : services.values()) {
            List<Application> owners = of(service);
            if (owners.size() > 1 && !IncidentService.isIssues(service.service())) {
                problems.add(new Problem(
                        "service " + service.name() + " (" + service.service() + ")",
                        "is claimed by the applications "
                                + owners.stream().map(Application::name).collect(Collectors.joining(" and "))
                                + "; its incidents count for each of them: configure incidents.pagerduty_service so"
                                + " that one claims it"));
            }
        }
        return problems;
    }

    private Optional<String> fault(Claim claim) {
        // What is wrong with issues is told by the source that reads them.
        if (claim.text().isEmpty() || claim.isIssues() || met.contains(claim)) {
            return Optional.empty();
        }
        if (sources.isEmpty()) {
            return Optional.of("is configured, and no PagerDuty account is; add one under pagerduty");
        }
        if (!unlisted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                (claim.isPattern() ? "is found in no name of a service" : "is neither id nor name of a service")
                        + " of " + String.join(", ", sources)
                        + "; correct it: check lists the services (pagerduty.services may leave some out)");
    }

    private Set<Claim> claims(IncidentService service) {
        return claims(new Service(service.service(), service.name()));
    }

    private Set<Claim> claims(Service service) {
        return known.computeIfAbsent(service, this::match);
    }

    private Set<Claim> match(Service service) {
        if (IncidentService.isIssues(service.id())) {
            return configured.getOrDefault(key(service.id()), Set.of());
        }
        Set<Claim> found = new LinkedHashSet<>(configured.getOrDefault(key(service.id()), Set.of()));
        found.addAll(configured.getOrDefault(key(service.name()), Set.of()));
        if (!service.name().isEmpty()) {
            rules.stream()
                    .filter(rule -> rule.pattern().matcher(service.name()).find())
                    .forEach(rule -> found.add(rule.claim()));
        }
        return found.isEmpty() ? byName.getOrDefault(key(service.name()), Set.of()) : found;
    }

    private static void add(Map<String, Set<Claim>> index, String name, Claim claim) {
        index.computeIfAbsent(key(name), any -> new LinkedHashSet<>()).add(claim);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String source(Incident incident) {
        return incident.id().substring(0, incident.id().indexOf('/'));
    }

    /**
     * What is wrong, and with what.
     *
     * @param subject {@code application feast}
     */
    public record Problem(String subject, String text) {
        public Problem {
            subject = OneLine.message(subject);
            text = OneLine.message(text);
        }
    }

    /** @param text the id, name or pattern that the configuration gives; empty: none, and the service of equal name is meant */
    private record Claim(Application application, String text) {
        boolean isIssues() {
            return IncidentService.isIssues(text);
        }

        boolean isPattern() {
            return text.length() > 2 && text.startsWith("/") && text.endsWith("/");
        }
    }

    private record Service(String id, String name) {}

    private record Rule(Pattern pattern, Claim claim) {}
}
