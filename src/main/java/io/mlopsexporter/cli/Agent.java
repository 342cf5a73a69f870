package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.CostConfig;
import io.mlopsexporter.config.GitHubConfig;
import io.mlopsexporter.config.MaturityConfig;
import io.mlopsexporter.config.MlflowConfig;
import io.mlopsexporter.config.PagerDutyConfig;
import io.mlopsexporter.config.SurveyConfig;
import io.mlopsexporter.config.TeamConfig;
import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.dora.Derivation;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.dora.LeadTimeStart;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.dora.ScopeFigures.Evidence;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.ReadSince;
import io.mlopsexporter.event.SupportIssues;
import io.mlopsexporter.event.SurveyAnswers;
import io.mlopsexporter.explain.Explainer;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Family;
import io.mlopsexporter.platform.Adoption;
import io.mlopsexporter.platform.AdoptionFigures;
import io.mlopsexporter.platform.Capabilities;
import io.mlopsexporter.platform.CapabilityFigures;
import io.mlopsexporter.platform.CapabilityPolicy;
import io.mlopsexporter.platform.Formulas;
import io.mlopsexporter.platform.Happiness;
import io.mlopsexporter.platform.Latest;
import io.mlopsexporter.platform.Maturity;
import io.mlopsexporter.platform.MaturityFigures;
import io.mlopsexporter.platform.MaturityPolicy;
import io.mlopsexporter.platform.PlatformFigures;
import io.mlopsexporter.platform.PlatformPolicy;
import io.mlopsexporter.platform.Support;
import io.mlopsexporter.platform.SurveyFigures;
import io.mlopsexporter.platform.SurveyPolicy;
import io.mlopsexporter.poll.Board;
import io.mlopsexporter.poll.Poller;
import io.mlopsexporter.poll.SourceStatus;
import io.mlopsexporter.source.People;
import io.mlopsexporter.store.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sources, store and measures, put together as a configuration says. */
final class Agent implements AutoCloseable {
    private final Config config;
    private final Policy policy;
    /** For the poller's derivations, of which there is one at a time. */
    private final Derivation derivation;

    private final PlatformPolicy platformPolicy;
    private final SurveyPolicy surveyPolicy;
    private final PlatformCosts costs;
    private final CapabilityPolicy capabilityPolicy;
    private final MaturityPolicy maturityPolicy;
    private final Latest<AdoptionFigures> latestAdoption = new Latest<>();
    private final Latest<CapabilityFigures> latestCapabilities = new Latest<>();
    /** Sources of what people deliver, and of costs: what was read of them stays, however old. */
    private final Set<String> delivered;

    private final InstantSource clock;
    private final List<Wired> wired;
    private final EventStore store;
    private final Poller poller;

    /** @param listener gets the figures of each derivation */
    Agent(Config config, EventStore store, List<Wired> wired, InstantSource clock, Listener listener) {
        this(config, configured(store, config), clock, wired, listener);
    }

    /** Stored applications and as-of instants follow from a configuration: under another one they may say something else. */
    private static EventStore configured(EventStore store, Config config) {
        if (!store.isReadOnly()) {
            store.configured(Fingerprint.of(config));
        }
        return store;
    }

    private Agent(Config config, EventStore store, InstantSource clock, List<Wired> wired, Listener listener) {
        this.config = config;
        this.policy = policy(config);
        this.derivation = new Derivation(policy);
        this.platformPolicy = platformPolicy(config);
        this.surveyPolicy = PlatformPolicies.surveys(config);
        this.costs = new PlatformCosts(PlatformPolicies.costs(config), platformPolicy);
        this.capabilityPolicy = PlatformPolicies.capabilities(config);
        this.maturityPolicy = PlatformPolicies.maturity(config);
        this.delivered = names(Stream.of(
                        config.surveys().stream().map(SurveyConfig::source),
                        config.costs().stream().map(CostConfig::name),
                        Stream.of(MaturityConfig.SOURCE))
                .flatMap(names -> names));
        this.clock = clock;
        this.wired = List.copyOf(wired);
        this.store = store;
        this.poller = new Poller(
                wired.stream().map(Wired::polled).toList(),
                store,
                Fingerprint.of(config),
                config.polling().interval(),
                clock,
                ProgressDisplay.choose(clock),
                (log, board) -> listener.derived(figures(log, board), log, board));
    }

