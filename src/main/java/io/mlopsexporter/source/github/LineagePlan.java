package io.mlopsexporter.source.github;

import io.mlopsexporter.source.github.Chain.Link;
import io.mlopsexporter.source.github.LineageState.Verdict;
import io.mlopsexporter.source.github.Question.Purpose;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides what to ask the server next, so that the changes of all deployments of some chains can be told from the commits
 * read. It asks for as little as it can: one comparison of the newest deployment with the root brings a whole line, each
 * later deployment is one small comparison with the one before.
 */
final class LineagePlan {
    private final List<Chain> chains;
    private final LineageState state;
    private final CommitGraph graph;

    LineagePlan(List<Chain> chains, LineageState state) {
        this.chains = chains;
        this.state = state;
        this.graph = state.graph();
    }

    /** The next question, or empty if all is known that can be. What needs no question is decided on the way. */
    Optional<Question> next() {
        while (true) {
            Optional<Step> step = step();
            if (step.isEmpty() || step.get().question().isPresent()) {
                return step.flatMap(Step::question);
            }
            step.get().decision().run();
        }
    }

    /** Either a question, or a decision that can be made without one. */
    private record Step(Optional<Question> question, Runnable decision) {
        static Optional<Step> ask(Question question) {
            return Optional.of(new Step(Optional.of(question), () -> {}));
        }

        static Optional<Step> decide(Runnable decision) {
            return Optional.of(new Step(Optional.empty(), decision));
        }
    }

    private Optional<Step> step() {
        if (graph.roots().isEmpty()) {
            return firstRoot();
        }
        for (Chain chain : chains) {
            List<Link> open = unsettled(chain, link -> true);
            if (!open.isEmpty()) {
                List<Link> above = unsettled(chain, this::isAbove);
                return above.isEmpty() ? deepen(open) : extend(chain, above);
            }
        }
        var check = new ChainCheck(graph, state::isTooLong);
        for (Chain chain : chains) {
            Optional<Link> unknown = check.firstAfterUnknown(chain);
            if (unknown.isPresent()) {
                return Step.decide(() -> state.giveUp(unknown.get().commit()));
            }
            Optional<Link> inexact = check.firstInexact(chain);
            if (inexact.isPresent()) {
                return lowerRoot(chain, inexact.get());
            }
        }
        return Optional.empty();
    }

    private Optional<Step> firstRoot() {
        return chains.stream()
                .map(Chain::begin)
                .min(Comparator.comparing(Link::finishedAt).thenComparing(Link::commit))
                .flatMap(oldest -> Step.decide(() -> graph.addRoot(oldest.commit())));
    }

    private List<Link> unsettled(Chain chain, Predicate<Link> which) {
        return chain.links().stream()
                .filter(link -> chain.wanted().contains(link.commit()) && !state.settles(link.commit()))
                .filter(which)
                .toList();
    }

    /** Guesses by time, until the server has said otherwise, whether to look for a deployment above the roots. */
    private boolean isAbove(Link link) {
        if (state.isBelow(link.commit())) {
            return false;
        }
        boolean deepeningIsVain = graph.roots().stream()
                .map(root -> state.verdict(new Question(Purpose.DEEPEN, link.commit(), root)))
                .allMatch(verdict -> verdict.filter(v -> v == Verdict.OTHERWISE || v == Verdict.UNRELATED)
                        .isPresent());
        return deepeningIsVain
                || links().filter(other -> graph.roots().contains(other.commit()))
                        .allMatch(root -> root.finishedAt().isBefore(link.finishedAt()));
    }

    private Stream<Link> links() {
        return chains.stream().flatMap(chain -> chain.links().stream());
    }

    /**
     * The newest first, for that brings all others of its line. Where that is too far, one half as far: each success
     * brings a nearer base. Where it is on another history altogether, that one is read from its oldest on.
     */
    private Optional<Step> extend(Chain chain, List<Link> open) {
        int at = open.size() - 1;
        while (true) {
            Link head = open.get(at);
            Set<String> bases = bases(chain, head);
            for (String base : bases) {
                var question = new Question(Purpose.EXTEND, base, head.commit());
                if (state.isOpen(question)) {
                    return Step.ask(question);
                }
            }
            if (at == 0) {
                return Step.decide(() -> unreachable(chain, head, bases));
            }
            at = hasVerdict(bases, head, Verdict.TOO_FAR) ? at / 2 : 0;
        }
    }

