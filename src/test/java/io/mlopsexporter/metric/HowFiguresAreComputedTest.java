package io.mlopsexporter.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Experiment;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.Lineage;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.platform.Adoption;
import io.mlopsexporter.platform.AdoptionFigures;
import io.mlopsexporter.platform.PlatformFigures;
import io.mlopsexporter.platform.PlatformPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page of the documentation that explains the figures: its events lead to its values. */
class HowFiguresAreComputedTest {
    private static final Path PAGE = Path.of("docs/how-figures-are-computed.md");
    private static final Instant AS_OF = Instant.parse("2024-10-28T00:00:00Z");
    private static final String REPOSITORY = "github/161133770";
    private static final String ROOT = "00be7b0916ec540b48e7ecb70719e1c7ed03bfa1";

    private final List<Map<String, String>> rows = rows();

    @Test
    void thePagesEvents_leadToThePagesFigures() {
        Map<String, Double> derived = derived();
        Map<String, Double> told = new LinkedHashMap<>();
        rowsWith("figure").forEach(row -> told.put(cell(row, "figure"), Double.valueOf(cell(row, "value"))));

        assertThat(told).hasSizeGreaterThan(30);
        told.forEach((name, value) -> {
            assertThat(derived).containsKey(name);
            assertThat(derived.get(name)).as(name).isCloseTo(value, within(1e-6 * Math.max(1, value)));
        });
    }

    @Test
    void thePagesChanges_areThoseOfTheWindow() {
        var changes = Dora.figures(log(), Policy.DEFAULT, asOf()).scopes().stream()
                .filter(scope -> scope.scope() instanceof Scope.OfApplication)
                .flatMap(scope -> scope.evidence().delivery().stream())
                .flatMap(chain -> chain.deliveries(Policy.DEFAULT.windows().get(0)).stream())
                .flatMap(delivery -> delivery.changes().stream()
                        .map(change -> Math.round(
                                change.leadTime(delivery.finishedAt()).orElseThrow())))
                .sorted()
                .toList();

        assertThat(rowsWith("lead time (s)").stream()
                        .map(row -> Long.valueOf(cell(row, "lead time (s)")))
                        .sorted())
                .isEqualTo(changes);
        assertThat(rowsWith("lead time (s)"))
                .allSatisfy(row -> assertThat(
                                Duration.between(Instant.parse(cell(row, "start")), finished(cell(row, "live")))
                                        .toSeconds())
                        .isEqualTo(Long.parseLong(cell(row, "lead time (s)"))));
    }

    private Instant finished(String tag) {
        return rowsWith("tag").stream()
                .filter(row -> cell(row, "tag").equals(tag))
                .map(row -> Instant.parse(cell(row, "finished_at")))
                .findFirst()
                .orElseThrow();
    }

    /** By name and the labels that the page tells: those of the one application are left out. */
    private Map<String, Double> derived() {
        var values = new TreeMap<String, Double>();
        var agent = new AgentStatus(
                new AgentStatus.Build("1", "17"), List.of(), Map.of(), new AgentStatus.Reload(true, AS_OF));
        Figures figures = Dora.figures(log(), Policy.DEFAULT, asOf());
        PlatformFigures platform = new PlatformFigures(Optional.of(adoption(figures)), List.of(), Optional.empty());
        for (Family family : Catalog.families(new Facts(figures, platform, agent))) {
            for (Family.Sample sample : family.samples()) {
                String labels = sample.labels().stream()
                        .filter(label -> !Set.of("ml_team", "application", "kind", "deploy_environment")
                                .contains(label.name()))
                        .map(label -> label.name() + "=\"" + label.value() + "\"")
                        .reduce((one, other) -> one + "," + other)
                        .orElse("");
                values.put("`" + family.name() + "{" + labels + "}`", sample.value());
            }
        }
        return values;
    }

    private AdoptionFigures adoption(Figures figures) {
        var teams = new TreeMap<String, PlatformPolicy.Member>();
        rowsWith("activity *")
                .forEach(row -> teams.put(cell(row, "team"), new PlatformPolicy.Member(true, Optional.empty())));
        teams.put("feature-store", new PlatformPolicy.Member(true, Optional.of(Instant.parse("2024-08-01T00:00:00Z"))));
        var deployments = figures.scopes().stream()
                .filter(scope -> scope.scope() instanceof Scope.Organization)
                .flatMap(scope -> scope.evidence().delivery().stream())
                .toList();
        return Adoption.figures(
                log(),
                deployments,
                new PlatformPolicy(
                        Policy.DEFAULT.windows(), Set.of(Activity.Type.values()), teams, Duration.ofDays(365)),
                AS_OF);
    }

    private static AsOf asOf() {
        return new AsOf(Map.of("github", AS_OF, "pagerduty", AS_OF), Set.of("github"), Set.of("pagerduty"));
    }

