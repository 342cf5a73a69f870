package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes the commits of one repository: what lands on its main branch, and how. */
final class Development {
    private final DemoRepository repository;
    private final PullRequestAuthor pullRequests;
    private final Dice dice;
    private final Wording wording;
    private final int changes;
    private DemoCommit head;

    Development(DemoRepository repository, Habits habits, List<String> members, Dice dice) {
        this.repository = repository;
        this.dice = dice;
        this.wording = new Wording(dice);
        this.changes = habits.changes();
        this.pullRequests = new PullRequestAuthor(repository, habits, members, dice);
        this.head = direct("Initial commit", repository.createdAt(), List.of());
    }

    DemoCommit head() {
        return head;
    }

    /** A number of changes lands after one instant and before another. */
    void land(Instant after, Instant before, Pace pace) {
        Instant from = after.isAfter(head.at()) ? after : head.at();
        Duration room = Duration.between(from, before);
        int number = (int) Math.min(dice.between(1, changes), Math.max(1, room.toSeconds() / 30));
        List<Instant> times = IntStream.range(0, number)
                .mapToObj(any -> from.plus(dice.between(Duration.ofSeconds(1), room.minusSeconds(10))))
                .sorted()
                .distinct()
                .toList();
        times.forEach(time -> landOne(time, pace));
        if (dice.chance(0.05)) {
            pullRequests.abandon(before, headAt(before.minus(pace.open())), pace);
        }
    }

    private void landOne(Instant at, Pace pace) {
        if (dice.chance(0.08)) {
            head = direct(wording.change(), at, List.of(head.oid()));
        } else {
            head = merge(pullRequests.write(at, headAt(at.minus(pace.open())), pace), at, dice.chance(0.2));
        }
    }

    /** Repairs in a hurry. */
    void hotfix(Instant at) {
        head = merge(pullRequests.hotfix(at, head), at, false);
    }

    /** Takes back a commit: its pull request if it has one, else itself. */
    void revert(DemoCommit bad, Instant at) {
        Optional<DemoPullRequest> landed = repository.pullRequestsOf(bad.oid()).stream()
                .filter(candidate -> candidate.mergeCommit().isPresent())
                .findFirst();
        if (landed.isPresent()) {
            head = merge(pullRequests.revert(landed.get(), at, head), at, false);
        } else {
            String message = "Revert \"" + bad.headline() + "\"\n\nThis reverts commit " + bad.oid() + ".";
            head = direct(message, at, List.of(head.oid()));
        }
    }

    /** A fix on a branch off an older commit, for a version that is still in production. */
    DemoCommit backport(DemoCommit live, String branch, Instant at) {
        String title = wording.fix();
        DemoCommit fix = write(List.of(live.oid()), at.minusSeconds(600), at, title + "\n\n(cherry picked)");
        repository.push(branch, fix);
        return fix;
    }

    private DemoCommit headAt(Instant at) {
        List<DemoRepository.Push> pushes = repository.branches().getOrDefault(DemoPullRequest.BASE, List.of());
        for (int i = pushes.size() - 1; i >= 0; i--) {
            if (!pushes.get(i).at().isAfter(at)) {
                return repository.commit(pushes.get(i).commit()).orElse(head);
            }
        }
        throw new IllegalArgumentException(repository.name() + " has no commit at " + at);
    }

    private DemoCommit merge(PullRequestAuthor.Draft draft, Instant at, boolean withMergeCommit) {
        List<DemoCommit> own = draft.commits();
        List<String> parents = new ArrayList<>(List.of(head.oid()));
        String message = draft.title() + " (#" + draft.number() + ")\n\n" + draft.body();
        if (withMergeCommit) {
            parents.add(own.get(own.size() - 1).oid());
            message = "Merge pull request #" + draft.number() + " from " + DemoOrganization.LOGIN + "/" + draft.branch()
                    + "\n\n" + draft.title();
        }
        DemoCommit landed = write(parents, at, at, message.strip());
        repository.push(DemoPullRequest.BASE, landed);
        repository.add(draft.merged(at, landed.oid()));
        return landed;
    }

    private DemoCommit direct(String message, Instant at, List<String> parents) {
        DemoCommit commit = write(parents, at.minus(dice.minutes(1, 90)), at, message);
        repository.push(DemoPullRequest.BASE, commit);
        return commit;
    }

    private DemoCommit write(List<String> parents, Instant authoredAt, Instant at, String message) {
        DemoCommit commit =
                new DemoCommit(repository, dice.oid(), parents, at, authoredAt, at, pullRequests.somebody(), message);
        repository.add(commit);
        return commit;
    }
}
