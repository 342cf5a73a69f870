package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings commits of one application to production, by the marks that its team uses. */
final class RollOut {
    static final String WORKFLOW = "deploy.yml";

    private final DemoRepository repository;
    private final Blueprint blueprint;
    private final Ledger ledger;
    private final Dice dice;
    private final Map<String, DemoDeployment> liveByEnvironment = new HashMap<>();
    private final List<DemoCommit> lived = new ArrayList<>();
    private Instant rehearsed = Instant.MIN;
    private int version;
    private int runs;

    RollOut(DemoRepository repository, Blueprint blueprint, Ledger ledger, Dice dice) {
        this.repository = repository;
        this.blueprint = blueprint;
        this.ledger = ledger;
        this.dice = dice;
    }

    /** What is in production. */
    Optional<DemoCommit> live() {
        return lived.isEmpty() ? Optional.empty() : Optional.of(lived.get(lived.size() - 1));
    }

    /** What was in production before what is there now: where a rollback leads to, where the marks allow one. */
    Optional<DemoCommit> previous() {
        boolean possible = blueprint.releasing() == Blueprint.Releasing.DEPLOYMENTS
                || blueprint.releasing() == Blueprint.Releasing.WORKFLOW;
        return possible && lived.size() > 1 ? Optional.of(lived.get(lived.size() - 2)) : Optional.empty();
    }

    /** Brings a commit to production; answers when it was there. */
    Instant succeed(DemoCommit commit, String ref, Instant at, Pace pace) {
        if (live().filter(commit::equals).isEmpty()) {
            lived.add(commit);
        }
        Instant end = at.plus(dice.between(pace.rollOut().dividedBy(4), pace.rollOut()));
        return switch (blueprint.releasing()) {
            case DEPLOYMENTS -> deployments(commit, ref, at, end, pace);
            case WORKFLOW -> run(commit, at, end, dice.chance(0.08), "success");
            case RELEASES -> release(commit, at);
            case TAGS -> tag(commit, at);
        };
    }

    /** Tries, and does not get there; answers when that was clear. */
    Instant fail(DemoCommit commit, Instant at, Pace pace) {
        Instant end = at.plus(dice.between(pace.rollOut().dividedBy(4), pace.rollOut()));
        switch (blueprint.releasing()) {
            case DEPLOYMENTS -> {
                DemoDeployment deployment =
                        deployment(commit, "main", blueprint.environments().get(0), at);
                deployment.add(ledger.nextId(), dice.chance(0.8) ? "failure" : "error", end);
            }
            case WORKFLOW -> run(commit, at, end, false, dice.chance(0.7) ? "failure" : "cancelled");
            case RELEASES -> release(commit, "v1." + (version + 1) + ".0-rc." + ++runs, dice.chance(0.3), true, at);
            case TAGS -> repository.add(new DemoTag(repository, "nightly-" + ++runs, commit.oid(), false, at));
        }
        return end;
    }

    private Instant deployments(DemoCommit commit, String ref, Instant at, Instant end, Pace pace) {
        rehearse(commit, ref, at, pace);
        Duration length = Duration.between(at, end);
        Instant last = end;
        for (String environment : blueprint.environments()) {
            Instant start = environment.equals(blueprint.environments().get(0)) ? at : last.plusSeconds(20);
            last = start.plus(length);
            live(deployment(commit, ref, environment, start), last);
        }
        return last;
    }

    /** What is new goes to staging first, and some of it had a preview of its own. */
    private void rehearse(DemoCommit commit, String ref, Instant at, Pace pace) {
        if (!commit.at().isAfter(rehearsed)) {
            return;
        }
        rehearsed = commit.at();
        Instant soonest = at.minusSeconds(480);
        Instant stagingAt = commit.at().isAfter(soonest) ? commit.at().plusSeconds(1) : soonest;
        live(deployment(commit, ref, "staging", stagingAt), stagingAt.plusSeconds(4));
        repository.pullRequestsOf(commit.oid()).stream()
                .filter(landed -> !landed.at().isBefore(at.minus(pace.reach())) && dice.chance(0.25))
                .findFirst()
                .ifPresent(this::preview);
    }

    private void preview(DemoPullRequest landed) {
        DemoCommit first = landed.commits().get(0);
        DemoDeployment preview = deployment(first, landed.head(), "pr-" + landed.number(), landed.at());
        live(preview, landed.at().plusSeconds(10));
    }

    private DemoDeployment deployment(DemoCommit commit, String ref, String environment, Instant at) {
        DemoDeployment deployment =
                new DemoDeployment(repository, ledger.nextId(), commit.oid(), ref, environment, at, ledger.nextId());
        if (dice.chance(0.05)) {
            deployment.add(ledger.nextId(), "waiting", at);
        }
        deployment.add(ledger.nextId(), "queued", at);
        deployment.add(ledger.nextId(), "in_progress", at.plusSeconds(2));
        repository.add(deployment);
        return deployment;
    }

    /** A success takes the place of the one before, whose latest status is inactive from then on. */
    private void live(DemoDeployment deployment, Instant at) {
        deployment.add(ledger.nextId(), "success", at);
        DemoDeployment before = liveByEnvironment.put(deployment.environment(), deployment);
        if (before != null) {
            before.add(ledger.nextId(), "inactive", at);
        }
    }

    private Instant run(DemoCommit commit, Instant at, Instant end, boolean again, String conclusion) {
        Instant middle = at.plus(Duration.between(at, end).dividedBy(2));
        List<DemoRun.Attempt> attempts = again
                ? List.of(new DemoRun.Attempt(at, middle, "failure"), new DemoRun.Attempt(middle, end, conclusion))
                : List.of(new DemoRun.Attempt(at, end, conclusion));
        run(WORKFLOW, "push", commit, at, attempts);
        run("ci.yml", "push", commit, at, List.of(new DemoRun.Attempt(at, middle, "success")));
        return end;
    }

    private void run(String file, String event, DemoCommit commit, Instant at, List<DemoRun.Attempt> attempts) {
        repository.add(new DemoRun(
                repository,
                ledger.nextId(),
                ++runs,
                commit.author(),
                file,
                event,
                DemoPullRequest.BASE,
                commit.oid(),
                at,
                attempts));
    }

    private Instant release(DemoCommit commit, Instant at) {
        release(commit, "v1." + ++version + ".0", false, false, at);
        return at;
    }

    private void release(DemoCommit commit, String tag, boolean draft, boolean prerelease, Instant at) {
        if (!draft) {
            repository.add(new DemoTag(repository, tag, commit.oid(), false, at));
        }
        repository.add(new DemoRelease(repository, ledger.nextId(), tag, commit.oid(), draft, prerelease, at));
    }

    private Instant tag(DemoCommit commit, Instant at) {
        repository.add(new DemoTag(repository, "v" + ++version, commit.oid(), version % 3 != 0, at));
        return at;
    }
}
