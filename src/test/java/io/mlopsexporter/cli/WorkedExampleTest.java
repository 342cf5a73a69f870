package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.config.AssessmentReader;
import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.ConfigReader;
import io.mlopsexporter.config.TeamConfig;
import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Applications;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.event.Lineage;
import io.mlopsexporter.event.MaturityAnswers;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.RepositoryFiles;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.event.SurveyAnswers;
import io.mlopsexporter.event.TeamMembers;
import io.mlopsexporter.explain.PlatformExplanation;
import io.mlopsexporter.platform.Capabilities;
import io.mlopsexporter.platform.Formulas;
import io.mlopsexporter.platform.Happiness;
import io.mlopsexporter.platform.Maturity;
import io.mlopsexporter.platform.PlatformFigures;
import io.mlopsexporter.platform.SurveyFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The worked example of {@code docs/maturity.md}: what it says follows from its inputs. */
final class WorkedExampleTest {
    private static final Path PAGE = Path.of("docs/maturity.md");
    private static final String BEGIN =
            "<!-- made from the above: mvn test -Dtest=WorkedExampleTest -Dgolden.update=true -->\n";
    private static final String END = "<!-- end of what follows -->";
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    private final List<Event> events = new ArrayList<>();
    private final Map<String, String> newest = new HashMap<>();
    private String page = "";

