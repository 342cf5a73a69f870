package io.mlopsexporter.source.github;

import static io.mlopsexporter.event.Signal.GITHUB_RELEASES;
import static io.mlopsexporter.event.Signal.GITHUB_TAGS;
import static io.mlopsexporter.event.Signal.GITHUB_WORKFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.PollResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignalsTest extends GitHubTest {
    private final FakeRepository app = gitHub.repository(1, "acme/app");

    private Instant finished(Signal signal, Object number) {
        return deployment(1, signal, number).finishedAt().orElseThrow();
    }

    private void configureWorkflow() {
        app.workflowFiles.add("deploy.yml");
        configure(new GitHubSettings.ConfiguredApplication(
                "app",
                "acme/app",
                Optional.of(GITHUB_WORKFLOW),
                Optional.empty(),
                Optional.of(".github/workflows/deploy.yml"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of()));
    }

    @Test
    void releases_goByPublication_notByTheirCommitsDate_neitherDraftsNorPrereleases() {
        configure("app", "acme/app", GITHUB_RELEASES);
        app.release(1, "v1", "2026-10-01T00:00:00Z", "2026-11-01T12:00:00Z", false);
        app.release(2, "v2-rc", "2026-11-02T00:00:00Z", "2026-11-02T12:00:00Z", true);
        app.release(3, "v2", "2026-11-03T00:00:00Z", "", false);
        app.release(4, "v0", "2025-01-03T00:00:00Z", "2025-01-03T00:00:00Z", false);

        pollWell();

        assertThat(counted(1)).containsExactly("1");
        assertThat(finished(GITHUB_RELEASES, "v1")).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(deployment(1, GITHUB_RELEASES, "v1").environment()).isEqualTo("production");
    }

    @Test
    void prereleasePromoted_andDraftPublished_areNoticedThoughTheyStandDeep() {
        configure("app", "acme/app", GITHUB_RELEASES);
        app.release(1, "v1", "2026-01-01T00:00:00Z", "2026-01-01T12:00:00Z", true);
        app.release(2, "v2", "2026-01-02T00:00:00Z", "", false);
        for (int i = 10; i < 25; i++) {
            app.release(
                    i,
                    "v3." + i,
                    "2026-11-%02dT00:00:00Z".formatted(i - 5),
                    "2026-11-%02dT01:00:00Z".formatted(i - 5),
                    false);
        }
        pollWell();
        assertThat(counted(1)).hasSize(15);
        gitHub.askedSince();

        app.releases.get(0).put("isPrerelease", false);
        app.releases.get(1).put("isDraft", false);
        app.releases.get(1).put("publishedAt", "2026-11-23T10:02:00Z");
        pollWellAgain();

        assertThat(counted(1)).hasSize(17).contains("1", "2");
        assertThat(gitHub.askedSince()).containsExactly("Sweep");
    }

    @Test
    void releasePublishedLate_deepInTheList_isFoundByTheCount() {
        configure("app", "acme/app", GITHUB_RELEASES);
        for (int i = 10; i < 25; i++) {
            app.release(
                    i,
                    "v3." + i,
                    "2026-11-%02dT00:00:00Z".formatted(i - 5),
                    "2026-11-%02dT01:00:00Z".formatted(i - 5),
                    false);
        }
        pollWell();

        app.release(5, "v1.9.9", "2026-01-01T00:00:00Z", "2026-11-23T10:01:00Z", false);
        pollWellAgain();

        assertThat(finished(GITHUB_RELEASES, "v1.9.9")).isEqualTo("2026-11-23T10:01:00Z");
    }

    @Test
    void releaseDeletedAndPublishedAgainByTheSameTag_isOnce_atItsFirstTime() {
        configure("app", "acme/app", GITHUB_RELEASES);
        app.release(1, "v1", "2026-11-01T00:00:00Z", "2026-11-01T12:00:00Z", false);
        pollWell();

        app.releases.clear();
        app.release(2, "v1", "2026-11-01T00:00:00Z", "2026-11-23T10:01:00Z", false);
        pollWellAgain();

        assertThat(counted(1)).hasSize(1);
        assertThat(finished(GITHUB_RELEASES, "v1")).isEqualTo("2026-11-01T12:00:00Z");
    }

    @Test
    void releaseWhoseTagIsGone_isCounted_withGitsNullIdAsCommit() {
        configure("app", "acme/app", GITHUB_RELEASES);
        app.release(1, "v1", "2026-11-01T00:00:00Z", "2026-11-01T12:00:00Z", false);
        app.releases.get(0).remove("tagCommit");

        pollWell();

        assertThat(deployment(1, GITHUB_RELEASES, "v1").commit()).isEqualTo("0".repeat(40));
    }

    @Test
    void tags_goByTheTaggersDate_elseTheCommits_andOnlyByThePattern() {
        configure(new GitHubSettings.ConfiguredApplication(
                "app",
                "acme/app",
                Optional.of(GITHUB_TAGS),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("^v"),
                List.of(),
                List.of()));
        app.tag("v2", 102, "2026-11-02T00:00:00Z", "2026-11-02T09:00:00+02:00");
        app.tag("v1", 101, "2026-11-01T00:00:00Z", "");
        app.tag("nightly", 103, "2026-11-03T00:00:00Z", "");
        app.tags.add(Map.of("name", "tree", "target", Map.of("__typename", "Tree", "oid", FakeRepository.oid(9))));

        pollWell();

        assertThat(counted(1)).containsExactly("v1", "v2");
        assertThat(finished(GITHUB_TAGS, "v2@" + FakeRepository.oid(102))).isEqualTo("2026-11-02T07:00:00Z");
        assertThat(finished(GITHUB_TAGS, "v1@" + FakeRepository.oid(101))).isEqualTo("2026-11-01T00:00:00Z");
    }

    @Test
    void movedTag_adds_andNothingIsLost_newOnesAreFoundByTheCount() {
        configure("app", "acme/app", GITHUB_TAGS);
        app.tag("latest", 101, "2026-11-01T00:00:00Z", "");
        pollWell();

        app.tags.clear();
        app.tag("latest", 102, "2026-11-02T00:00:00Z", "");
        for (int i = 0; i < 15; i++) {
            app.tag("v1." + i, 200 + i, "2026-10-%02dT00:00:00Z".formatted(i + 1), "");
        }
        pollWellAgain();

        assertThat(counted(1)).hasSize(17);
        gitHub.askedSince();
        pollWellAgain();
        assertThat(gitHub.askedSince()).containsExactly("Sweep");
    }

    @Test
    void runs_countIfSuccessfulOnTheBranch_byNoPullRequest() {
        configureWorkflow();
        app.run(1, "2026-11-01T00:00:00Z", "push", "success", 1, "2026-11-01T00:10:00Z");
        app.run(2, "2026-11-02T00:00:00Z", "push", "cancelled", 1, "2026-11-02T00:10:00Z");
        app.run(3, "2026-11-03T00:00:00Z", "pull_request", "success", 1, "2026-11-03T00:10:00Z");
        app.run(4, "2026-11-04T00:00:00Z", "push", "success", 1, "2026-11-04T00:10:00Z");
        app.runs.get(3).put("head_branch", "topic");
        app.run(5, "2026-11-05T00:00:00Z", "workflow_dispatch", "success", 1, "2026-11-05T00:10:00Z");
        app.runs.get(4).put("head_repository", Map.of("id", 77));
        app.run(6, "2026-11-06T00:00:00Z", "push", "action_required", 1, "2026-11-06T00:10:00Z");

        pollWell();

        assertThat(counted(1)).containsExactly("1");
        assertThat(deployment(1, GITHUB_WORKFLOW, 1).workflow()).isEqualTo("deploy.yml");
        assertThat(finished(GITHUB_WORKFLOW, 1)).isEqualTo("2026-11-01T00:10:00Z");
    }

    @Test
    void reRun_keepsTheFirstSuccess_whateverComesAfter() {
        configureWorkflow();
        app.run(1, "2026-11-01T00:00:00Z", "push", "failure", 1, "2026-11-01T00:10:00Z");
        app.run(1, "2026-11-01T00:00:00Z", "push", "success", 2, "2026-11-02T00:10:00Z");
        app.run(1, "2026-11-01T00:00:00Z", "push", "failure", 3, "2026-11-03T00:10:00Z");
        app.run(2, "2026-11-04T00:00:00Z", "push", "success", 1, "2026-11-04T00:10:00Z");

        pollWell();
        assertThat(finished(GITHUB_WORKFLOW, 1)).isEqualTo("2026-11-02T00:10:00Z");

        app.run(2, "2026-11-04T00:00:00Z", "push", "success", 2, "2026-11-23T10:00:00Z");
        pollWellAgain();

        assertThat(finished(GITHUB_WORKFLOW, 2)).isEqualTo("2026-11-04T00:10:00Z");
    }

    @Test
    void runThatEndsLater_isNoticed_evenBehindAHundredNewerOnes() {
        configureWorkflow();
        app.run(1, "2026-11-01T00:00:00Z", "push", "", 1, "2026-11-01T00:00:00Z");
        for (int i = 100; i < 205; i++) {
            app.run(i, START.minus(300 - i, ChronoUnit.MINUTES).toString(), "push", "failure", 1, START.toString());
        }
        pollWell();
        assertThat(counted(1)).isEmpty();

        app.run(1, "2026-11-01T00:00:00Z", "push", "success", 1, "2026-11-23T10:03:00Z");
        pollWellAgain();

        assertThat(finished(GITHUB_WORKFLOW, 1)).isEqualTo("2026-11-23T10:03:00Z");
    }

    @Test
    void longHistoryOfRuns_isSplitWhereTheListEnds() {
        configureWorkflow();
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 1_300; i++) {
            String at = first.plus(5L * i, ChronoUnit.HOURS).toString();
            app.run(1000 + i, at, "push", "success", 1, at);
        }

        pollWell();

        assertThat(counted(1)).hasSize(1_300);
    }

    @Test
    void unchangedRuns_costOneRequestAPoll() {
        configureWorkflow();
        app.run(1, "2026-11-01T00:00:00Z", "push", "failure", 2, "2026-11-01T00:10:00Z");
        pollWell();
        gitHub.askedSince();

        pollWellAgain();

        assertThat(gitHub.askedSince())
                .hasSize(2)
                .contains("Sweep")
                .anyMatch(asked -> asked.contains("/actions/workflows/deploy.yml/runs?"));
    }

    @Test
    void missingWorkflow_isAProblem() {
        configureWorkflow();
        app.workflowFiles.clear();

        PollResult result = poll();

        assertThat(problems(result))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("workflow deploy.yml of acme/app", "check the workflow's file name"));
    }
}
