package io.mlopsexporter.source.github;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.event.Addresses;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.NamedCommit;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.People;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamedCommitsTest extends GitHubLineageTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final GitHubSettings SETTINGS = new GitHubSettings(
            "github",
            List.of("acme"),
            List.of(),
            List.of(),
            List.of(),
            new GitHubSettings.Platform(new People(People.newKey(), Pattern.compile("^$")), List.of()),
            FileMarks.NONE,
            Optional.empty(),
            Duration.ofDays(365),
            Duration.ofDays(7),
            GitHubSettings.Cadence.USUAL);

    private final InMemoryJournal models = new InMemoryJournal();

    @BeforeEach
    void aRepository() {
        models.write(Batch.of(List.of(REPOSITORY)), Map.of());
    }

    /** The versions 1 to {@code count} of a model, of as many commits. */
    private void versions(int count, String repository, Instant created) {
        List<Event> events = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            events.add(new ModelVersion(
                    "mlflow/fraud",
                    "fraud",
                    number,
                    created,
                    Optional.of(new ModelVersion.TrainingRun(
                            "r" + number,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(oid(number)),
                            Addresses.of(repository))),
                    Optional.empty()));
        }
        models.write(Batch.of(events), Map.of());
    }

    private void read(NamedCommits commits, Instant at) {
        commits.read(new Poll(models, SETTINGS, at));
    }

    private void answer(String commits) {
        answerQuery("NamedCommits", "{\"data\": {\"repository\": " + commits + "}}");
    }

    private Map<String, NamedCommit> found() {
        return models.log().history(REPOSITORY.id()).namedCommits();
    }

    @Test
    void commits_areLookedUpTenAtATime_andOnce() {
        versions(12, REPOSITORY.url() + ".git", NOW);
        answer("{\"c0\": {\"oid\": \"x\", \"authoredDate\": \"2026-11-20T08:00:00Z\"}}");
        NamedCommits commits = new NamedCommits(api);

        read(commits, NOW);
        read(commits, NOW.plusSeconds(300));

        assertThat(found()).hasSize(12);
        assertThat(found().values().stream().flatMap(one -> one.authoredAt().stream()))
                .hasSize(2)
                .containsOnly(Instant.parse("2026-11-20T08:00:00Z"));
        server.verify(2, postRequestedFor(anyUrl()));
    }

    @Test
    void commitPushedLater_isFoundWithinTheHour_andAnOldOneIsNotWaitedFor() {
        versions(1, REPOSITORY.url(), NOW);
        answer("{\"c0\": null}");
        NamedCommits commits = new NamedCommits(api);
        read(commits, NOW);
        assertThat(found().values()).containsExactly(new NamedCommit(REPOSITORY.id(), oid(1), Optional.empty()));
        answer("{\"c0\": {\"oid\": \"x\", \"authoredDate\": \"2026-11-20T08:00:00Z\"}}");

        read(commits, NOW.plus(Duration.ofDays(8)));
        assertThat(found().values()).allMatch(one -> one.authoredAt().isEmpty());
        read(commits, NOW.plus(Duration.ofHours(2)));
        assertThat(found().values()).allMatch(one -> one.authoredAt().isEmpty());
        read(new NamedCommits(api), NOW.plus(Duration.ofHours(1)));

        assertThat(found().values()).allMatch(one -> one.authoredAt().isPresent());
    }

    @Test
    void commitsOfOtherRepositories_areNotAskedFor() {
        versions(3, "https://gitlab.com/acme/other", NOW);

        read(new NamedCommits(api), NOW);

        server.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void unreadableRepository_isAProblem_andNoCommitWaitsForIt() {
        versions(1, REPOSITORY.url(), NOW);
        answerQuery("NamedCommits", """
            {"data": {"repository": null}, "errors": [{"type": "FORBIDDEN", "path": ["repository"],
             "message": "Resource not accessible by integration"}]}
            """);
        Poll poll = new Poll(models, SETTINGS, NOW);

        new NamedCommits(api).read(poll);

        assertThat(poll.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text())
                        .contains("Resource not accessible", "grant read access to contents"));
        assertThat(found()).hasSize(1);
    }

    @Test
    void commitThatCouldNotBeLookedUp_isAskedForAgain() {
        versions(1, REPOSITORY.url(), NOW);
        answerQuery("NamedCommits", """
            {"data": {"repository": {"c0": null}}, "errors": [{"path": ["repository", "c0"],
             "message": "Something went wrong while executing your query."}]}
            """);

        assertThatThrownBy(() -> read(new NamedCommits(api), NOW))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("Something went wrong");
        assertThat(found()).isEmpty();
    }
}
