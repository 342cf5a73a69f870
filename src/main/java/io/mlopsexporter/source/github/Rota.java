package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.ReadSince;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose turn it is. With a webhook-delivery log, those repositories are read that it names, and all of them once an hour. Where
 * reading all repositories at every poll would take too much of GitHub's budget, only those are read every time to which something
 * happened lately; all are, in time for none to be unread for longer than the quiet interval. What a source knows as a whole then
 * ends at the last poll that read all of them; what it knows of some goes further.
 */
final class Rota {
    /** How often what the delivery log told is held against what there is. */
    static final Duration RECONCILED = Duration.ofHours(1);

    /** So long after a push or a deployment a repository counts as active. */
    private static final Duration LATELY = Duration.ofDays(7);

    /** Lists show a push only after a while. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final String NOTE = "swept";

    private final GitHubSettings settings;
    private final Pushes pushes;
    private final Optional<DeliveryLog> deliveries;
    /** Repositories that are told of and are not read: archived ones, say. */
    private final Set<Long> strangers = new HashSet<>();

    private volatile Optional<Standing> standing = Optional.empty();
    private Optional<Reconciliation> reconciliation = Optional.empty();

    Rota(GitHubSettings settings, GitHubApi api, Optional<DeliveryLog> deliveries) {
        this.settings = settings;
        this.pushes = new Pushes(api);
        this.deliveries = deliveries;
    }

    /** What is left of the last poll that read all, in the journal: another replica may have read all since we did. */
    private record Swept(Instant at) {}

    /** What this poll is to read; empty: everything. */
    Optional<Look> look(Poll poll) {
        Optional<Standing> usable = standing.filter(known -> isTheLast(known, poll));
        reconciliation = Optional.empty();
        if (usable.isEmpty()) {
            return Optional.empty();
        }
        Standing known = usable.get();
        Optional<DeliveryLog.News> news = deliveries.flatMap(log -> log.since(known.coveredAt(), poll));
        if (news.isPresent()) {
            return byDeliveries(known, news.get(), poll);
        }
        return known.rhythm().all() || isDue(known, poll.asOf()) ? Optional.empty() : Optional.of(active(known));
    }

    private Optional<Look> byDeliveries(Standing known, DeliveryLog.News news, Poll poll) {
        Set<String> nodes = new HashSet<>();
        Set<Long> unknown = new HashSet<>(news.repositories());
        Set<String> silent = deployingByTags(poll);
        for (RepositoryNode repository : known.known().repositories()) {
            if (unknown.remove(repository.number()) || silent.contains(poll.id(repository.number()))) {
                nodes.add(repository.node());
            }
        }
        unknown.removeAll(strangers);
        boolean due = !known.sweptAt().plus(RECONCILED).isAfter(poll.asOf());
        if (news.all() || due || !unknown.isEmpty()) {
            reconciliation = Optional.of(new Reconciliation(known.knownUntil(), news.repositories(), poll.log()));
            return Optional.empty();
        }
        Instant told = poll.asOf().minus(DeliveryLog.DELAY);
        return Optional.of(new Look(
                known.known().resting(),
                nodes,
                Optional.of(told.isAfter(known.knownUntil()) ? told : known.knownUntil())));
    }

    /** GitHub delivers nothing of more than three tags that are pushed at once: ids of repositories that are looked at anyway. */
    private static Set<String> deployingByTags(Poll poll) {
        return poll.log().applications().values().stream()
                .filter(application -> application.signal() == Signal.GITHUB_TAGS)
                .map(Application::repository)
                .collect(Collectors.toSet());
    }

    private Look active(Standing known) {
        Set<String> nodes = new HashSet<>(known.active());
        nodes.addAll(pushes.since(
                settings.organizations(), known.known(), known.lookedAt().minus(OVERLAP)));
        return new Look(known.known().resting(), nodes, Optional.empty());
    }

    /** Whether the next poll, if this one did not read all of them, might come to its end too late. */
    private boolean isDue(Standing known, Instant now) {
        Instant end = known.sweptAt().plus(settings.cadence().quietInterval());
        return !now.plus(settings.cadence().interval()).plus(known.took()).isBefore(end);
    }

    private static boolean isTheLast(Standing known, Poll poll) {
        return poll.note(NOTE, Swept.class)
                .filter(swept -> swept.at().equals(known.sweptAt()))
                .isPresent();
    }

