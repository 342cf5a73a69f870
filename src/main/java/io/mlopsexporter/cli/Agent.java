package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.GitHubConfig;
import io.mlopsexporter.config.PagerDutyConfig;
import io.mlopsexporter.config.TeamConfig;
import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.dora.LeadTimeStart;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.explain.Explainer;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Family;
import io.mlopsexporter.platform.Adoption;
import io.mlopsexporter.platform.PlatformFigures;
import io.mlopsexporter.platform.PlatformPolicy;
import io.mlopsexporter.poll.Board;
import io.mlopsexporter.poll.Poller;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sources, store and measures, put together as a configuration says. */
final class Agent implements AutoCloseable {
    private static final String FINGERPRINT = "configuration";

    private final Config config;
    private final Policy policy;
    private final PlatformPolicy platformPolicy;
    private final InstantSource clock;
    private final List<Wired> wired;
    private final Poller poller;

    /** @param listener gets the figures of each derivation */
    Agent(Config config, EventStore store, List<Wired> wired, InstantSource clock, Listener listener) {
        this.config = config;
        this.policy = policy(config);
        this.platformPolicy = platformPolicy(config);
        this.clock = clock;
        this.wired = List.copyOf(wired);
        if (!store.isReadOnly()) {
            forgetWhatAnotherConfigurationMeant(store);
        }
        this.poller = new Poller(
                wired.stream().map(Wired::source).toList(),
                store,
                config.polling().interval(),
                clock,
                ProgressDisplay.choose(clock),
                (log, board) -> listener.derived(figures(log, board), log, board));
    }

    static List<Wired> wire(Config config, InstantSource clock, GitHubWiring.Pace pace) {
        GitHubWiring gitHub = new GitHubWiring(config, clock, pace);
        PagerDutyWiring pagerDuty = new PagerDutyWiring(config, clock, pace);
        return Stream.concat(
                        config.github().stream().map(gitHub::wire),
                        config.pagerDuty().stream().map(pagerDuty::wire))
                .toList();
    }

    /** Stored applications and as-of instants follow from a configuration: under another one they may say something else. */
    private void forgetWhatAnotherConfigurationMeant(EventStore store) {
        String fingerprint = Fingerprint.of(config);
        if (!store.note(FINGERPRINT).equals(Optional.of(fingerprint))) {
            store.forgetSettled();
            store.saveNote(FINGERPRINT, fingerprint);
        }
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
        return Dora.figures(log, policy, asOf(board));
    }

    /** Up to when every source is known; empty if one was never polled to its end. */
    Optional<Instant> knownUntil(Board board) {
        return board.statuses().values().stream()
                        .allMatch(status -> status.asOf().isPresent())
                ? board.statuses().values().stream()
                        .flatMap(status -> status.asOf().stream())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /**
     * The families of the figures as they stood at an instant up to which every source is known: only events up to it are seen, so
     * what ended later is open. Applications and teams are those of now.
     */
    List<Family> history(EventLog log, Instant knownUntil, Instant at) {
        var all = wired.stream().map(one -> one.source().name()).collect(Collectors.toMap(name -> name, name -> at));
        Duration history = config.polling().history().minus(Duration.between(at, knownUntil));
        Figures figures = Dora.figures(
                log,
                policy.withHistory(history),
                new AsOf(all, names(config.github().stream().map(GitHubConfig::name)), incidentSources()));
        return Catalog.history(
                figures,
                platform(figures, log, platformPolicy.withHistory(history)),
                config.metrics().maxSeries());
    }

    /** Tells what figures follow from; the log is the one that they were derived from. */
    Explainer explainer(Figures figures, EventLog log) {
        return new Explainer(figures, log, policy);
    }

    /** What follows from the same events for the platform. */
    PlatformFigures platform(Figures figures, EventLog log) {
        return platform(figures, log, platformPolicy);
    }

    private static PlatformFigures platform(Figures figures, EventLog log, PlatformPolicy policy) {
        return figures.scopes().stream()
                .filter(scope -> scope.scope() instanceof Scope.Organization)
                .findFirst()
                .flatMap(organization -> organization
                        .delivery()
                        .map(known ->
                                Adoption.figures(log, organization.evidence().delivery(), policy, known.asOf())))
                .map(adoption -> new PlatformFigures(Optional.of(adoption)))
                .orElse(PlatformFigures.NONE);
    }

    private AsOf asOf(Board board) {
        Instant now = clock.instant();
        Map<String, Instant> fresh = new HashMap<>();
        board.statuses().forEach((source, status) -> {
            if (status.fresh(now, config.polling().stalenessLimit())) {
                status.asOf().ifPresent(asOf -> fresh.put(source, asOf));
            }
        });
        return new AsOf(fresh, names(config.github().stream().map(GitHubConfig::name)), incidentSources());
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
                config.platform().activities().stream()
                        .map(type -> Activity.Type.valueOf(type.name()))
                        .collect(Collectors.toUnmodifiableSet()),
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