    /** @param people by whom a store knows people */
    static List<Wired> wire(Config config, InstantSource clock, GitHubWiring.Pace pace, People people) {
        GitHubWiring gitHub = new GitHubWiring(config, clock, pace, people);
        MlflowWiring mlflow = new MlflowWiring(config, clock, pace, people);
        PagerDutyWiring pagerDuty = new PagerDutyWiring(config, clock, pace);
        return Stream.of(
                        // Before GitHub, which looks up the commits that models name.
                        config.mlflow().stream().map(mlflow::wire),
                        config.github().stream().map(gitHub::wire),
                        config.pagerDuty().stream().map(pagerDuty::wire),
                        config.surveys().stream().map(new SurveyWiring(clock)::wire),
                        config.costs().stream()
                                .map(new CostWiring(clock, config.polling().history())::wire),
                        AssessmentWiring.wire(config, clock))
                .flatMap(sources -> sources)
                .toList();
    }

    /**
     * Ends this agent, and gives one for another configuration that goes on where this one was.
     *
     * @throws io.mlopsexporter.store.StoreException if the store fails; then this agent goes on
     */
    Agent succeededBy(Config changed, List<Wired> others, Listener listener) {
        Agent successor = new Agent(changed, store, clock, others, listener);
        poller.close(() -> {
            if (store.configured(Fingerprint.of(changed))) {
                successor.poller.forgetSettled();
            }
        });
        close();
        return successor;
    }

    Poller poller() {
        return poller;
    }

    Config config() {
        return config;
    }

    List<Wired> wired() {
        return wired;
    }

    Figures figures(EventLog log, Board board) {
        return derivation.figures(log, asOf(log, board));
    }