    /**
     * Ends a poll.
     *
     * @param look what it read; empty: everything
     * @param now by the server's clock
     */
    PollResult end(Poll poll, Optional<Look> look, Survey.Surveyed surveyed, Instant now) {
        if (poll.failure().isPresent()) {
            return poll.result();
        }
        deliveries.ifPresent(DeliveryLog::followed);
        if (look.isEmpty() || standing.isEmpty()) {
            swept(poll, surveyed, now);
            return poll.result();
        }
        Standing before = standing.get();
        Standing after = look.get()
                .told()
                .map(until -> before.told(surveyed.sweep(), until, poll.asOf()))
                .orElseGet(() -> before.looked(surveyed.sweep(), look.get().nodes(), poll.asOf()));
        if (look.get().told().isEmpty()) {
            keepReadSince(poll, surveyed);
        }
        standing = Optional.of(after);
        before.problems().forEach(problem -> poll.problem(problem.subject(), problem.text()));
        return new PollResult.Complete(after.knownUntil(), poll.problems());
    }

    private void keepReadSince(Poll poll, Survey.Surveyed surveyed) {
        Set<String> read = surveyed.read().stream().map(RepositoryPlan::id).collect(Collectors.toSet());
        ReadSince fact = new ReadSince(ReadSince.id(settings.source()), poll.asOf(), read);
        poll.journal().write(Batch.of(List.of(fact)), Map.of());
    }

    private void swept(Poll poll, Survey.Surveyed surveyed, Instant now) {
        SweepAnswer sweep = surveyed.sweep();
        Duration took = Duration.between(poll.asOf(), now);
        Rhythm rhythm = Rhythm.of(
                new Rhythm.Load(
                        sweep.repositories().size(),
                        sweep.points(),
                        took,
                        settings.organizations().size(),
                        sweep.hourlyPoints()),
                settings.cadence());
        // A first read takes longer than any other, and leaves no time between two.
        if (!rhythm.affordable() && standing.isPresent()) {
            poll.problem("polling", tooOften(sweep, rhythm));
        }
        List<PollResult.Problem> problems = poll.problems().stream()
                .filter(problem -> !problem.subject().equals(DeliveryLog.SUBJECT))
                .toList();
        reconciliation.ifPresent(held -> reconcile(held, poll, sweep));
        standing = Optional.of(Standing.swept(poll.asOf(), took, rhythm, sweep, active(poll, sweep, rhythm), problems));
        if (!rhythm.all()
                || deliveries.isPresent()
                || poll.note(NOTE, Swept.class).isPresent()) {
            poll.journal().write(Batch.EMPTY, Map.of(NOTE, Notes.write(new Swept(poll.asOf()))));
        }
    }

    private void reconcile(Reconciliation held, Poll poll, SweepAnswer sweep) {
        strangers.addAll(held.hinted());
        sweep.repositories().forEach(repository -> strangers.remove(repository.number()));
        Set<String> untold = held.untold(poll);
        if (!untold.isEmpty()) {
            deliveries.ifPresent(log -> log.distrust(poll.asOf()));
            poll.problem(
                    DeliveryLog.SUBJECT,
                    "did not tell of deployments that all repositories show, such as "
                            + untold.iterator().next() + ": it is not used for a day");
        }
    }

    private String tooOften(SweepAnswer sweep, Rhythm rhythm) {
        return "looking at " + sweep.repositories().size() + " repositories takes " + Math.round(rhythm.hourly())
                + " points an hour of the " + sweep.hourlyPoints().orElse(0)
                + " that GitHub grants: more than half; raise polling.interval or polling.quiet_interval";
    }

    /** Those to which something happened last first, as many as may be read. */
    private static Set<String> active(Poll poll, SweepAnswer sweep, Rhythm rhythm) {
        List<RepositoryNode> lately = new ArrayList<>(sweep.repositories());
        if (!rhythm.all()) {
            lately.removeIf(one -> one.lastActivity().isBefore(poll.asOf().minus(LATELY)));
            lately.sort(Comparator.comparing(RepositoryNode::lastActivity).reversed());
        }
        return lately.stream().limit(rhythm.often()).map(RepositoryNode::node).collect(Collectors.toSet());
    }

    /** How often repositories are read; empty before the first complete poll. */
    Optional<Reach> reach() {
        return standing.map(known -> {
            int all = known.known().repositories().size();
            int active = Math.min(all, known.active().size());
            if (known.byDeliveries()) {
                return new Reach(RECONCILED, 0, all);
            }
            return known.rhythm().all()
                    ? new Reach(settings.cadence().interval(), all, 0)
                    : new Reach(settings.cadence().quietInterval(), active, all - active);
        });
    }
}
