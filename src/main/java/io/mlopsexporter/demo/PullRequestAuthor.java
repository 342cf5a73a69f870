package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the pull requests of one repository. */
final class PullRequestAuthor {
    private final DemoRepository repository;
    private final Habits habits;
    private final List<String> members;
    private final Dice dice;
    private final Wording wording;
    private int lastNumber;

    PullRequestAuthor(DemoRepository repository, Habits habits, List<String> members, Dice dice) {
        this.repository = repository;
        this.habits = habits;
        this.members = List.copyOf(members);
        this.dice = dice;
        this.wording = new Wording(dice);
    }

    /** A pull request whose end is still to be written. */
    record Draft(
            DemoRepository repository,
            int number,
            Instant openedAt,
            String title,
            String body,
            String branch,
            String author,
            List<String> labels,
            Optional<Instant> readyAt,
            List<DemoPullRequest.Review> reviews,
            List<DemoCommit> commits) {

        DemoPullRequest merged(Instant at, String commit) {
            return closed(Optional.of(at), Optional.of(commit));
        }

        DemoPullRequest closed(Optional<Instant> at, Optional<String> commit) {
            return new DemoPullRequest(
                    repository,
                    number,
                    openedAt,
                    title,
                    body,
                    branch,
                    author,
                    labels,
                    readyAt,
                    reviews,
                    at,
                    commit,
                    commits);
        }
    }

    String somebody() {
        return dice.one(members);
    }

    /** An ordinary one that is merged at an instant. */
    Draft write(Instant mergedAt, DemoCommit base, Pace pace) {
        Duration pickup = dice.around(habits.pickup());
        Duration review = dice.around(habits.review());
        Duration open = shorter(pickup.plus(review), pace.open().minusMinutes(5).minus(dice.minutes(0, 40)));
        Instant openedAt = mergedAt.minus(open);
        String title = wording.change();
        String branch = "feature/" + wording.branch(title);
        Optional<Instant> readyAt =
                dice.chance(0.12) ? Optional.of(openedAt.plus(open.dividedBy(4))) : Optional.empty();
        String author = somebody();
        Instant from = readyAt.orElse(openedAt);
        double share = (double) pickup.toSeconds() / (pickup.toSeconds() + review.toSeconds());
        Instant reviewedAt =
                from.plusSeconds((long) (Duration.between(from, mergedAt).toSeconds() * share));
        List<DemoPullRequest.Review> reviews = dice.chance(0.1) ? List.of() : reviews(author, reviewedAt, mergedAt);
        List<DemoCommit> commits = commits(author, base, openedAt, mergedAt);
        return new Draft(
                repository,
                ++lastNumber,
                openedAt,
                title,
                "",
                branch,
                author,
                wording.labels(),
                readyAt,
                reviews,
                commits);
    }

    /** One that is not merged: closed after a while, or left open. */
    void abandon(Instant before, DemoCommit base, Pace pace) {
        Draft draft = write(before, base, pace);
        Optional<Instant> closedAt =
                dice.chance(0.8) ? Optional.of(before.plus(dice.minutes(1, 2000))) : Optional.empty();
        repository.add(draft.closed(closedAt, Optional.empty()));
    }

    Draft hotfix(Instant mergedAt, DemoCommit base) {
        String title = wording.fix();
        boolean byLabel = dice.chance(0.4);
        String branch = (byLabel ? "fix/" : "hotfix/") + wording.branch(title);
        List<String> labels = byLabel ? List.of("hotfix") : List.of();
        return hurried(title, "", branch, labels, mergedAt, base, "Fix it");
    }

    Draft revert(DemoPullRequest bad, Instant mergedAt, DemoCommit base) {
        String body = "Reverts " + repository.fullName() + "#" + bad.number();
        String branch = "revert-" + bad.number() + "-" + bad.head();
        String title = "Revert \"" + bad.title() + "\"";
        String message = title + "\n\nThis reverts commit " + bad.mergeCommit().orElse("") + ".";
        return hurried(title, body, branch, List.of(), mergedAt, base, message);
    }

    private Draft hurried(
            String title,
            String body,
            String branch,
            List<String> labels,
            Instant mergedAt,
            DemoCommit base,
            String message) {
        String author = somebody();
        Instant openedAt = mergedAt.minusSeconds(20);
        List<DemoCommit> commits = List.of(commit(author, base, openedAt.minusSeconds(20), openedAt, message));
        return new Draft(
                repository,
                ++lastNumber,
                openedAt,
                title,
                body,
                branch,
                author,
                labels,
                Optional.empty(),
                List.of(),
                commits);
    }

    private List<DemoPullRequest.Review> reviews(String author, Instant from, Instant mergedAt) {
        List<DemoPullRequest.Review> reviews = new ArrayList<>();
        if (dice.chance(0.3)) {
            reviews.add(new DemoPullRequest.Review(from, other(author), "CHANGES_REQUESTED"));
            reviews.add(new DemoPullRequest.Review(from.plusSeconds(30), author, "COMMENTED"));
        }
        Instant approvedAt = from.plus(Duration.between(from, mergedAt).dividedBy(2));
        reviews.add(new DemoPullRequest.Review(approvedAt, other(author), "APPROVED"));
        return reviews;
    }

    private String other(String author) {
        String reviewer = somebody();
        return reviewer.equals(author) ? members.get((members.indexOf(author) + 1) % members.size()) : reviewer;
    }

    private List<DemoCommit> commits(String author, DemoCommit base, Instant openedAt, Instant mergedAt) {
        List<DemoCommit> commits = new ArrayList<>();
        Duration coding = dice.around(habits.coding());
        int number = dice.between(1, 3);
        DemoCommit last = base;
        for (int i = 0; i < number; i++) {
            Instant authoredAt = openedAt.minus(coding.multipliedBy(number - i).dividedBy(number));
            last = commit(author, last, authoredAt, openedAt, wording.commit(i));
            commits.add(last);
        }
        if (dice.chance(0.3)) {
            Instant later = openedAt.plus(
                    Duration.between(openedAt, mergedAt).multipliedBy(3).dividedBy(4));
            commits.add(commit(author, last, later, later, "Address review"));
        }
        return commits;
    }

    private DemoCommit commit(String author, DemoCommit parent, Instant authoredAt, Instant pushedAt, String message) {
        DemoCommit commit = new DemoCommit(
                repository, dice.oid(), List.of(parent.oid()), pushedAt, authoredAt, authoredAt, author, message);
        repository.add(commit);
        return commit;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
