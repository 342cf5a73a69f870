package io.mlopsexporter.source.github;

import static io.mlopsexporter.event.Signal.GITHUB_DEPLOYMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeploymentsTest extends GitHubTest {
    private static final long FEAST = 640_000_000L;
    private static final long FIRST = 3_881_429_895L; // beyond 31 bits, as real ids are

    private final FakeRepository feast = gitHub.repository(FEAST, "acme/feast");

    @Test
    void supersededDeployment_countsAtItsFirstSuccess_notAtWhatCameAfter() {
        feast.deployment(FIRST, "production", "2026-11-01T09:00:00Z")
                .status(FIRST, "QUEUED", "2026-11-01T09:00:10Z")
                .status(FIRST, "SUCCESS", "2026-11-01T09:05:00Z")
                .status(FIRST, "SUCCESS", "2026-11-01T09:06:00Z")
                .status(FIRST, "INACTIVE", "2026-11-08T09:00:00Z")
                .change(FIRST, "state", "INACTIVE");

        pollWell();

        Deployment deployment = deployment(FEAST, GITHUB_DEPLOYMENTS, FIRST);
        assertThat(deployment.finishedAt()).contains(Instant.parse("2026-11-01T09:05:00Z"));
        assertThat(deployment.requestedAt()).isEqualTo(Instant.parse("2026-11-01T09:00:00Z"));
        assertThat(deployment.run()).contains(Long.toString(FIRST + 5));
        assertThat(deployment.number()).isEqualTo("3881429895");
    }

    @Test
    void moreThanTen_areReadFromTheNewestBack_toTheHistoryAndTheLongestWait() {
        for (int day = 1; day <= 30; day++) {
            feast.deployed(FIRST + day, "2026-10-%02dT08:00:00Z".formatted(day));
        }
        feast.deployment(7, "production", "2025-11-20T00:00:00Z")
                .status(7, "SUCCESS", "2025-11-25T00:00:00Z")
                .deployed(6, "2025-11-21T00:00:00Z")
                .deployed(5, "2025-10-01T00:00:00Z");
        gitHub.pageSize = 12;

        pollWell();

        assertThat(counted(FEAST)).hasSize(31).contains("7").doesNotContain("5", "6");
        assertThat(gitHub.askedSince().stream().filter("Deployments"::equals)).hasSize(3);
    }

    @Test
    void repeatedPoll_ofUnchangedRepositories_isOneRequest() {
        feast.deployed(1, "2026-11-01T09:00:00Z").deployed(2, "2025-11-21T00:00:00Z");
        feast.deployment(3, "production", "2026-11-02T09:00:00Z").status(3, "FAILURE", "2026-11-02T09:01:00Z");
        for (int i = 10; i < 40; i++) {
            feast.deployment(i, "staging", "2026-11-20T08:00:00Z").status(i, "SUCCESS", "2026-11-20T08:05:00Z");
        }
        pollWell();
        gitHub.askedSince();

        pollWellAgain();
        pollWellAgain();

        assertThat(gitHub.askedSince()).containsExactly("Sweep", "Sweep");
        assertThat(counted(FEAST)).containsExactly("1");
    }

    @Test
    void oldFailures_areNotAskedForAgainAndAgain_butStillNoticedOnTheFirstPage() {
        feast.deployment(1, "production", "2026-05-02T09:00:00Z").status(1, "ERROR", "2026-05-02T09:01:00Z");
        pollWell();
        gitHub.askedSince();
        pollWellAgain();
        pollWellAgain();
        assertThat(gitHub.askedSince()).containsExactly("Sweep", "Sweep");

        feast.status(1, "SUCCESS", "2026-11-23T10:11:00Z");
        pollWellAgain();

        assertThat(counted(FEAST)).containsExactly("1");
    }

    @Test
    void burstOfDeploymentsBetweenTwoPolls_isReadBeyondTheFirstPage() {
        feast.deployed(1, "2026-11-01T09:00:00Z");
        pollWell();
        for (int i = 100; i < 125; i++) {
            feast.deployed(i, "2026-11-23T10:%02d:00Z".formatted(i - 100));
        }

        time.pass(Duration.ofMinutes(30));
        pollWell();

        assertThat(counted(FEAST)).hasSize(26);
    }

    @Test
    void waitingForApproval_isWatchedAfterItLeftTheFirstPage() {
        feast.deployment(1, "production", "2026-11-10T09:00:00Z").status(1, "WAITING", "2026-11-10T09:00:05Z");
        pollWell();
        for (int i = 100; i < 115; i++) {
            feast.deployment(i, "staging", "2026-11-23T09:%02d:00Z".formatted(i - 100));
        }
        pollWellAgain();
        assertThat(counted(FEAST)).isEmpty();

        feast.status(1, "SUCCESS", "2026-11-23T10:04:00Z");
        pollWellAgain();

        assertThat(counted(FEAST)).containsExactly("1");
    }

    @Test
    void failureThenSuccess_ofOneDeployment_isOneSuccess() {
        feast.deployment(1, "production", "2026-11-10T09:00:00Z").status(1, "FAILURE", "2026-11-10T09:01:00Z");
        pollWell();
        assertThat(deployment(FEAST, GITHUB_DEPLOYMENTS, 1).finishedAt()).isEmpty();

        feast.status(1, "SUCCESS", "2026-11-10T10:00:00Z");
        pollWellAgain();

        assertThat(deployment(FEAST, GITHUB_DEPLOYMENTS, 1).finishedAt())
                .contains(Instant.parse("2026-11-10T10:00:00Z"));
    }

    @Test
    void withoutStatuses_itNeverFinished() {
        feast.deployment(1, "production", "2026-11-10T09:00:00Z").change(1, "state", "ABANDONED");

        pollWell();

        assertThat(deployment(FEAST, GITHUB_DEPLOYMENTS, 1).finishedAt()).isEmpty();
    }

    @Test
    void unknownState_isNotFinished_andIsTold() {
        feast.deployment(1, "production", "2026-11-10T09:00:00Z").status(1, "LEVITATING", "2026-11-10T09:01:00Z");

        PollResult result = poll();

        assertThat(deployment(FEAST, GITHUB_DEPLOYMENTS, 1).finishedAt()).isEmpty();
        assertThat(problems(result)).singleElement().satisfies(problem -> {
            assertThat(problem.subject()).isEqualTo("repository acme/feast");
            assertThat(problem.text()).contains("LEVITATING");
        });
    }

    @Test
    void environments_areProductionByName_whateverTheCase_latestOrOriginal_neverPages() {
        feast.deployed(1, "2026-11-01T00:00:00Z").change(1, "environment", "Production");
        feast.change(1, "latestEnvironment", "Production").change(1, "originalEnvironment", "Production");
        feast.deployed(2, "2026-11-02T00:00:00Z").change(2, "latestEnvironment", "blue");
        feast.deployed(3, "2026-11-03T00:00:00Z").change(3, "originalEnvironment", "new-ci-env");
        feast.deployment(4, "staging", "2026-11-04T00:00:00Z").status(4, "SUCCESS", "2026-11-04T00:00:00Z");
        feast.deployment(5, "github-pages", "2026-11-05T00:00:00Z").status(5, "SUCCESS", "2026-11-05T00:00:00Z");
        feast.deployment(6, "reproduction", "2026-11-06T00:00:00Z").status(6, "SUCCESS", "2026-11-06T00:00:00Z");

        pollWell();

        assertThat(counted(FEAST)).containsExactly("1", "2", "3");
        assertThat(log().history("github/" + FEAST).deployments()).hasSize(3);
    }

    @Test
    void previews_areTransientByGitHubsFlag_askedForOnceAnEnvironment() {
        feast.deployed(1, "2026-11-01T00:00:00Z");
        feast.deployment(2, "production-pr-7", "2026-11-02T00:00:00Z").status(2, "SUCCESS", "2026-11-02T00:00:00Z");
        feast.change(2, "transient", true);
        feast.deployment(3, "prod-eu", "2026-11-03T00:00:00Z").status(3, "SUCCESS", "2026-11-03T00:00:00Z");
        pollWell();
        assertThat(counted(FEAST)).containsExactly("1", "3");
        gitHub.askedSince();

        feast.deployment(4, "prod-eu", "2026-11-23T10:01:00Z").status(4, "SUCCESS", "2026-11-23T10:02:00Z");
        feast.deployment(5, "production-pr-7", "2026-11-23T10:01:00Z").status(5, "SUCCESS", "2026-11-23T10:02:00Z");
        pollWellAgain();

        assertThat(counted(FEAST)).containsExactly("1", "3", "4");
        assertThat(gitHub.askedSince()).noneMatch(asked -> asked.contains("/deployments"));
    }

    @Test
    void jobsMatrixCellsAndReRuns_areKeptAsTheyAre_withTheRunTheyShare() {
        feast.deployed(1, "2026-11-01T00:00:00Z")
                .deployed(2, "2026-11-01T00:00:30Z")
                .change(2, "commitOid", FakeRepository.oid(1));

        pollWell();

        assertThat(deployment(FEAST, GITHUB_DEPLOYMENTS, 2).commit())
                .isEqualTo(deployment(FEAST, GITHUB_DEPLOYMENTS, 1).commit());
        assertThat(counted(FEAST)).containsExactly("1", "2");
    }

    @Test
    void deletedDeployments_stay() {
        feast.deployed(1, "2026-11-01T00:00:00Z").deployed(2, "2026-11-02T00:00:00Z");
        pollWell();

        feast.deployments.clear();
        pollWellAgain();

        assertThat(counted(FEAST)).containsExactly("1", "2");
    }

    @Test
    void deploymentThatAppearsLate_isFound() {
        feast.deployed(2, "2026-11-23T09:50:00Z");
        pollWell();

        feast.deployed(1, "2026-11-23T09:45:00Z");
        pollWellAgain();

        assertThat(counted(FEAST)).containsExactly("1", "2");
    }

    @Test
    void asOf_isTheServersTimeBeforeTheFirstRequest() {
        feast.deployed(1, "2026-11-01T00:00:00Z");
        time.pass(Duration.ofMillis(300));

        PollResult result = poll();

        assertThat(result)
                .isInstanceOfSatisfying(
                        PollResult.Complete.class,
                        complete -> assertThat(complete.asOf()).isEqualTo(START));
    }
}
