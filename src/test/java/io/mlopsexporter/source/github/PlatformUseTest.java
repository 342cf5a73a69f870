package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who uses the platform: deployments with their makers, and runs of its workflows. */
class PlatformUseTest extends GitHubTest {
    private static final String PIPELINE = """
            name: 'Nightly features'   # of the platform
            on: {schedule: [{cron: "0 3 * * *"}]}
            jobs:
              train:
                uses: acme/ml-platform/.github/workflows/train.yml@v3
              other:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v4
            """;

    private FakeRepository app = new FakeRepository(1, "acme/app");

    @BeforeEach
    void repository() {
        app = gitHub.repository(1, "acme/app");
    }

    private Map<String, Activity> uses() {
        return log().activities();
    }

    private List<Optional<String>> persons() {
        return uses().values().stream().map(Activity::person).toList();
    }

    private void made(long deployment, String kind, String login) {
        app.change(deployment, "creator", Map.of("__typename", kind, "login", login));
    }

    private void pipeline(long number, String at, String event, String login) {
        app.run(number, at, event, "failure", 1, at);
        Map<String, Object> run = app.runs.get(app.runs.size() - 1);
        run.put("path", ".github/workflows/features.yml");
        run.put("head_branch", "topic");
        run.put("actor", Map.of("login", login, "type", login.endsWith("[bot]") ? "Bot" : "User"));
    }

    @Test
    void deployment_isOfItsCreator_ifThatIsAPerson() {
        app.deployed(1, "2026-11-01T00:00:00Z");
        app.deployed(2, "2026-11-02T00:00:00Z");
        app.deployed(3, "2026-11-03T00:00:00Z");
        app.deployed(4, "2026-11-04T00:00:00Z");
        app.deployment(5, "production", "2026-11-05T00:00:00Z");
        app.deployment(6, "staging", "2026-11-05T00:00:00Z").status(6, "SUCCESS", "2026-11-05T00:01:00Z");
        made(1, "User", "Jane");
        made(2, "Bot", "deployer");
        made(3, "User", "jovyan");
        made(5, "User", "jane");
        made(6, "User", "jane");

        pollWell();

        assertThat(uses().values())
                .containsExactly(new Activity(
                        "github/1/github_deployments/1",
                        Activity.Type.DEPLOYMENT,
                        Instant.parse("2026-11-01T00:00:00Z"),
                        "github/1",
                        Optional.of(person("jane"))));
    }

    @Test
    void whoIsNobody_mayChange_andIsThenNobodyInTheHistoryToo() {
        app.deployed(1, "2026-11-01T00:00:00Z");
        made(1, "User", "trainer");
        pollWell();
        assertThat(persons()).containsExactly(Optional.of(person("trainer")));
        gitHub.askedSince();

        pollWellAgain();
        assertThat(gitHub.askedSince()).containsExactly("Sweep");

        userExclude = "^train";
        pollWellAgain();
        assertThat(persons()).containsExactly(Optional.empty());
    }