    private EventLog log() {
        var events = new ArrayList<Event>();
        events.add(new Repository(
                REPOSITORY,
                "feast-dev/feast",
                "master",
                Instant.parse("2018-12-10T05:20:15Z"),
                "https://github.com/feast-dev/feast",
                false));
        events.add(new Application(
                "github/feast",
                "feast",
                "feature-store",
                Kind.SOFTWARE,
                REPOSITORY,
                Signal.GITHUB_TAGS,
                Application.DEFAULT_ENVIRONMENT,
                Optional.empty(),
                Optional.empty(),
                Optional.of("^v"),
                List.of(),
                List.of(),
                "configured"));
        events.add(new Lineage(REPOSITORY, Set.of(ROOT), Set.of(), Set.of()));
        rowsWith("tag").forEach(row -> events.add(deployment(row)));
        rowsWith("oid").forEach(row -> events.add(commit(row)));
        rowsWith("number").forEach(row -> events.add(pullRequest(row)));
        rowsWith("activity *").forEach(row -> {
            String experiment = "mlflow/experiment/" + cell(row, "team");
            events.add(new Experiment(experiment, Optional.of(cell(row, "team")), Optional.empty()));
            events.add(new Activity(
                    experiment + "/" + cell(row, "at"),
                    Activity.Type.valueOf(cell(row, "activity *").toUpperCase(Locale.ROOT)),
                    Instant.parse(cell(row, "at")),
                    experiment,
                    list(cell(row, "person")).stream().findFirst()));
        });
        rowsWith("resolved").forEach(row -> events.add(incident(row)));
        return EventLog.of(events);
    }

    private static Deployment deployment(Map<String, String> row) {
        Instant finished = Instant.parse(cell(row, "finished_at"));
        return new Deployment(
                REPOSITORY + "/github_tags/" + cell(row, "tag") + "@" + cell(row, "commit"),
                "",
                REPOSITORY,
                Signal.GITHUB_TAGS,
                cell(row, "commit"),
                "production",
                "production",
                false,
                "",
                cell(row, "tag"),
                finished,
                Optional.of(finished),
                Optional.empty(),
                Optional.empty());
    }

    private static Commit commit(Map<String, String> row) {
        return new Commit(
                REPOSITORY,
                cell(row, "oid"),
                List.of(cell(row, "parent")),
                Instant.parse(cell(row, "author date")),
                cell(row, "first line of the message"),
                list(cell(row, "says it reverts")),
                numbers(cell(row, "pull request")),
                Optional.empty());
    }

    private PullRequest pullRequest(Map<String, String> row) {
        Instant first = Instant.parse(cell(row, "first commit *"));
        Map<String, String> merge = rowsWith("oid").stream()
                .filter(commit -> cell(commit, "oid").equals(cell(row, "merge commit")))
                .findFirst()
                .orElseThrow();
        return new PullRequest(
                REPOSITORY,
                Integer.parseInt(cell(row, "number")),
                cell(merge, "first line of the message"),
                "patch",
                List.of(),
                Instant.parse(cell(row, "opened *")),
                Optional.empty(),
                list(cell(row, "first review *")).stream().map(Instant::parse).toList(),
                Instant.parse(cell(row, "merged")),
                cell(row, "merge commit"),
                List.of(),
                Optional.of(first),
                list(cell(merge, "says it reverts")),
                numbers(cell(row, "names as reverted *")),
                Optional.empty(),
                "https://github.com/feast-dev/feast/pull/" + cell(row, "number"));
    }

    private static Incident incident(Map<String, String> row) {
        return new Incident.Resolved(
                "pagerduty/" + cell(row, "id"),
                "PFEAST",
                "feast",
                cell(row, "title"),
                Instant.parse(cell(row, "started")),
                Instant.parse(cell(row, "resolved")),
                List.of(),
                "https://acme.pagerduty.com/incidents/" + cell(row, "id"));
    }

    private static String cell(Map<String, String> row, String column) {
        return Optional.ofNullable(row.get(column))
                .orElseThrow(() -> new AssertionError("no column '" + column + "' in " + row));
    }

    private static List<String> list(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell);
    }

    private static List<Integer> numbers(String cell) {
        return list(cell).stream().map(Integer::valueOf).toList();
    }

    private List<Map<String, String>> rowsWith(String column) {
        return rows.stream().filter(row -> row.containsKey(column)).toList();
    }

    /** All rows of all tables of the page, by the names of their columns. */
    private static List<Map<String, String>> rows() {
        try {
            var rows = new ArrayList<Map<String, String>>();
            List<String> head = List.of();
            for (String line : Files.readAllLines(PAGE)) {
                if (!line.startsWith("|")) {
                    head = List.of();
                } else if (head.isEmpty()) {
                    head = cells(line);
                } else if (!line.startsWith("|---")) {
                    var row = new LinkedHashMap<String, String>();
                    List<String> cells = cells(line);
                    for (int at = 0; at < head.size(); at++) {
                        row.put(head.get(at), cells.get(at));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (IOException e) {
            throw new AssertionError("cannot read " + PAGE, e);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
