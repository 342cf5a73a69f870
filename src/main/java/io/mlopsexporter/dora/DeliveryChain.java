package io.mlopsexporter.dora;

import io.mlopsexporter.event.Commit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes through the deployments of one application and environment in order, and says what each delivers (design 3.2). */
final class DeliveryChain {
    private static final int TOO_LONG = 5_000;

    /** What stands before a deployment: whether all that went live earlier is known. */
    private enum Ground {
        NOTHING_YET,
        FIRM,
        /** The first deployments are still to be read; nothing after them can be measured. */
        MISSING
    }

    private final Graph graph;
    private final Folding folding;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> lived = new HashSet<>();
    private Optional<CountedDeployment> live = Optional.empty();
    private Ground ground = Ground.NOTHING_YET;

    private DeliveryChain(Graph graph, Folding folding) {
        this.graph = graph;
        this.folding = folding;
    }

    static List<Delivery> of(List<CountedDeployment> deployments, Graph graph, Folding folding) {
        var chain = new DeliveryChain(graph, folding);
        var deliveries = new ArrayList<Delivery>(deployments.size());
        for (CountedDeployment deployment : deployments) {
            deliveries.add(chain.next(deployment));
        }
        return List.copyOf(deliveries);
    }

    private Delivery next(CountedDeployment deployment) {
        String commit = deployment.commit();
        boolean known = !isPending(commit);
        boolean settled = known && !(live.isPresent() && isPending(live.get().commit()));
        boolean rollback = live.isPresent()
                && lived.contains(commit)
                && graph.isAncestor(commit, live.get().commit());
        Ground before = ground;
        List<Commit> delivered = place(commit);
        Optional<Unmeasured> unmeasured = unmeasured(commit, delivered.size(), before);
        lived.add(commit);
        live = Optional.of(deployment);
        if (unmeasured.isPresent()) {
            boolean waiting = unmeasured.get() == Unmeasured.PENDING;
            return new Delivery(deployment, Optional.empty(), unmeasured, List.of(), rollback, settled && !waiting, 0);
        }
        var folded = folding.fold(delivered);
        return new Delivery(
                deployment, Optional.empty(), unmeasured, folded.changes(), rollback, settled, folded.elsewhere());
    }

    private List<Commit> place(String commit) {
        // What is lost or not read yet says nothing of what lies below it: the ground is told by the first that does.
        if (!graph.isPlaced(commit)) {
            return List.of();
        }
        var walk = graph.walk(commit, seen);
        if (ground == Ground.NOTHING_YET) {
            ground = walk.grounded() ? Ground.FIRM : Ground.MISSING;
        }
        return walk.commits();
    }

    private Optional<Unmeasured> unmeasured(String commit, int commits, Ground before) {
        if (live.isEmpty()) {
            return Optional.of(Unmeasured.NO_PREDECESSOR);
        }
        if (graph.isLost(commit) || graph.isLost(live.get().commit())) {
            return Optional.of(Unmeasured.COMMIT_LOST);
        }
        if (isPending(commit) || before != Ground.FIRM) {
            return Optional.of(Unmeasured.PENDING);
        }
        boolean tooLong = graph.isTooLong(commit) && !lived.contains(commit);
        return tooLong || commits > TOO_LONG ? Optional.of(Unmeasured.HISTORY_TOO_LONG) : Optional.empty();
    }

    private boolean isPending(String commit) {
        return !graph.isPlaced(commit) && !graph.isLost(commit) && !graph.isTooLong(commit);
    }
}