    @Test
    void whatThePageSaysFollowsFromItsInputs() throws IOException {
        page = Files.readString(PAGE);
        String inputs = page.substring(page.indexOf("## A worked example"), page.indexOf(BEGIN));
        Config config = ConfigReader.parse(yaml(inputs, "github:"), "example");
        rows(inputs, "made by").forEach(this::deployment);
        rows(inputs, "newest commit").forEach(row -> files(row, config));
        others(config, yaml(inputs, "assessments:"));

        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String current = page.substring(0, begin) + followed(config) + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, current);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(current);
    }

    private String followed(Config config) {
        StringBuilder text = new StringBuilder();
        String of = "";
        for (PlatformExplanation.Line line : PlatformExplanation.of(figures(config), "")) {
            if (!line.metric().contains("survey")
                    && !line.metric().contains("satisfaction")
                    && !line.text().contains("not needed, used: not known")) {
                if (!line.of().equals(of)) {
                    of = line.of();
                    text.append("\n**").append(of).append("**\n\n| figure | what it is, and why |\n|---|---|\n");
                }
                text.append("| `")
                        .append(line.metric())
                        .append("` | ")
                        .append(line.text().replace("|", "\\|"))
                        .append(" |\n");
            }
        }
        return text.append('\n').toString();
    }

    private PlatformFigures figures(Config config) {
        EventLog log = EventLog.of(events);
        var asOf = new AsOf(Map.of("github", NOW, "pagerduty", NOW), Set.of("github"), Set.of("pagerduty"));
        ScopeFigures.Evidence evidence = Dora.figures(log, Policy.DEFAULT, asOf).scopes().stream()
                .filter(scope -> scope.scope() instanceof Scope.Organization)
                .map(ScopeFigures::evidence)
                .findFirst()
                .orElseThrow();
        var known = new TreeSet<>(config.teams().stream().map(TeamConfig::name).toList());
        List<SurveyFigures> quarters = log.platformFacts().values().stream()
                .filter(SurveyAnswers.class::isInstance)
                .map(SurveyAnswers.class::cast)
                .map(answers -> Happiness.figures(
                        answers,
                        Objects.requireNonNull(
                                PlatformPolicies.surveys(config).surveys().get("survey-platform")),
                        PlatformPolicies.QUARTERS,
                        NOW))
                .toList();
        var policy = PlatformPolicies.maturity(config);
        return PlatformFigures.NONE
                .with(Capabilities.figures(log, evidence.delivery(), PlatformPolicies.capabilities(config), known, NOW))
                .with(Maturity.figures(
                        log,
                        policy,
                        new Formulas(
                                log, evidence.delivery(), evidence.failures(), policy.incidentSources(), quarters, NOW),
                        known,
                        NOW));
    }

    private void deployment(Map<String, String> row) {
        String name = cell(row, "application");
        String repository = "github/" + name;
        String parent = newest.getOrDefault(name, oid(name + " 0"));
        if (!newest.containsKey(name)) {
            application(name, cell(row, "team"));
            events.add(new Lineage(repository, Set.of(parent), Set.of(), Set.of()));
        }
        int number = events.size() + 1;
        String commit = oid(name + number);
        newest.put(name, commit);
        Instant committed = Instant.parse(cell(row, "committed_at"));
        boolean reviewed = cell(row, "reviewed").equals("yes");
        events.add(new Commit(
                repository,
                commit,
                List.of(parent),
                committed,
                "change",
                List.of(),
                reviewed ? List.of(number) : List.of(),
                Optional.empty()));
        if (reviewed) {
            events.add(pullRequest(repository, number, commit, committed));
        }
        boolean byRun = cell(row, "made by").startsWith("run ");
        Instant finished = Instant.parse(cell(row, "finished_at"));
        String id = repository + "/github_deployments/" + number;
        events.add(new Deployment(
                id,
                Integer.toString(number),
                repository,
                Signal.GITHUB_DEPLOYMENTS,
                commit,
                "production",
                "production",
                false,
                "",
                "main",
                finished,
                Optional.of(finished),
                byRun ? Optional.of(cell(row, "made by")) : Optional.empty(),
                Optional.empty()));
        if (!byRun) {
            events.add(new Activity(
                    id, Activity.Type.DEPLOYMENT, finished, repository, Optional.of(oid(cell(row, "made by")))));
        }
    }

    private static PullRequest pullRequest(String repository, int number, String commit, Instant committed) {
        return new PullRequest(
                repository,
                number,
                "change",
                "topic",
                List.of(),
                committed.plusSeconds(60),
                Optional.empty(),
                List.of(committed.plusSeconds(600)),
                committed.plusSeconds(1200),
                commit,
                List.of(),
                Optional.of(committed),
                List.of(),
                List.of(),
                Optional.empty(),
                "https://github.example/" + number);
    }

    private void application(String name, String team) {
        String repository = "github/" + name;
        events.add(new Repository(
                repository,
                "hops/" + name,
                "main",
                Instant.parse("2024-01-01T00:00:00Z"),
                "https://github.example",
                false));
        events.add(Applications.of(repository, name, team, repository));
    }

    private void files(Map<String, String> row, Config config) {
        String name = cell(row, "repository");
        var marks = PlatformPolicies.marks(config);
        Set<String> sought = new TreeSet<>();
        marks.paths().forEach(path -> sought.add(RepositoryFiles.path(path)));
        marks.workflows().forEach(pattern -> sought.add(RepositoryFiles.workflow(pattern)));
        Set<String> found = cell(row, "found").isEmpty()
                ? Set.of()
                : marks.workflows().stream()
                        .filter(pattern -> Pattern.compile(pattern)
                                .matcher(cell(row, "found"))
                                .find())
                        .map(RepositoryFiles::workflow)
                        .collect(Collectors.toSet());
        events.add(new RepositoryFiles(
                "github/files/" + name,
                "github/" + name,
                NOW,
                Optional.of(Instant.parse(cell(row, "newest commit"))),
                Optional.of(cell(row, "checks on it").equals("yes")),
                sought,
                found));
    }

    private void others(Config config, String questionnaire) {
        events.add(new TeamMembers("github/members/fraud", "fraud", Set.of(oid("ann"), oid("kim"))));
        events.add(new TeamMembers("github/members/search", "search", Set.of(oid("ben"))));
        events.add(new IncidentService("pagerduty/P1", "scoring", Optional.of(true)));
        List<SurveyAnswers.Response> responses = new ArrayList<>();
        IntStream.range(0, 7).forEach(any -> responses.add(response("2026-10-10T09:00:00Z")));
        IntStream.range(0, 4).forEach(any -> responses.add(response("2026-06-10T09:00:00Z")));
        events.add(new SurveyAnswers("survey-platform/answers", "platform", responses));
        events.add(new MaturityAnswers(
                "maturity-assessment/answers",
                AssessmentReader.read(
                                questionnaire,
                                "maturity.yml",
                                config.maturity().indicators(),
                                Set.of("fraud", "search"),
                                LocalDate.of(2026, 11, 24))
                        .stream()
                        .flatMap(AssessmentWiring::answers)
                        .toList()));
    }

    private static SurveyAnswers.Response response(String at) {
        return new SurveyAnswers.Response(Instant.parse(at), Optional.of(4.0), Optional.empty());
    }

    private static String oid(String name) {
        return String.format(
                        "%040x", new java.math.BigInteger(1, name.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .substring(0, 40);
    }

    private static String yaml(String text, String beginning) {
        Matcher block = Pattern.compile("```yaml\n(" + beginning + ".*?)```", Pattern.DOTALL)
                .matcher(text);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    /** The rows of the table that has such a column. */
    private static List<Map<String, String>> rows(String text, String column) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> heads = List.of();
        for (String line : text.lines().toList()) {
            List<String> cells = line.startsWith("|")
                    ? List.of(line.substring(1).split("\\|")).stream()
                            .map(String::strip)
                            .toList()
                    : List.of();
            if (cells.isEmpty()) {
                heads = List.of();
            } else if (heads.isEmpty()) {
                heads = cells;
            } else if (heads.contains(column) && !cells.get(0).startsWith("---")) {
                Map<String, String> row = new HashMap<>();
                for (int at = 0; at < heads.size(); at++) {
                    row.put(heads.get(at), at < cells.size() ? cells.get(at) : "");
                }
                rows.add(row);
            }
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static String cell(Map<String, String> row, String head) {
        return row.getOrDefault(head, "");
    }
}
