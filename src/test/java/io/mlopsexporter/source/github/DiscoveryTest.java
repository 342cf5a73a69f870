package io.mlopsexporter.source.github;

import static io.mlopsexporter.event.Signal.GITHUB_DEPLOYMENTS;
import static io.mlopsexporter.event.Signal.GITHUB_RELEASES;
import static io.mlopsexporter.event.Signal.GITHUB_TAGS;
import static io.mlopsexporter.event.Signal.GITHUB_WORKFLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscoveryTest extends GitHubTest {
    private void team(String slug, String parent, String... grants) {
        Map<String, String> permissions = new LinkedHashMap<>();
        for (String grant : grants) {
            permissions.put("acme/" + grant.split("=", 2)[0], grant.split("=", 2)[1]);
        }
        gitHub.teams.put(
                slug, new FakeGitHub.FakeTeam(slug, Optional.of(parent).filter(text -> !text.isEmpty()), permissions));
    }

    @Test
    void signals_areDetectedInOrder_andSaidInWords() {
        FakeRepository all = gitHub.repository(1, "acme/all").deployment(10, "Production", "2026-11-01T00:00:00Z");
        all.workflowFiles.add("deploy.yml");
        all.release(11, "v1", "2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z", false);
        FakeRepository workflow =
                gitHub.repository(2, "acme/workflow").deployment(20, "staging", "2026-11-01T00:00:00Z");
        workflow.workflowFiles.addAll(List.of("ci.yml", "deploy-docs.yaml", "deploy.yml"));
        workflow.run(21, "2026-11-01T00:00:00Z", "push", "success", 1, "2026-11-01T00:10:00Z");
        FakeRepository failing = gitHub.repository(3, "acme/releases");
        failing.workflowFiles.add("Deploy.yml");
        failing.run(31, "2026-11-01T00:00:00Z", "push", "failure", 1, "2026-11-01T00:10:00Z");
        failing.release(32, "v3", "2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z", false);
        gitHub.repository(4, "acme/tags")
                .release(41, "v4-rc", "2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z", true)
                .tag("v4.0", 42, "2026-11-01T00:00:00Z", "");
        gitHub.repository(5, "acme/nothing").tag("snapshot", 52, "2026-11-01T00:00:00Z", "");

        pollWell();

        assertThat(log().applications().values())
                .extracting(Application::name, Application::signal, Application::chosen)
                .containsExactlyInAnyOrder(
                        tuple(
                                "all",
                                GITHUB_DEPLOYMENTS,
                                "detected: 1 deployment to Production; no team can write to it"),
                        tuple(
                                "workflow",
                                GITHUB_WORKFLOW,
                                "detected: successful runs of deploy.yml on main; no team can write to it"),
                        tuple("releases", GITHUB_RELEASES, "detected: releases such as v3; no team can write to it"),
                        tuple("tags", GITHUB_TAGS, "detected: version tags such as v4.0; no team can write to it"));
        assertThat(counted(2)).containsExactly("21");
        assertThat(counted(3)).containsExactly("32");
        assertThat(counted(4)).containsExactly("v4.0");
    }

    @Test
    void choiceOnceMade_isKept_unmatchedOnesAreLookedAtAgain() {
        FakeRepository tags = gitHub.repository(1, "acme/tags").tag("v1", 11, "2026-11-01T00:00:00Z", "");
        FakeRepository late = gitHub.repository(2, "acme/late");
        pollWell();
        assertThat(log().applications()).containsOnlyKeys("github/tags");

        tags.release(12, "v1", "2026-11-23T10:01:00Z", "2026-11-23T10:01:00Z", false);
        late.tag("v1", 21, "2026-11-23T10:01:00Z", "");
        pollWellAgain();
        assertThat(log().applications()).containsOnlyKeys("github/tags");
        late.pushedAt = Instant.parse("2026-11-23T10:06:00Z");
        pollWellAgain();

        assertThat(application("tags").signal()).isEqualTo(GITHUB_TAGS);
        assertThat(application("late").signal()).isEqualTo(GITHUB_TAGS);
    }

    @Test
    void unmatchedRepositories_areLookedAtHourly_cheaply() {
        FakeRepository late = gitHub.repository(2, "acme/late");
        late.workflowFiles.add("deploy.yml");
        pollWell();
        gitHub.askedSince();
        pollWellAgain();
        assertThat(gitHub.askedSince()).containsExactly("Sweep");

        late.release(1, "v1", "2026-11-23T10:01:00Z", "2026-11-23T10:01:00Z", false);
        time.pass(Duration.ofHours(1));
        pollWell();

        // No request by REST for a repository where nobody pushed, and the teams wait for the next poll.
        assertThat(gitHub.askedSince()).containsExactly("Sweep", "Signals", "Releases");
        assertThat(application("late").signal()).isEqualTo(GITHUB_RELEASES);
    }

    @Test
    void configuredApplications_takeThePlaceOfTheDiscoveredOne_andMayShareARepository() {
        gitHub.repository(1, "acme/mono")
                .deployed(10, "2026-11-01T00:00:00Z")
                .deployment(11, "live-eu", "2026-11-02T00:00:00Z")
                .status(11, "SUCCESS", "2026-11-02T00:05:00Z");
        pollWell();
        assertThat(log().applications()).containsOnlyKeys("github/mono");

        configure("api", "acme/mono", GITHUB_DEPLOYMENTS);
        configure(new GitHubSettings.ConfiguredApplication(
                "web",
                "ACME/Mono",
                Optional.empty(),
                Optional.of("^live"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("web/**"),
                List.of("PSVC1")));
        pollWellAgain();

        assertThat(log().applications()).containsOnlyKeys("github/api", "github/web");
        assertThat(application("web").chosen()).isEqualTo("configured");
        assertThat(application("web").paths()).containsExactly("web/**");
        assertThat(log().history("github/1").deployments()).hasSize(2);
    }

    @Test
    void configuredWithoutASignal_isDetected() {
        gitHub.repository(1, "acme/app").tag("1.0", 11, "2026-11-01T00:00:00Z", "");
        configure(new GitHubSettings.ConfiguredApplication(
                "app",
                "acme/app",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of()));

        pollWell();

        assertThat(application("app").chosen()).isEqualTo("configured; detected: version tags such as 1.0");
        assertThat(counted(1)).containsExactly("1.0");
    }

    @Test
    void equalNamesInTwoOrganisations_becomeFullNames() {
        gitHub.repository(1, "acme/app").deployed(10, "2026-11-01T00:00:00Z");
        gitHub.repository(2, "acme/api").deployed(20, "2026-11-01T00:00:00Z");
        configure("app", "acme/api", GITHUB_DEPLOYMENTS);

        pollWell();

        assertThat(log().applications()).containsOnlyKeys("github/app", "github/acme/app");
    }

    @Test
    void teams_areTheMostSpecificThatCanWrite() {
        gitHub.repository(1, "acme/app").deployed(10, "2026-11-01T00:00:00Z");
        gitHub.repository(2, "acme/lib").deployed(20, "2026-11-01T00:00:00Z");
        gitHub.repository(3, "acme/read-only").deployed(30, "2026-11-01T00:00:00Z");
        gitHub.repository(4, "acme/mapped").deployed(40, "2026-11-01T00:00:00Z");
        team("everybody", "", "app=WRITE", "lib=WRITE", "read-only=READ", "mapped=ADMIN");
        team("platform", "everybody", "app=ADMIN");
        team("small", "", "lib=MAINTAIN");
        teams.add(new GitHubSettings.Team("ML Platform", Optional.of("acme/Everybody"), List.of()));

        pollWell();

        assertThat(application("app").team()).isEqualTo("ML Platform");
        assertThat(application("mapped").team()).isEqualTo("ML Platform");
        assertThat(application("read-only").team()).isEqualTo(Application.UNASSIGNED);
        teams.clear();
        pollWellAgain();
        assertThat(application("app").team()).isEqualTo("platform");
        assertThat(application("lib").team()).isEqualTo("small");
        assertThat(application("mapped").team()).isEqualTo("everybody");
    }

    @Test
    void teamsThatMayNotBeRead_leaveEverythingUnassigned_andNameThePermission() {
        gitHub.repository(1, "acme/app").deployed(10, "2026-11-01T00:00:00Z");
        gitHub.teamsError = "INSUFFICIENT_SCOPES";

        PollResult result = poll();
        PollResult next = pollAgain();

        assertThat(application("app").team()).isEqualTo(Application.UNASSIGNED);
        assertThat(problems(result)).isEqualTo(problems(next)).singleElement().satisfies(problem -> {
            assertThat(problem.subject()).isEqualTo("teams of acme");
            assertThat(problem.text()).contains("grant read:org", "Resource not accessible");
        });
    }

    @Test
    void overview_saysWhatWasChosenAndWhatIsUnmatched() {
        gitHub.repository(1, "acme/app").deployed(10, "2026-11-01T00:00:00Z");
        gitHub.repository(2, "acme/docs");

        Overview overview = overview();

        assertThat(overview.unmatched()).containsExactly("acme/docs");
        assertThat(overview.repositories().get(0).applications())
                .singleElement()
                .extracting(Application::chosen)
                .asString()
                .startsWith("detected: 1 deployment to production");
    }
}
