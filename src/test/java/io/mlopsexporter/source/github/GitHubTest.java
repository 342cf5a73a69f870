package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.People;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.FakeTime;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;

/** A source before a {@link FakeGitHub}, in a time of its own. */
abstract class GitHubTest {
    private static final String KEY = People.newKey();

    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    final FakeGitHub gitHub = new FakeGitHub();
    final FakeTime time = new FakeTime(START);
    final InMemoryJournal journal = new InMemoryJournal();
    final List<GitHubSettings.Team> teams = new ArrayList<>();
    final List<IssueSelection> issues = new ArrayList<>();
    final List<Pattern> exclude = new ArrayList<>();
    final List<String> organizations = new ArrayList<>(List.of("acme"));
    Lineages lineages = new NoLineages();
    final List<Pattern> platformWorkflows = new ArrayList<>();
    String userExclude = People.DEFAULT_EXCLUDE;
    FileMarks marks = FileMarks.NONE;
    Optional<SupportQueue> support = Optional.empty();
    GitHubSettings.Cadence cadence = GitHubSettings.Cadence.USUAL;
    Duration history = Duration.ofDays(365);
    /** Path of the REST API: {@code /api/v3} makes it an Enterprise Server. */
    String base = "";

    private Optional<OkHttpApi> api = Optional.empty();

    @AfterEach
    void stop() {
        api.ifPresent(OkHttpApi::close);
        gitHub.close();
    }

    GitHubSettings settings() {
        return new GitHubSettings(
                "github",
                organizations,
                exclude,
                teams,
                issues,
                platform(),
                marks,
                support,
                history,
                Duration.ofDays(7),
                cadence);
    }

    private GitHubSettings.Platform platform() {
        return new GitHubSettings.Platform(new People(KEY, Pattern.compile(userExclude)), platformWorkflows);
    }

    /** The hash that stands for a login. */
    String person(String login) {
        return new People(KEY, Pattern.compile("^$")).hash(login).orElseThrow();
    }

    /** One poll, by the settings of the moment; the client stays the same, as in a running agent. */
    PollResult poll() {
        return source().poll(journal);
    }

    Overview overview() {
        return source().overview(journal);
    }

    final GitHubSource source() {
        return new GitHubSource(settings(), GitHubApi.of(http(), gitHub.url() + base), lineages);
    }

    /** One that follows the delivery log of the GitHub App that is installed as number 77. */
    final GitHubSource following() {
        return new GitHubSource(
                settings(),
                GitHubApi.of(http(), gitHub.url() + base),
                lineages,
                Optional.of(new DeliveryLog(http(), 77)));
    }

    private OkHttpApi http() {
        OkHttpApi http = api.orElseGet(() -> {
            ApiSettings settings = ApiSettings.of("github", gitHub.url() + base);
            return new OkHttpApi(
                    settings.withBounds(settings.bounds().withRequestsPerSecond(1_000_000)),
                    Credential.bearer(Secret.of("ghp_test")),
                    time,
                    time,
                    new Telemetry("github"));
        });
        api = Optional.of(http);
        return http;
    }

    /** A poll five minutes later. */
    PollResult pollAgain() {
        time.pass(Duration.ofMinutes(5));
        return poll();
    }

    void pollWell() {
        assertThat(poll()).isInstanceOf(PollResult.Complete.class);
    }

    void pollWellAgain() {
        time.pass(Duration.ofMinutes(5));
        pollWell();
    }

    EventLog log() {
        return journal.log();
    }

    Deployment deployment(long repository, Signal signal, Object number) {
        String id = "github/" + repository + "/" + signal.key() + "/" + number;
        return Optional.ofNullable(
                        log().history("github/" + repository).deployments().get(id))
                .orElseThrow(() -> new AssertionError("no " + id));
    }

    /** Deployments that some application counts and that finished, by their numbers or refs. */
    List<String> counted(long repository) {
        return log().history("github/" + repository).deployments().values().stream()
                .filter(deployment -> deployment.finishedAt().isPresent())
                .filter(deployment ->
                        log().applications().values().stream().anyMatch(application -> application.counts(deployment)))
                .map(deployment -> deployment.number().isEmpty() ? deployment.ref() : deployment.number())
                .toList();
    }

    Application application(String name) {
        return Optional.ofNullable(log().applications().get("github/" + name))
                .orElseThrow(() -> new AssertionError(
                        "no " + name + " in " + log().applications().keySet()));
    }

    List<PollResult.Problem> problems(PollResult result) {
        return result.fold(PollResult.Complete::problems, failed -> List.of());
    }

    void configure(String name, String repository, Signal signal) {
        configure(new GitHubSettings.ConfiguredApplication(
                name,
                repository,
                Optional.of(signal),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of()));
    }

    void configure(GitHubSettings.ConfiguredApplication application) {
        teams.add(new GitHubSettings.Team("configured", Optional.empty(), List.of(application)));
    }

    static final class NoLineages implements Lineages {
        @Override
        public boolean needed(Repository repository, Duration lookBack, Instant asOf, EventLog log) {
            return false;
        }

        @Override
        public void read(Repository repository, Duration lookBack, Instant asOf, Journal journal) {
            throw new AssertionError("not needed");
        }
    }
}