    private boolean hasVerdict(Set<String> bases, Link head, Verdict verdict) {
        return bases.stream().anyMatch(base -> verdict(base, head, verdict));
    }

    private boolean verdict(String base, Link head, Verdict verdict) {
        return state.verdict(new Question(Purpose.EXTEND, base, head.commit())).equals(Optional.of(verdict));
    }

    /** What to compare a deployment with, the likely nearest first. Each of them holds a root. */
    private Set<String> bases(Chain chain, Link head) {
        Set<String> bases = new LinkedHashSet<>();
        nearest(chain.links(), head, link -> link.ref().equals(head.ref())).ifPresent(bases::add);
        nearest(chain.links(), head, link -> true).ifPresent(bases::add);
        nearest(links().toList(), head, link -> true).ifPresent(bases::add);
        bases.addAll(graph.roots());
        return bases;
    }

    private Optional<String> nearest(List<Link> links, Link head, Predicate<Link> which) {
        return links.stream()
                .filter(link -> link.finishedAt().isBefore(head.finishedAt()))
                .filter(link -> graph.holds(link.commit()))
                .filter(which)
                .max(Comparator.comparing(Link::finishedAt).thenComparing(Link::commit))
                .map(Link::commit);
    }

    /** No base leads to a deployment: none is near enough, related, or still there. */
    private void unreachable(Chain chain, Link head, Set<String> bases) {
        boolean gone = hasVerdict(bases, head, Verdict.GONE);
        Optional<Link> before = chain.before(head.commit());
        if (hasVerdict(bases, head, Verdict.TOO_FAR)) {
            boolean again = before.filter(link -> isCutOff(chain, link)).isPresent();
            if (again) {
                startAgain(chain, before.orElseThrow());
            } else {
                state.giveUp(head.commit());
            }
        } else if (gone && mayStartAgain(chain)) {
            bases.stream().filter(base -> verdict(base, head, Verdict.GONE)).forEach(state::markLost);
            startAgain(chain, head);
        } else if (gone) {
            state.giveUp(head.commit());
        } else if (graph.hasBeginning()) {
            state.giveUp(head.commit());
        } else {
            graph.addRoot(head.commit());
            before.ifPresent(link -> state.giveUp(head.commit()));
        }
    }

    /**
     * One deployment far away from all others is an oddity. Two in a row mean that the line has moved on for good: the
     * graph is then built anew from there.
     */
    private boolean isCutOff(Chain chain, Link link) {
        return mayStartAgain(chain) && state.isTooLong(link.commit()) && !graph.places(link.commit());
    }

    /** Only for the chain with most deployments, once: chains that are too far from each other would take turns. */
    private boolean mayStartAgain(Chain chain) {
        return chain.name().equals(chains.get(0).name()) && !state.hasStartedAgain();
    }

    private void startAgain(Chain chain, Link root) {
        state.startAgain(root.commit());
        for (Link link : chain.links().subList(0, chain.indexOf(root.commit()))) {
            state.giveUp(link.commit());
        }
    }

    /** The oldest first, for a root there has all others above it. Where that is too far, one half as far. */
    private Optional<Step> deepen(List<Link> open) {
        int at = 0;
        while (true) {
            String commit = open.get(at).commit();
            for (String root : graph.roots()) {
                var question = new Question(Purpose.DEEPEN, commit, root);
                if (state.isOpen(question)) {
                    return Step.ask(question);
                }
            }
            if (at == open.size() - 1) {
                return Step.decide(() -> open.forEach(link -> state.giveUp(link.commit())));
            }
            at += Math.max(1, (open.size() - at) / 2);
        }
    }

    /** For a chain whose first deployment does not hold the root: from where the two part, it does. */
    private Optional<Step> lowerRoot(Chain chain, Link inexact) {
        String first = chain.links().stream()
                .map(Link::commit)
                .filter(graph::places)
                .findFirst()
                .orElseThrow();
        for (String root : graph.roots()) {
            if (graph.rootsOf(first).contains(root)) {
                continue;
            }
            var question = state.mergeBase(root, first)
                    .map(base -> new Question(Purpose.DEEPEN, base, root))
                    .orElse(new Question(Purpose.MERGE_BASE, root, first));
            if (state.isOpen(question)) {
                return Step.ask(question);
            }
        }
        return Step.decide(() -> state.giveUp(inexact.commit()));
    }
}
