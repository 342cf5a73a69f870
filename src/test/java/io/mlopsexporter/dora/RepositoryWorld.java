package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.World.ago;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Applications;
import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Lineage;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A repository of a small world, and its application. */
public final class RepositoryWorld {
    private final String name;
    private final String id;
    private final List<Event> events = new ArrayList<>();
    private final Set<String> roots = new HashSet<>();
    private final Set<String> lost = new HashSet<>();
    private final Set<String> tooLong = new HashSet<>();
    private Application application;
    private Instant createdAt = ago(24 * 1000);
    private int deployments;

    RepositoryWorld(String name, String team) {
        this.name = name;
        id = "github/" + name;
        application = Applications.of("github/" + name, name, team, id);
    }

    /** Forty hex digits that stand for a short name. */
    static String oid(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    public RepositoryWorld commit(String commit, double authored, String... parents) {
        return commit(commit, authored, "commit " + commit, List.of(), List.of(), Optional.empty(), parents);
    }

    RepositoryWorld commit(
            String commit,
            double authored,
            String headline,
            List<String> reverts,
            List<Integer> pulls,
            Optional<List<String>> paths,
            String... parents) {
        events.add(new Commit(
                id,
                oid(commit),
                Arrays.stream(parents).map(RepositoryWorld::oid).toList(),
                ago(authored),
                headline,
                reverts,
                pulls,
                paths));
        return this;
    }

    /** As a squash merge: a commit with a pull request of its own. */
    public RepositoryWorld merge(String commit, int number, double opened, double merged, String... parents) {
        return merge(commit, number, opened, merged, pull -> pull, parents);
    }

    RepositoryWorld merge(
            String commit, int number, double opened, double merged, UnaryOperator<PullWorld> pull, String... parents) {
        events.add(pull.apply(new PullWorld(id, number, opened, merged, oid(commit)))
                .event());
        return commit(commit, merged, "merged " + commit, List.of(), List.of(number), Optional.empty(), parents);
    }

    /** To production, successfully. */
    public RepositoryWorld deploy(String commit, double finished) {
        return deploy(commit, finished, "production");
    }

    public RepositoryWorld deploy(String commit, double finished, String environment) {
        return deployment(commit, finished, environment, Optional.of(ago(finished)), Optional.empty(), false);
    }

    public RepositoryWorld deployInRun(String commit, double finished, String run) {
        return deployment(commit, finished, "production", Optional.of(ago(finished)), Optional.of(run), false);
    }

    RepositoryWorld deployTransient(String commit, double finished, String environment) {
        return deployment(commit, finished, environment, Optional.of(ago(finished)), Optional.empty(), true);
    }

    RepositoryWorld attempt(String commit, double requested, String environment) {
        return deployment(commit, requested, environment, Optional.empty(), Optional.empty(), false);
    }

    private RepositoryWorld deployment(
            String commit,
            double requested,
            String environment,
            Optional<Instant> finishedAt,
            Optional<String> run,
            boolean temporary) {
        String number = String.valueOf(7_000_000_000L + ++deployments);
        events.add(new Deployment(
                id + "/github_deployments/" + number,
                number,
                id,
                Signal.GITHUB_DEPLOYMENTS,
                oid(commit),
                environment,
                environment,
                temporary,
                "",
                "main",
                ago(requested + 0.1),
                finishedAt,
                run,
                Optional.of("https://github.example/" + name + "/deployments/" + number)));
        return this;
    }

    RepositoryWorld roots(String... commits) {
        Arrays.stream(commits).map(RepositoryWorld::oid).forEach(roots::add);
        return this;
    }

    RepositoryWorld lost(String commit) {
        lost.add(oid(commit));
        return this;
    }

    RepositoryWorld tooLong(String commit) {
        tooLong.add(oid(commit));
        return roots(commit);
    }

    RepositoryWorld created(double hours) {
        createdAt = ago(hours);
        return this;
    }

    RepositoryWorld paths(String... globs) {
        return application(List.of(globs), application.incidentServices());
    }

    RepositoryWorld services(String... services) {
        return application(application.paths(), List.of(services));
    }

    private RepositoryWorld application(List<String> paths, List<String> services) {
        application = new Application(
                application.id(),
                name,
                application.team(),
                application.kind(),
                id,
                application.signal(),
                application.environment(),
                application.workflow(),
                application.branch(),
                application.tags(),
                paths,
                services,
                application.chosen());
        return this;
    }

    public Application applicationEvent() {
        return application;
    }

    List<Event> events() {
        var all = new ArrayList<>(events);
        all.add(new Repository(id, "acme/" + name, "main", createdAt, "https://github.example/" + name, false));
        all.add(application);
        all.add(new Lineage(id, roots, lost, tooLong));
        return all;
    }
}
