package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The life of one application, deployment by deployment. */
final class Story {
    private final Blueprint blueprint;
    private final Dice dice;
    private final Development development;
    private final RollOut rollOut;
    private final Trouble trouble;
    private Instant busyUntil;

    Story(
            Blueprint blueprint,
            DemoRepository repository,
            DemoService service,
            List<String> members,
            Ledger ledger,
            Dice dice) {
        this.blueprint = blueprint;
        this.dice = dice;
        this.development = new Development(repository, blueprint.habits(), members, dice);
        this.rollOut = new RollOut(repository, blueprint, ledger, dice);
        this.trouble = new Trouble(service, ledger, dice);
        this.busyUntil = repository.createdAt();
    }

    Blueprint blueprint() {
        return blueprint;
    }

    /** Whether what happened before is over. */
    boolean isFree(Instant at, Pace pace) {
        return !busyUntil.plus(pace.rest()).isAfter(at);
    }

    /** Tells of one deployment: what came before it and what it led to. */
    void tell(Instant at, Pace pace) {
        Optional<DemoCommit> live = rollOut.live();
        boolean weekly = blueprint.habits().equals(Habits.WEEKLY) && live.isPresent();
        if (weekly && dice.chance(0.06)) {
            releaseBranch(live.get(), at, pace);
            return;
        }
        if (live.isEmpty() || !dice.chance(0.04)) {
            // else the live commit again: a change of configuration, say
            Instant soonest = at.minus(pace.landing());
            Instant since = soonest.isAfter(busyUntil) ? soonest : busyUntil;
            development.land(since, at.minusSeconds(15), pace);
        }
        Instant start = at;
        if (dice.chance(blueprint.habits().failedRollOut())) {
            Instant failedAt = rollOut.fail(development.head(), at, pace);
            start = failedAt.plus(dice.between(pace.retry().dividedBy(3), pace.retry()));
        }
        DemoCommit commit = development.head();
        Instant liveAt = rollOut.succeed(commit, DemoPullRequest.BASE, start, pace);
        busyUntil = liveAt.plusSeconds(10);
        if (dice.chance(blueprint.habits().failure())) {
            busyUntil = intervene(commit, liveAt, pace).plusSeconds(10);
        } else if (dice.chance(0.04)) {
            trouble.low(liveAt.plus(pace.delay()));
        }
    }

    private void releaseBranch(DemoCommit live, Instant at, Pace pace) {
        String branch = "release/" + live.oid().substring(0, 6);
        DemoCommit fix = development.backport(live, branch, at.minusSeconds(12));
        busyUntil = rollOut.succeed(fix, branch, at, pace).plusSeconds(10);
    }

    /** Something is wrong with it; answers when all is well again. */
    private Instant intervene(DemoCommit bad, Instant liveAt, Pace pace) {
        Instant began = liveAt.plus(dice.between(pace.delay().dividedBy(6), pace.delay()));
        Duration length = dice.around(pace.restoration(blueprint.habits())).plus(pace.rollOut());
        Instant at = began.plus(length.dividedBy(2));
        Optional<DemoCommit> previous = rollOut.previous();
        Instant repaired = at;
        int way = dice.between(0, 9);
        if (way < 4 && previous.isPresent()) {
            repaired = rollOut.succeed(previous.get(), DemoPullRequest.BASE, at, pace);
        } else if (way < 6) {
            development.revert(bad, at.minusSeconds(15));
            repaired = rollOut.succeed(development.head(), DemoPullRequest.BASE, at, pace);
        } else if (way < 9) {
            development.hotfix(at.minusSeconds(15));
            repaired = rollOut.succeed(development.head(), DemoPullRequest.BASE, at, pace);
        }
        Instant end = began.plus(length);
        Instant over = end.isAfter(repaired) ? end : repaired.plusSeconds(30);
        // some rollbacks are made before anybody is called
        boolean silent = way < 1 && previous.isPresent();
        if (!silent) {
            trouble.of(bad, began, over);
        }
        return over;
    }
}
