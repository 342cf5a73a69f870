package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Reach;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.Tally;
import io.mlopsexporter.source.http.HttpApi;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GitHub as a source. A poll of up to 100 repositories where nothing happened is one GraphQL request of one point; what changed is
 * asked for in detail. The first poll goes newest first: all deployments, then the changes of the shortest window, then the rest.
 */
public final class GitHubSource implements Source {
    private final GitHubSettings settings;
    private final GitHubApi api;
    private final Lineages lineages;
    private final NamedCommits namedCommits;
    private final Survey survey;
    private final Rota rota;
    private final Tally skipped = new Tally();
    private boolean clockIsRight;

    GitHubSource(GitHubSettings settings, GitHubApi api, Lineages lineages) {
        this(settings, api, lineages, Optional.empty());
    }

    GitHubSource(GitHubSettings settings, GitHubApi api, Lineages lineages, Optional<DeliveryLog> deliveries) {
        this.settings = settings;
        this.api = api;
        this.lineages = lineages;
        this.namedCommits = new NamedCommits(api);
        this.survey = new Survey(api, skipped);
        this.rota = new Rota(settings, api, deliveries);
    }

    /**
     * @param rest a client of the REST API below its base URL
     * @param graphQl absolute URL of the GraphQL API, on the same host
     */
    public static GitHubSource of(GitHubSettings settings, HttpApi rest, URI graphQl) {
        GitHubApi api = new GitHubApi(rest, graphQl.toString());
        return new GitHubSource(settings, api, new LineageReader(api, settings.history()));
    }

    /**
     * The same, with a GitHub App's webhook-delivery log to tell which repositories to look at.
     *
     * @param asApp a client that shows the App's own token, see {@link GitHubApp#api}
     * @param installation whose deliveries concern us
     */
    public static GitHubSource following(
            HttpApi asApp, long installation, GitHubSettings settings, HttpApi rest, URI graphQl) {
        return new GitHubSource(
                settings,
                new GitHubApi(rest, graphQl.toString()),
                new LineageReader(new GitHubApi(rest, graphQl.toString()), settings.history()),
                Optional.of(new DeliveryLog(asApp, installation)));
    }

    @Override
    public String name() {
        return settings.source();
    }

    @Override
    public synchronized PollResult poll(Journal journal) {
        try {
            Poll poll = new Poll(journal, settings, now());
            Optional<Look> look = rota.look(poll);
            Survey.Surveyed surveyed = survey.run(poll, look);
            List<Repository> repositories = surveyed.read().stream()
                    .map(plan -> journal.log().repositories().get(plan.id()))
                    .toList();
            boolean more = read("recent changes", settings.firstPhase(), repositories, poll);
            if (more
                    && look.isEmpty()
                    && poll.failure().isEmpty()
                    && isNeeded(settings.history(), repositories, poll)) {
                journal.settled(poll.asOf());
            }
            read("changes", settings.history(), repositories, poll);
            namedCommits.read(poll);
            return rota.end(poll, look, surveyed, now());
        } catch (SourceException e) {
            return new PollResult.Failed(e.error());
        }
    }

    /**
     * What would be polled and counted. Reads the repositories, their signals and deployments into the journal, but not what was
     * delivered.
     *
     * @throws SourceException if that much could not be read
     */
    public synchronized Overview overview(Journal journal) {
        Poll poll = new Poll(journal, settings, now());
        return Survey.overview(poll, survey.run(poll, Optional.empty()).plans());
    }

    /**
     * How many issues that could not be understood were met since the start, each once, by reason: {@code no_id}, {@code no_start},
     * {@code no_resolution}, {@code resolved_before_start}, {@code unknown_status}.
     */
    @Override
    public Map<String, Long> skipped() {
        return skipped.counts();
    }

    @Override
    public Optional<Reach> reach() {
        return rota.reach();
    }

    /** The server's time. Before its first answer we only have our own clock, which may be minutes off. */
    private Instant now() {
        if (!clockIsRight) {
            try {
                api.rest().get("/rate_limit", Map.of()); // free
            } catch (SourceException e) {
                if (!(e.error() instanceof SourceError.NotFound)) { // Enterprise Servers without limits have none
                    throw e;
                }
            }
            clockIsRight = true;
        }
        return api.rest().now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** @return whether there was anything to read */
    private boolean read(String phase, Duration lookBack, List<Repository> repositories, Poll poll) {
        List<Repository> needed = repositories.stream()
                .filter(repository -> lineages.needed(repository, lookBack, poll.asOf(), poll.log()))
                .toList();
        int done = 0;
        for (Repository repository : needed) {
            readOne(repository, lookBack, poll);
            poll.journal().progress(phase, ++done, needed.size());
        }
        return !needed.isEmpty();
    }

    private void readOne(Repository repository, Duration lookBack, Poll poll) {
        try {
            lineages.read(repository, lookBack, poll.asOf(), poll.journal());
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            poll.problem(
                    "repository " + repository.name(),
                    "its changes cannot be read: " + e.getMessage()
                            + "; grant read access to contents and pull requests");
        }
    }

    private boolean isNeeded(Duration lookBack, List<Repository> repositories, Poll poll) {
        return repositories.stream()
                .anyMatch(repository -> lineages.needed(repository, lookBack, poll.asOf(), poll.log()));
    }
}