    @Test
    void runsReleasesAndTags_tellTheirMakersToo() {
        app.workflowFiles.add("deploy.yml");
        configure("by-run", "acme/app", Signal.GITHUB_WORKFLOW);
        configure("by-release", "acme/app", Signal.GITHUB_RELEASES);
        configure("by-tag", "acme/app", Signal.GITHUB_TAGS);
        app.run(7, "2026-11-01T00:00:00Z", "push", "success", 1, "2026-11-01T00:10:00Z");
        app.runs.get(0).put("actor", Map.of("login", "jane", "type", "User"));
        app.release(8, "v8", "2026-11-02T00:00:00Z", "2026-11-02T00:00:00Z", false);
        app.releases.get(0).put("author", Map.of("login", "joe"));
        app.tags.add(Map.of(
                "name",
                "v9",
                "target",
                Map.of(
                        "__typename",
                        "Tag",
                        "tagger",
                        Map.of("date", "2026-11-03T00:00:00Z", "user", Map.of("login", "jim")),
                        "target",
                        Map.of(
                                "__typename",
                                "Commit",
                                "oid",
                                FakeRepository.oid(9),
                                "committedDate",
                                "2026-11-03T00:00:00Z"))));

        pollWell();

        assertThat(persons())
                .containsExactlyInAnyOrder(
                        Optional.of(person("jane")), Optional.of(person("joe")), Optional.of(person("jim")));
        assertThat(uses().keySet())
                .isEqualTo(log().history("github/1").deployments().keySet());
        userExclude = "^j";
        pollWellAgain();
        assertThat(persons()).containsOnly(Optional.empty()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"features", "^nightly", "ml-platform/.*/train", "FEATURES.YML"})
    void workflowsOfThePlatform_areKnownByFile_name_andReusableWorkflow(String pattern) {
        app.workflowFiles.add("features.yml");
        app.workflowTexts.put("features.yml", PIPELINE);
        platformWorkflows.add(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
        pipeline(1, "2026-11-01T03:00:00Z", "workflow_dispatch", "jane");
        pipeline(2, "2026-11-02T03:00:00Z", "schedule", "jane");
        pipeline(3, "2026-11-03T03:00:00Z", "push", "renovate[bot]");
        pipeline(4, "2025-11-03T03:00:00Z", "push", "jane");

        pollWell();

        assertThat(uses().values())
                .extracting(Activity::type, Activity::subject, Activity::person)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Activity.Type.PIPELINE_RUN, "github/1", Optional.of(person("jane"))),
                        org.assertj.core.groups.Tuple.tuple(Activity.Type.PIPELINE_RUN, "github/1", Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple(Activity.Type.PIPELINE_RUN, "github/1", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"checkout", "^train", "ubuntu"})
    void otherWords_areNoNamesOfAWorkflow_andItsRunsAreNotAskedFor(String pattern) {
        app.workflowFiles.add("features.yml");
        app.workflowTexts.put("features.yml", PIPELINE);
        platformWorkflows.add(Pattern.compile(pattern));

        pollWell();

        assertThat(gitHub.askedSince()).contains("Workflows").noneMatch(asked -> asked.contains("features.yml"));
        assertThat(uses()).isEmpty();
    }

    @Test
    void unchangedPoll_asksForTheNewestRunsOnly_andForWorkflowsAfterAPush() {
        app.workflowFiles.add("features.yml");
        gitHub.repository(2, "acme/other").deployed(1, "2026-11-01T00:00:00Z");
        platformWorkflows.add(Pattern.compile("features"));
        pipeline(1, "2026-11-01T03:00:00Z", "push", "jane");
        pollWell();
        gitHub.askedSince();

        pollWellAgain();
        assertThat(gitHub.askedSince())
                .hasSize(2)
                .contains("Sweep")
                .anyMatch(asked -> asked.startsWith("/repos/acme/app/actions/workflows/features.yml/runs?"));

        app.workflowFiles.add("features-again.yml");
        app.pushedAt = Instant.parse("2026-11-23T10:01:00Z");
        pipeline(2, "2026-11-23T10:02:00Z", "push", "joe");
        pollWellAgain();
        assertThat(gitHub.askedSince()).contains("Workflows").anyMatch(asked -> asked.contains("features-again.yml"));
        assertThat(persons()).containsExactly(Optional.of(person("jane")), Optional.of(person("joe")));
    }

    @Test
    void otherPatterns_otherUses() {
        app.workflowFiles.addAll(List.of("features.yml", "build.yml"));
        platformWorkflows.add(Pattern.compile("features"));
        pipeline(1, "2026-11-01T03:00:00Z", "push", "jane");
        app.run(2, "2026-11-02T03:00:00Z", "push", "success", 1, "2026-11-02T03:00:00Z");
        app.runs.get(1).put("path", "build.yml");
        pollWell();
        assertThat(uses()).containsOnlyKeys("github/1/pipeline_run/features.yml/1");

        platformWorkflows.set(0, Pattern.compile("build"));
        pollWellAgain();
        assertThat(uses()).containsOnlyKeys("github/1/pipeline_run/build.yml/2");

        platformWorkflows.clear();
        pollWellAgain();
        assertThat(uses()).isEmpty();
    }

    @Test
    void runsOfADeletedWorkflow_stayUses() {
        app.workflowFiles.add("features.yml");
        platformWorkflows.add(Pattern.compile("features"));
        pipeline(1, "2026-11-01T03:00:00Z", "push", "jane");
        pollWell();

        app.workflowFiles.clear();
        app.pushedAt = Instant.parse("2026-11-23T10:01:00Z");
        pollWellAgain();

        assertThat(uses()).hasSize(1);
    }

    @Test
    void longHistory_isReadToItsBeginning_andGoesOnWhereItWasInterrupted() {
        app.workflowFiles.add("features.yml");
        platformWorkflows.add(Pattern.compile("features"));
        Instant first = Instant.parse("2025-11-23T12:00:00Z");
        for (int i = 0; i < 360; i++) {
            pipeline(1000 + i, first.plus(Duration.ofDays(i)).toString(), "push", "jane");
        }
        gitHub.refuses = url -> url.contains("created=2026-05");

        assertThat(poll()).isInstanceOf(PollResult.Failed.class);
        int before = uses().size();
        assertThat(before).isBetween(80, 100);
        gitHub.refuses = url -> url.contains("created=2026-08");
        time.pass(Duration.ofHours(1));
        pollWell();

        assertThat(uses()).hasSize(360);

        pipeline(2000, "2026-11-23T11:04:00Z", "push", "jane");
        pollWellAgain();
        assertThat(uses()).hasSize(361);
        gitHub.askedSince();
        pollWellAgain();
        assertThat(gitHub.askedSince()).as("nothing new").hasSize(2).contains("Sweep");
    }

    @Test
    void repositoryWithoutApplication_isOfTheTeamThatCanWriteToIt() {
        app.deployed(1, "2026-11-01T00:00:00Z");
        gitHub.repository(2, "acme/pipelines");
        gitHub.repository(3, "acme/nobodys");
        gitHub.teams.put(
                "fraud",
                new FakeGitHub.FakeTeam(
                        "fraud", Optional.empty(), Map.of("acme/app", "WRITE", "acme/pipelines", "ADMIN")));

        pollWell();

        assertThat(log().repositories().values())
                .extracting(repository -> repository.team().orElse("-"))
                .containsExactly("-", "fraud", "-");
        gitHub.askedSince();
        var before = Objects.requireNonNull(log().repositories().get("github/2"));
        pollWellAgain();
        assertThat(gitHub.askedSince()).containsExactly("Sweep");
        assertThat(log().repositories().get("github/2")).isSameAs(before);
    }
}
