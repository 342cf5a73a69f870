package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The demo's APIs over an organisation of any size, whose time stands still until it is told to go on. It counts what it is asked, and
 * what GitHub would charge for it.
 */
public final class ScaledServer implements AutoCloseable {
    private static final String TOKEN = "benchmark";
    private static final int PER_TEAM = 10;
    /** Of so many applications one has a model in the registry. */
    private static final int PER_MODEL = 50;

    private final DemoOrganization organization;
    private final Tally tally = new Tally();
    private final List<LoopbackServer> servers;
    private volatile Instant now;

    /** @param now some hours ago: what happens when time goes on has then happened already by the agent's clock */
    private ScaledServer(int repositories, Year year, Instant now) {
        this.now = now;
        organization = new DemoOrganization(now, 1, applications(repositories, year), models(repositories));
        organization.at(now);
        GitHubService gitHub = new GitHubService(organization, () -> this.now, TOKEN);
        PagerDutyService pagerDuty = new PagerDutyService(organization, () -> this.now, TOKEN);
        MlflowService mlflow = new MlflowService(organization, () -> this.now, TOKEN);
        servers = List.of(
                LoopbackServer.start("github", asked -> tally.gitHub(asked, gitHub.answer(asked))),
                LoopbackServer.start("pagerduty", asked -> tally.other(pagerDuty.answer(asked))),
                LoopbackServer.start("mlflow", asked -> tally.other(mlflow.answer(asked))));
    }

    /** @param deployments to production of each application in the year, about, and {@code changes} that each delivers at most */
    public record Year(double deployments, int changes) {}

    public static ScaledServer start(int repositories, Year year) {
        return new ScaledServer(repositories, year, Instant.now().minus(Duration.ofHours(3)));
    }

    private static List<Blueprint> applications(int repositories, Year year) {
        Habits habits = new Habits(
                year.deployments() / 52,
                Duration.ofHours(26),
                Duration.ofHours(3),
                Duration.ofHours(5),
                year.changes(),
                0.10,
                0.04,
                Duration.ofMinutes(55));
        return IntStream.range(0, repositories)
                .mapToObj(number -> new Blueprint(
                        "app-%05d".formatted(number),
                        team(number),
                        habits,
                        Blueprint.Releasing.DEPLOYMENTS,
                        List.of("production")))
                .toList();
    }

    private static List<ModelPlan> models(int repositories) {
        return IntStream.range(0, repositories)
                .filter(number -> number % PER_MODEL == 0)
                .mapToObj(number -> new ModelPlan(
                        "model-%05d".formatted(number),
                        team(number),
                        Optional.of("app-%05d".formatted(number)),
                        30,
                        ModelPlan.Way.TAG,
                        Optional.empty()))
                .toList();
    }

    private static String team(int number) {
        return number < PER_TEAM ? "platform" : "team-%04d".formatted(number / PER_TEAM);
    }

    /** Lets time go on until in so many repositories something has happened; tells in how many it has. */
    public int goOn(int repositories) {
        synchronized (organization) {
            Instant from = now;
            int changed = 0;
            while (changed < repositories && now.isBefore(from.plus(Duration.ofMinutes(100)))) {
                now = now.plusSeconds(10);
                Moment moment = organization.at(now);
                changed = Math.toIntExact(organization.repositories().stream()
                        .filter(repository -> Stream.of(
                                        moment.branches(repository).values(), moment.deployments(repository))
                                .flatMap(facts -> facts.stream())
                                .anyMatch(fact -> fact.at().isAfter(from)))
                        .count());
            }
            return changed;
        }
    }

    /** Commits and pull requests of the organisation, and deployments to production. */
    public String size() {
        synchronized (organization) {
            List<Integer> sums = new ArrayList<>(List.of(0, 0, 0));
            for (DemoRepository repository : organization.repositories()) {
                sums.set(0, sums.get(0) + repository.commits().size());
                sums.set(1, sums.get(1) + repository.pullRequests().size());
                sums.set(
                        2,
                        sums.get(2)
                                + (int) repository.deployments().stream()
                                        .filter(one -> one.environment().equals("production"))
                                        .count());
            }
            return "%,d commits, %,d pull requests, %,d roll-outs to production".formatted(sums.toArray());
        }
    }

    public String login() {
        return DemoOrganization.LOGIN;
    }

    public String token() {
        return TOKEN;
    }

    public String gitHubUrl() {
        return servers.get(0).url();
    }

    public String pagerDutyUrl() {
        return servers.get(1).url();
    }

    public String mlflowUrl() {
        return servers.get(2).url();
    }

    public Tally.Sum asked() {
        return tally.sum();
    }

    @Override
    public void close() {
        servers.forEach(LoopbackServer::close);
    }
}
