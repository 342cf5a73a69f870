package io.mlopsexporter.source.github;

import static io.mlopsexporter.event.Signal.GITHUB_DEPLOYMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.SourceError;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InventoryTest extends GitHubTest {
    private final FakeRepository feast = gitHub.repository(1, "acme/feast");
    private final FakeRepository kserve = gitHub.repository(2, "acme/kserve");

    @BeforeEach
    void deployments() {
        feast.deployed(10, "2026-11-01T09:00:00Z");
        kserve.deployed(20, "2026-11-02T09:00:00Z");
    }

    private Repository repository(long id) {
        return Objects.requireNonNull(log().repositories().get("github/" + id));
    }

    @Test
    void lists_areReadToTheEnd_andARepositoryThatShiftsIsThereOnce() {
        for (int i = 3; i < 10; i++) {
            gitHub.repository(i, "acme/r" + i).deployed(i + 100, "2026-11-03T00:00:00Z");
        }
        gitHub.pageSize = 3;

        pollWell();

        assertThat(log().repositories()).hasSize(9);
        assertThat(log().applications()).hasSize(9);
    }

    @Test
    void renamedRepository_keepsItsHistoryUnderItsId() {
        pollWell();
        feast.name = "acme/feature-store";
        feast.deployed(11, "2026-11-23T10:01:00Z");

        pollWellAgain();

        assertThat(repository(1).name()).isEqualTo("acme/feature-store");
        assertThat(counted(1)).containsExactly("10", "11");
        assertThat(log().applications()).containsOnlyKeys("github/feature-store", "github/kserve");
    }

    @Test
    void configuredByAFormerName_isFound_andFoundAgainAfterAnotherRename() {
        gitHub.formerNames.put("acme/old-feast", feast);
        configure("feast", "acme/old-feast", GITHUB_DEPLOYMENTS);
        pollWell();
        assertThat(application("feast").repository()).isEqualTo("github/1");
        gitHub.askedSince();

        feast.name = "acme/newest-feast";
        gitHub.formerNames.clear();
        pollWellAgain();

        assertThat(application("feast").repository()).isEqualTo("github/1");
        assertThat(gitHub.askedSince()).doesNotContain("Repository");
    }

    @Test
    void configuredRepositoryOfAnotherOwner_isReadById() {
        gitHub.repository(9, "other/tool").deployed(90, "2026-11-03T00:00:00Z");
        configure("tool", "other/tool", GITHUB_DEPLOYMENTS);

        pollWell();
        assertThat(counted(9)).containsExactly("90");
        gitHub.askedSince();
        pollWellAgain();

        assertThat(gitHub.askedSince()).containsOnlyOnce("Sweep").doesNotContain("Repository");
    }

    @Test
    void configuredRepositoryThatDoesNotExist_isAProblem_notAFailure() {
        configure("ghost", "acme/ghost", GITHUB_DEPLOYMENTS);

        PollResult result = poll();

        assertThat(problems(result))
                .anySatisfy(problem -> assertThat(problem.toString())
                        .contains("repository acme/ghost", "no such repository, or this token cannot see it"));
        assertThat(counted(1)).containsExactly("10");
    }

    @Test
    void nullThatHealsWhenAskedAgain_isNoProblem() {
        feast.hidden = "FORBIDDEN";
        feast.hiddenTimes = 1;

        PollResult result = poll();

        assertThat(problems(result)).isEmpty();
        assertThat(counted(1)).containsExactly("10");
    }

    @Test
    void forbiddenRepositoryNeverSeen_isAProblem_andDoesNotBlankTheOthers() {
        feast.hidden = "FORBIDDEN";

        PollResult result = poll();

        assertThat(result).isInstanceOf(PollResult.Complete.class);
        assertThat(problems(result))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("organisation acme", "1 of its repositories cannot be read", "SAML"));
        assertThat(counted(2)).containsExactly("20");
    }

    @Test
    void forbiddenRepositoryKnownBefore_holdsTheAsOfForThreePolls_thenItIsGone() {
        pollWell();
        feast.hidden = "FORBIDDEN";
        kserve.deployed(21, "2026-11-23T10:01:00Z");

        for (int i = 0; i < 3; i++) {
            assertThat(pollAgain())
                    .isInstanceOfSatisfying(
                            PollResult.Failed.class,
                            failed -> assertThat(failed.error())
                                    .isInstanceOf(SourceError.Unauthorized.class)
                                    .extracting(SourceError::message)
                                    .asString()
                                    .contains("repository acme/feast", "check what the token may read"));
        }
        assertThat(counted(2)).containsExactly("20", "21");
        assertThat(repository(1).gone()).isFalse();

        pollWellAgain();

        assertThat(repository(1).gone()).isTrue();
        assertThat(counted(1)).containsExactly("10");
        feast.hidden = "";
        pollWellAgain();
        assertThat(repository(1).gone()).isFalse();
    }

    @Test
    void deletedRepository_isGoneAtOnce_itsEventsAndApplicationStay() {
        pollWell();
        gitHub.repositories.remove(1L);

        PollResult result = pollAgain();

        assertThat(result).isInstanceOf(PollResult.Complete.class);
        assertThat(repository(1).gone()).isTrue();
        assertThat(counted(1)).containsExactly("10");
        assertThat(problems(result)).hasSize(1);
        gitHub.askedSince();
        assertThat(problems(pollAgain())).isEmpty();
        assertThat(gitHub.askedSince()).containsExactly("Sweep");
    }

    @Test
    void archivedLater_isNoDiscoveredApplicationAnyMore() {
        pollWell();
        feast.archived = true;

        pollWellAgain();

        assertThat(log().applications()).containsOnlyKeys("github/kserve");
        assertThat(repository(1).gone()).isFalse();
        gitHub.askedSince();
        pollWellAgain();
        assertThat(gitHub.askedSince()).containsExactly("Sweep");
    }

    @Test
    void forksArchivedAndExcluded_areNotDiscovered_butMayBeConfigured() {
        gitHub.repository(3, "acme/fork").deployed(30, "2026-11-03T00:00:00Z").fork = true;
        gitHub.repository(4, "acme/old").deployed(40, "2026-11-03T00:00:00Z").archived = true;
        gitHub.repository(5, "acme/sandbox-1").deployed(50, "2026-11-03T00:00:00Z");
        exclude.add(Pattern.compile("^acme/sandbox"));
        pollWell();
        assertThat(log().applications()).containsOnlyKeys("github/feast", "github/kserve");

        configure("old", "acme/old", GITHUB_DEPLOYMENTS);
        pollWellAgain();

        assertThat(log().applications()).containsOnlyKeys("github/feast", "github/kserve", "github/old");
        assertThat(counted(4)).containsExactly("40");
    }

    @Test
    void unknownOrganisation_isSaidSo() {
        organizations.set(0, "acne");

        assertThat(poll())
                .isInstanceOfSatisfying(
                        PollResult.Failed.class,
                        failed -> assertThat(failed.error())
                                .isEqualTo(new SourceError.NotFound(
                                        "organisation acne: no such organisation, or this token cannot see it")));
    }

    @Test
    void organisationWithoutRepositories_isAProblemInWords() {
        gitHub.repositories.clear();

        PollResult result = poll();

        assertThat(problems(result))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.text()).contains("has no repositories that this token can see"));
    }
}