    /** Up to when every API of events is known, files and costs set aside; empty if one was never polled to its end. */
    Optional<Instant> knownUntil(Board board) {
        List<SourceStatus> statuses = board.statuses().values().stream()
                .filter(status -> !delivered.contains(status.source()))
                .toList();
        return statuses.stream().allMatch(status -> status.asOf().isPresent())
                ? statuses.stream().flatMap(status -> status.asOf().stream()).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /**
     * The families of the figures as they stood at an instant up to which every source is known: only events up to it are seen, so
     * what ended later is open. Applications and teams are those of now.
     */
    List<Family> history(EventLog log, Instant knownUntil, Instant at) {
        var all = wired.stream().map(one -> one.source().name()).collect(Collectors.toMap(name -> name, name -> at));
        Duration history = config.polling().history().minus(Duration.between(at, knownUntil));
        Figures figures =
                Dora.figures(log, policy.withHistory(history), new AsOf(all, deploymentSources(), incidentSources()));
        PlatformFigures platform = new PlatformFigures(
                adoption(figures, log, platformPolicy.withHistory(history)),
                surveys(log, any -> Optional.of(at)),
                costs.past(log, figures, asOfEach(poller.board()), at));
        return Catalog.history(
                figures, withSupport(platform, log, at), config.metrics().maxSeries());
    }

    /** Tells what figures follow from; the log is the one that they were derived from. */
    Explainer explainer(Figures figures, EventLog log) {
        return new Explainer(figures, log, policy);
    }

    /** What follows from the same events for the platform. */
    PlatformFigures platform(Figures figures, EventLog log, Board board) {
        List<ChainFacts> deployments = evidence(figures).delivery();
        Optional<AdoptionFigures> adoption = figures.organization()
                .flatMap(ScopeFigures::delivery)
                .map(known -> latestAdoption.of(
                        new Latest.Basis(log, deployments, known.asOf(), List.of()),
                        () -> Adoption.figures(log, deployments, platformPolicy, known.asOf())));
        PlatformFigures platform =
                new PlatformFigures(adoption, surveys(log, asOfEach(board)), costs.at(log, figures, asOfEach(board)));
        Set<String> fresh = asOf(log, board).instants().keySet();
        return adoption.map(known -> withSupport(platform, log, known.asOf())
                        .with(capabilities(figures, log, capabilityPolicy.knowing(fresh), known))
                        .with(maturity(figures, log, fresh, known)))
                .orElse(platform);
    }

    private CapabilityFigures capabilities(
            Figures figures, EventLog log, CapabilityPolicy knowing, AdoptionFigures adoption) {
        List<ChainFacts> deployments = evidence(figures).delivery();
        return latestCapabilities.of(
                new Latest.Basis(log, deployments, adoption.asOf(), List.of(knowing, adoption.known())),
                () -> Capabilities.figures(log, deployments, knowing, adoption.known(), adoption.asOf()));
    }

    private PlatformFigures withSupport(PlatformFigures platform, EventLog log, Instant asOf) {
        return log.platformFacts().values().stream()
                .filter(SupportIssues.class::isInstance)
                .findFirst()
                .map(issues -> platform.with(Support.figures((SupportIssues) issues, platformPolicy.windows(), asOf)))
                .orElse(platform);
    }

    private MaturityFigures maturity(Figures figures, EventLog log, Set<String> fresh, AdoptionFigures known) {
        Evidence evidence = evidence(figures);
        return Maturity.figures(
                log,
                maturityPolicy,
                new Formulas(
                        log,
                        evidence.delivery(),
                        evidence.failures(),
                        maturityPolicy.incidentSources().stream()
                                .filter(fresh::contains)
                                .collect(Collectors.toSet()),
                        surveys(log, PlatformPolicies.QUARTERS, any -> Optional.of(known.asOf())),
                        known.asOf()),
                known.known(),
                known.asOf());
    }

    /** What the figures of all applications were computed from. */
    private static Evidence evidence(Figures figures) {
        return figures.organization().map(ScopeFigures::evidence).orElse(new Evidence(List.of(), List.of(), List.of()));
    }

    /** However long ago that is. */
    private static Function<String, Optional<Instant>> asOfEach(Board board) {
        return source -> Optional.ofNullable(board.statuses().get(source)).flatMap(SourceStatus::asOf);
    }

    private List<SurveyFigures> surveys(EventLog log, Function<String, Optional<Instant>> asOf) {
        return surveys(log, surveyPolicy.windows(), asOf);
    }

    private List<SurveyFigures> surveys(EventLog log, List<Window> windows, Function<String, Optional<Instant>> asOf) {
        return log.platformFacts().values().stream()
                .filter(SurveyAnswers.class::isInstance)
                .map(SurveyAnswers.class::cast)
                .flatMap(answers -> {
                    String source = answers.id().substring(0, answers.id().indexOf('/'));
                    return Optional.ofNullable(surveyPolicy.surveys().get(source)).stream()
                            .flatMap(asked -> asOf.apply(source).stream()
                                    .map(at -> Happiness.figures(answers, asked, windows, at)));
                })
                .toList();
    }

    private static Optional<AdoptionFigures> adoption(Figures figures, EventLog log, PlatformPolicy policy) {
        return figures.organization()
                .flatMap(ScopeFigures::delivery)
                .map(known -> Adoption.figures(log, evidence(figures).delivery(), policy, known.asOf()));
    }

    private AsOf asOf(EventLog log, Board board) {
        Instant now = clock.instant();
        Map<String, Instant> fresh = new HashMap<>();
        board.statuses().forEach((source, status) -> {
            if (status.fresh(now, config.polling().stalenessLimit())) {
                status.asOf().ifPresent(asOf -> fresh.put(source, asOf));
            }
        });
        return new AsOf(fresh, deploymentSources(), incidentSources(), unsettled(board), readSince(log));
    }

    /** By repository. */
    private Map<String, Instant> readSince(EventLog log) {
        Map<String, Instant> later = new HashMap<>();
        for (GitHubConfig github : config.github()) {
            if (log.platformFacts().get(ReadSince.id(github.name())) instanceof ReadSince read) {
                read.repositories().forEach(repository -> later.put(repository, read.asOf()));
            }
        }
        return later;
    }

    private Set<String> unsettled(Board board) {
        Set<String> sources = deploymentSources();
        return names(board.statuses().values().stream()
                .filter(status -> status.asOf().isEmpty())
                .map(SourceStatus::source)
                .filter(sources::contains));
    }

    private Set<String> deploymentSources() {
        return names(Stream.concat(
                config.github().stream().map(GitHubConfig::name),
                config.mlflow().stream().map(MlflowConfig::name)));
    }

    private Set<String> incidentSources() {
        return names(config.pagerDuty().stream().map(PagerDutyConfig::name));
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(Collectors.toUnmodifiableSet());
    }

    private static PlatformPolicy platformPolicy(Config config) {
        return new PlatformPolicy(
                policy(config).windows(),
                PlatformPolicies.activities(config),
                config.teams().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                TeamConfig::name,
                                team -> new PlatformPolicy.Member(
                                        team.platform(),
                                        team.platformSince()
                                                .map(date -> date.atStartOfDay(ZoneOffset.UTC)
                                                        .toInstant())))),
                config.polling().history());
    }

    private static Policy policy(Config config) {
        return new Policy(
                config.metrics().windows().stream()
                        .map(window -> new Window(window.label(), window.length()))
                        .toList(),
                LeadTimeStart.valueOf(config.metrics().leadTimeStart().name()),
                config.metrics().incidentLinkWindow(),
                config.metrics().hotfixPattern(),
                config.polling().history());
    }

    @Override
    public void close() {
        poller.close();
        wired.forEach(Wired::close);
    }

    /** What happens with figures. */
    @FunctionalInterface
    interface Listener {
        void derived(Figures figures, EventLog log, Board board);
    }
}
