package io.mlopsexporter.source.mlflow;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.People;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.Tally;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An MLflow tracking server as a source. A poll of up to 1,000 models where nothing happened is three requests: the models with
 * their aliases, the runs since the last poll, and, by turns, the experiments or the versions that say when they were deployed.
 */
public final class MlflowSource implements Source {
    /** Of many deployed versions only the newest are looked at in every other poll. */
    private static final Duration BETWEEN_WHOLE_READINGS = Duration.ofHours(1);

    private final MlflowSettings settings;
    private final People people;
    private final MlflowApi api;
    private final Tally skipped = new Tally();
    private boolean clockIsRight;
    private boolean turnOfTags;
    private Optional<List<ListedExperiment>> experiments = Optional.empty();
    private Instant tagsReadAt = Instant.MIN;

    private MlflowSource(MlflowSettings settings, People people, MlflowApi api) {
        this.settings = settings;
        this.people = people;
        this.api = api;
    }

    /** @param http a client of the server, below its root */
    public static MlflowSource of(MlflowSettings settings, People people, HttpApi http) {
        return new MlflowSource(settings, people, new MlflowApi(http));
    }

    @Override
    public String name() {
        return settings.source();
    }

    @Override
    public synchronized PollResult poll(Journal journal) {
        try {
            Poll poll = new Poll(journal, settings, now(), people.fingerprint());
            read(poll);
            return poll.complete();
        } catch (SourceException e) {
            // In the next poll everything is looked at.
            experiments = Optional.empty();
            tagsReadAt = Instant.MIN;
            return new PollResult.Failed(explained(e.error()));
        }
    }

    private void read(Poll poll) {
        Registry registry = new Registry(api, poll, skipped);
        registry.list();
        boolean both = experiments.isEmpty() || settings.deployedAtTag().isEmpty();
        List<ListedExperiment> wanted = experiments(both || !turnOfTags);
        RunRecorder recorder = new RunRecorder(poll, people, skipped, wanted);
        SortedSet<String> ids = new TreeSet<>();
        wanted.forEach(experiment -> ids.add(experiment.id()));
        registry.read(new Versions(api, poll, recorder, ids));
        readTags(poll, registry, both || turnOfTags);
        turnOfTags = !turnOfTags;
        new Applications(poll).write();
        if (!wanted.isEmpty()) {
            new Runs(api, poll, recorder).read(wanted);
        }
    }

    private List<ListedExperiment> experiments(boolean again) {
        if (again || experiments.isEmpty()) {
            experiments = Optional.of(api.experiments().stream()
                    .filter(experiment -> settings.wantsExperiment(experiment.name()))
                    .toList());
        }
        return experiments.get();
    }

    private void readTags(Poll poll, Registry registry, boolean turn) {
        if (settings.deployedAtTag().isEmpty() || registry.models().isEmpty() || !(turn || poll.hasNews())) {
            return;
        }
        boolean whole = tagsReadAt.equals(Instant.MIN)
                || !tagsReadAt.plus(BETWEEN_WHOLE_READINGS).isAfter(poll.asOf());
        registry.readTags(settings.deployedAtTag().get(), whole);
        tagsReadAt = whole ? poll.asOf() : tagsReadAt;
    }

    /**
     * What would be polled and counted: the models and what tells of them in production, but no runs besides those of their versions.
     *
     * @param journal a passing one
     * @throws SourceException if that much could not be read
     */
    public synchronized Overview overview(Journal journal) {
        try {
            Poll poll = new Poll(journal, settings, now(), people.fingerprint());
            Registry registry = new Registry(api, poll, skipped);
            registry.list();
            List<ListedExperiment> wanted = experiments(true);
            SortedSet<String> ids = new TreeSet<>();
            wanted.forEach(experiment -> ids.add(experiment.id()));
            registry.read(new Versions(api, poll, new RunRecorder(poll, people, skipped, wanted), ids));
            readTags(poll, registry, true);
            new Applications(poll).write();
            List<Application> applications =
                    List.copyOf(poll.log().applications().values());
            List<String> others = registry.models().stream()
                    .filter(model -> !poll.log().applications().containsKey(poll.modelId(model.name())))
                    .map(ListedModel::name)
                    .toList();
            return new Overview(applications, others, wanted.size(), poll.problems());
        } catch (SourceException e) {
            throw new SourceException(explained(e.error()), e);
        }
    }

    /**
     * How many records that could not be used were met since the start, each once, by reason: {@code no_start} (of a run), {@code
     * no_time} (a tag that should say when a version was deployed and does not).
     */
    @Override
    public Map<String, Long> skipped() {
        return skipped.counts();
    }

    /** The server's time. Before its first answer we only have our own clock, which may be minutes off. */
    private Instant now() {
        if (!clockIsRight) {
            api.ping();
            clockIsRight = true;
        }
        return api.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static SourceError explained(SourceError error) {
        if (error instanceof SourceError.Unauthorized && error.message().contains("Invalid Host header")) {
            return new SourceError.Unauthorized(error.message()
                    + ". MLflow 3.5 and later answer to localhost and private addresses only, unless started with"
                    + " --allowed-hosts (or MLFLOW_SERVER_ALLOWED_HOSTS) that names the host of tracking_uri, as"
                    + " mlflow.mlops.svc.cluster.local:5000; its /health says OK all the same");
        }
        if (error instanceof SourceError.NotFound) {
            return new SourceError.NotFound(error.message()
                    + " (is tracking_uri the root of the server, with the path that a proxy puts before it?)");
        }
        return error;
    }
}
