package io.mlopsexporter.dora;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which deployments of an application count, by environment and in order (design 3.1). */
final class Roster {
    private static final Duration SAME_DEPLOYMENT = Duration.ofMinutes(30);

    private Roster() {}

    /** One entry for each time that a commit went live within the history. */
    static SortedMap<String, List<CountedDeployment>> of(
            Application application, Collection<Deployment> deployments, Instant asOf, Duration history) {
        Instant horizon = asOf.minus(history);
        var successes = new TreeMap<String, List<Deployment>>();
        for (Deployment deployment : deployments) {
            if (omission(application, deployment, horizon, asOf).isEmpty()) {
                successes
                        .computeIfAbsent(Application.environmentOf(deployment), any -> new ArrayList<>())
                        .add(deployment);
            }
        }
        var counted = new TreeMap<String, List<CountedDeployment>>();
        successes.forEach((environment, listed) -> counted.put(environment, collapse(listed)));
        return counted;
    }

    /** Why an attempt is not among the deployments; those that only repeat another one are. */
    static Optional<Omission> omission(Application application, Deployment deployment, Instant horizon, Instant asOf) {
        Optional<Instant> finishedAt = deployment.finishedAt();
        if (finishedAt.isPresent() && !finishedAt.get().isAfter(horizon)) {
            return Optional.of(Omission.BEFORE_HISTORY);
        }
        Optional<Omission> mismatch = application.mismatch(deployment).map(Omission::of);
        if (mismatch.isPresent()) {
            return mismatch;
        }
        if (finishedAt.isEmpty()) {
            return Optional.of(Omission.NO_SUCCESS);
        }
        return finishedAt.get().isAfter(asOf) ? Optional.of(Omission.AFTER_AS_OF) : Optional.empty();
    }

    /** The environment that attempts name, for an application that never succeeded (design 3.9, 1). */
    static Optional<String> attempted(Application application, Collection<Deployment> deployments) {
        return deployments.stream()
                .filter(application::counts)
                .map(Application::environmentOf)
                .min(Comparator.naturalOrder());
    }

    private static List<CountedDeployment> collapse(List<Deployment> successes) {
        successes.sort(Comparator.comparing(Roster::finishedAt).thenComparing(Deployment::id));
        var counted = new ArrayList<CountedDeployment>();
        int at = 0;
        while (at < successes.size()) {
            Deployment live = successes.get(at++);
            var repetitions = new ArrayList<Repetition>();
            while (at < successes.size()) {
                Optional<Repetition> repetition = repetition(live, successes.get(at));
                if (repetition.isEmpty()) {
                    break;
                }
                repetitions.add(repetition.get());
                at++;
            }
            counted.add(new CountedDeployment(live, finishedAt(live), repetitions));
        }
        return counted;
    }

    private static Optional<Repetition> repetition(Deployment live, Deployment next) {
        if (!live.commit().equals(next.commit())) {
            return Optional.empty();
        }
        if (Duration.between(finishedAt(live), finishedAt(next)).compareTo(SAME_DEPLOYMENT) <= 0) {
            return Optional.of(new Repetition(next, finishedAt(next), Repetition.Reason.WITHIN_30_MINUTES));
        }
        return next.run().isPresent() && next.run().equals(live.run())
                ? Optional.of(new Repetition(next, finishedAt(next), Repetition.Reason.SAME_WORKFLOW_RUN))
                : Optional.empty();
    }

    static Instant finishedAt(Deployment deployment) {
        return deployment.finishedAt().orElseThrow();
    }
}
