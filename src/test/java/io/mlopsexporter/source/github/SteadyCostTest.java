package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a poll costs in which nothing has changed, in points as GitHub counts them, and in requests. */
class SteadyCostTest extends GitHubTest {
    /** Of 100: how many deploy by releases, and by tags; two in three of the others by deployments, the rest not at all. */
    private void organization(int repositories, int byReleases, int byTags) {
        for (int i = 1; i <= repositories; i++) {
            FakeRepository repository = gitHub.repository(i, "acme/r" + i);
            repository.pushedAt = Instant.parse("2026-11-01T00:00:00Z");
            if (i % 100 < byReleases) {
                repository.release(i, "v1", "2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z", false);
            } else if (i % 100 < byReleases + byTags) {
                repository.tag("v1", i, "2026-10-01T00:00:00Z", "");
            } else if (i % 3 > 0) {
                repository
                        .deployed(i, "2026-10-01T00:00:00Z")
                        .deployment(i + 10_000_000L, "production", "2026-11-20T00:00:00Z");
            }
        }
    }

    /** A poll after all is known and every hourly look was had. */
    private long steadyPoll() {
        pollWell();
        pollWellAgain();
        gitHub.askedSince();
        gitHub.points = 0;
        pollWellAgain();
        return gitHub.points;
    }

    @ParameterizedTest
    @CsvSource({
        // repositories, of 100 by releases, by tags, points
        " 100,  0,  0,  1",
        " 250,  0,  0,  3",
        "1000,  0,  0, 10",
        " 100, 24, 24,  1",
        " 250, 24, 24,  3",
        "1000, 24, 24, 10",
        "1000, 31, 31, 11",
        " 100, 50, 50,  2",
        "1000, 50, 50, 14",
    })
    void anUnchangedOrganization_costsAPointForEach100Repositories_andNoRequestOfRest(
            int repositories, int byReleases, int byTags, long points) {
        organization(repositories, byReleases, byTags);

        assertThat(steadyPoll()).isEqualTo(points);
        assertThat(gitHub.askedSince()).isEqualTo(Collections.nCopies((int) points, "Sweep"));
        int lists = (repositories + 99) / 100;
        assertThat(byReleases + byTags > 62 || points <= 1.1 * lists).isTrue();
    }

    @Test
    void whatIsAskedForByIdBesideTheList_isFoundWhereverItStands() {
        organization(130, 50, 50);

        steadyPoll();

        assertThat(List.of(counted(1), counted(60), counted(129)))
                .allSatisfy(known -> assertThat(known).hasSize(1));
        gitHub.of(129).release(900, "v2", "2026-11-23T10:00:00Z", "2026-11-23T10:01:00Z", false);
        gitHub.of(60).tag("v2", 901, "2026-11-23T10:00:00Z", "");
        pollWellAgain();
        assertThat(counted(129)).hasSize(2);
        assertThat(counted(60)).hasSize(2);
    }
}
