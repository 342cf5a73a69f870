package io.mlopsexporter.source.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.source.People;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceContract;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;

/** Two pages of repositories, one of which has two pages of deployments, and each signal once. */
class GitHubSourceTest extends SourceContract {
    private final FakeGitHub gitHub = new FakeGitHub();

    GitHubSourceTest() {
        gitHub.pageSize = 9;
        FakeRepository feast = gitHub.repository(1, "acme/feast");
        for (int day = 1; day <= 15; day++) {
            feast.deployed(day, "2026-11-%02dT09:00:00Z".formatted(day));
        }
        feast.deployment(20, "prod-eu", "2026-11-16T09:00:00Z").status(20, "SUCCESS", "2026-11-16T09:05:00Z");
        FakeRepository workflow = gitHub.repository(2, "acme/by-workflow");
        workflow.workflowFiles.add("deploy.yml");
        workflow.run(30, "2026-11-01T00:00:00Z", "push", "failure", 1, "2026-11-01T00:10:00Z");
        workflow.run(30, "2026-11-01T00:00:00Z", "push", "success", 2, "2026-11-01T01:10:00Z");
        FakeRepository releases = gitHub.repository(3, "acme/by-release");
        for (int day = 10; day < 22; day++) {
            String date = "2026-11-%02dT00:00:00Z".formatted(day);
            releases.release(day, "v1." + day, date, date, false);
        }
        FakeRepository tags = gitHub.repository(4, "acme/by-tag");
        for (int day = 21; day > 9; day--) {
            tags.tag("v1." + day, 1000 + day, "2026-11-%02dT00:00:00Z".formatted(day), "");
        }
        for (int i = 5; i < 12; i++) {
            gitHub.repository(i, "acme/library-" + i);
        }
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Override
    protected Source source(HttpApi api) {
        GitHubSettings settings = new GitHubSettings(
                "github",
                List.of("acme"),
                List.of(),
                List.of(),
                List.of(),
                new GitHubSettings.Platform(
                        new People(People.newKey(), Pattern.compile(People.DEFAULT_EXCLUDE)), List.of()),
                FileMarks.NONE,
                Optional.empty(),
                Duration.ofDays(365),
                Duration.ofDays(7),
                GitHubSettings.Cadence.USUAL);
        return new GitHubSource(settings, GitHubApi.of(api, server.baseUrl()), new GitHubTest.NoLineages());
    }

    @Override
    protected void world() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(gitHub.url())));
    }

    @Override
    protected void assertWorld(EventLog log) {
        assertThat(log.repositories())
                .hasSize(11)
                .noneSatisfy((id, repository) -> assertThat(repository.gone()).isTrue());
        assertThat(log.applications())
                .containsOnlyKeys("github/by-release", "github/by-tag", "github/by-workflow", "github/feast");
        assertThat(finished(log, 1)).isEqualTo(16);
        assertThat(finished(log, 2)).isEqualTo(1);
        assertThat(finished(log, 3)).isEqualTo(12);
        assertThat(finished(log, 4)).isEqualTo(12);
    }

    private static long finished(EventLog log, long repository) {
        return log.history("github/" + repository).deployments().values().stream()
                .map(Deployment::finishedAt)
                .filter(at -> at.isPresent())
                .count();
    }
}
