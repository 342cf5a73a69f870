package io.mlopsexporter.dora;

import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.ModelVersion;
import io.mlopsexporter.event.RepositoryHistory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through the deployments of a model in one environment in order, and says what each delivers: its version, unless that was
 * live before (design 3.2; 3.9, 17).
 */
final class ModelChain {
    private final RepositoryHistory history;
    private final TrainedCommits commits;
    private final Set<String> lived = new HashSet<>();
    private Optional<String> live = Optional.empty();

    private ModelChain(RepositoryHistory history, TrainedCommits commits) {
        this.history = history;
        this.commits = commits;
    }

    /** @param baselines what was live already when the history begins or the model was first seen */
    static List<Delivery> of(
            List<CountedDeployment> deployments,
            List<Deployment> baselines,
            RepositoryHistory history,
            TrainedCommits commits) {
        var chain = new ModelChain(history, commits);
        Deque<Deployment> before = new ArrayDeque<>(baselines);
        var deliveries = new ArrayList<Delivery>(deployments.size());
        for (CountedDeployment deployment : deployments) {
            while (!before.isEmpty() && !Roster.finishedAt(before.element()).isAfter(deployment.finishedAt())) {
                chain.begin(before.remove().commit());
            }
            deliveries.add(chain.next(deployment));
        }
        return List.copyOf(deliveries);
    }

    private void begin(String version) {
        lived.add(version);
        live = Optional.of(version);
    }

    private Delivery next(CountedDeployment deployment) {
        String version = deployment.commit();
        boolean known = lived.contains(version);
        boolean rollback = known && live.isPresent() && number(version) < number(live.get());
        lived.add(version);
        live = Optional.of(version);
        Optional<ModelVersion> facts = Optional.ofNullable(history.versions().get(number(version)));
        if (known) {
            return new Delivery(deployment, facts, Optional.empty(), List.of(), rollback, true, 0);
        }
        if (facts.flatMap(ModelVersion::run).filter(commits::isPending).isPresent()) {
            return new Delivery(deployment, facts, Optional.of(Unmeasured.PENDING), List.of(), false, false, 0);
        }
        return new Delivery(deployment, facts, Optional.empty(), List.of(change(version, facts)), false, true, 0);
    }

    private Change change(String version, Optional<ModelVersion> facts) {
        Optional<ModelVersion.TrainingRun> run = facts.flatMap(ModelVersion::run);
        Optional<Instant> committed = run.flatMap(commits::authoredAt);
        return Change.of(
                new ModelChange(version, facts, committed.isPresent()),
                committed.or(() -> run.flatMap(ModelVersion.TrainingRun::startedAt)));
    }

    private static int number(String version) {
        return Integer.parseInt(version);
    }
}
