package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.PagerDutyConfig;
import io.mlopsexporter.dora.ServiceMapping;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.Overview;
import io.mlopsexporter.source.pagerduty.PagerDutySource;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What {@code check} says of incident services: whose each is. */
final class CheckedServices {
    private final Config config;
    private final PrintWriter out;
    private final CheckedCapabilities capabilities;
    private final List<Event> told = new ArrayList<>();
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private boolean applicationsKnown = true;

    /** @param capabilities is told of the services too */
    CheckedServices(Config config, PrintWriter out, CheckedCapabilities capabilities) {
        this.config = config;
        this.out = out;
        this.capabilities = capabilities;
    }

    void applications(Overview overview) {
        overview.repositories().forEach(line -> told.addAll(line.applications()));
    }

    /** Those of registries. */
    void models(EventLog log) {
        log.applications().values().stream()
                .filter(application -> application.signal() == Signal.MLFLOW)
                .forEach(told::add);
    }

    void applicationsUnknown() {
        applicationsKnown = false;
    }

    void ask(String account, PagerDutySource source) {
        try {
            var overview = source.overview(new Scratch());
            told.addAll(overview.services());
            capabilities.add(overview.services());
            answers.put(
                    account,
                    new Answer(
                            overview.services(),
                            overview.warnings().stream()
                                    .map(warning -> "warning: " + warning.subject() + ": " + warning.text())
                                    .toList(),
                            false));
        } catch (SourceException e) {
            answers.put(account, new Answer(List.of(), List.of("error: " + e.getMessage()), true));
        }
    }

    /** Gives how many things are wrong. */
    int print() {
        Set<String> unlisted = new TreeSet<>();
        answers.forEach((account, answer) -> {
            if (answer.failed()) {
                unlisted.add(account);
            }
        });
        ServiceMapping mapping = new ServiceMapping(EventLog.of(told), accounts(), unlisted);
        answers.forEach((account, answer) -> print(account, answer, mapping));
        List<ServiceMapping.Problem> problems = applicationsKnown ? mapping.problems() : List.of();
        if (!problems.isEmpty()) {
            out.println("services of applications");
            problems.forEach(problem -> out.println("  problem: " + problem.subject() + ": " + problem.text()));
        }
        return unlisted.size() + problems.size();
    }

    private Set<String> accounts() {
        return config.pagerDuty().stream().map(PagerDutyConfig::name).collect(Collectors.toSet());
    }

    private void print(String account, Answer answer, ServiceMapping mapping) {
        out.println(account);
        if (!answer.failed()) {
            out.println("  " + CheckCommand.counted(answer.services().size(), "service") + " whose incidents are read");
        }
        List<IncidentService> matched = answer.services().stream()
                .filter(service -> !mapping.of(service).isEmpty())
                .toList();
        if (!matched.isEmpty()) {
            out.println();
            Columns.print(
                    List.of("service", "id", "application", "team"),
                    matched.stream().map(service -> row(service, mapping)).toList(),
                    "  ",
                    out);
        }
        if (applicationsKnown) {
            unmatched(answer.services().stream()
                    .filter(service -> !matched.contains(service))
                    .toList());
        } else if (!answer.failed()) {
            out.println("  which application each belongs to can't be told, as not all applications are known");
        }
        answer.words().forEach(word -> out.println("  " + word));
        out.println();
    }

    private void unmatched(List<IncidentService> services) {
        if (!services.isEmpty()) {
            out.println();
            out.println("  " + CheckCommand.counted(services.size(), "service")
                    + " of no application: their incidents are in no figure, and counted in"
                    + " mlops_exporter_incidents_unmapped (to count them, configure incidents.pagerduty_service):");
            services.forEach(service -> out.println("    " + service.name() + " (" + service.service() + ")"));
        }
    }

    private static List<String> row(IncidentService service, ServiceMapping mapping) {
        List<Application> owners = mapping.of(service);
        return List.of(
                service.name(),
                service.service(),
                owners.stream().map(Application::name).collect(Collectors.joining(", ")),
                owners.stream().map(Application::team).distinct().collect(Collectors.joining(", ")));
    }

    /** @param words warnings, or the error */
    private record Answer(List<IncidentService> services, List<String> words, boolean failed) {}
}
