package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Lineage;
import io.mlopsexporter.event.RepositoryHistory;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is known of a repository's graph while more of it is read: the lineage to be, and what the server has answered. */
final class LineageState {
    /** Why a question need not be asked again. */
    enum Verdict {
        TOO_FAR,
        UNRELATED,
        /** A commit that was known no longer exists at the server. */
        GONE,
        /** Asked for deepening: base is no ancestor of the root. Asked for extending: head is below the roots. */
        OTHERWISE
    }

    private final CommitGraph graph = new CommitGraph();
    private final Set<String> tooLong = new TreeSet<>();
    private final Set<String> lost = new TreeSet<>();
    private final Map<String, ReadCommit> read = new LinkedHashMap<>();
    private final Map<Question, Verdict> verdicts = new HashMap<>();
    private final Map<Question, String> mergeBases = new HashMap<>();
    private final Set<String> below = new HashSet<>();
    private boolean startedAgain;

    static LineageState of(RepositoryHistory history) {
        var state = new LineageState();
        for (Commit commit : history.commits().values()) {
            state.graph.add(commit.oid(), commit.parents());
        }
        history.lineage().ifPresent(lineage -> {
            lineage.roots().stream().sorted().forEach(state.graph::addRoot);
            state.tooLong.addAll(lineage.tooLong());
            state.lost.addAll(lineage.lost());
        });
        return state;
    }

    CommitGraph graph() {
        return graph;
    }

    /** Commits read since the beginning. */
    List<ReadCommit> read() {
        return List.copyOf(read.values());
    }

    Lineage lineage(String repository) {
        return new Lineage(repository, graph.roots(), lost, tooLong);
    }

    /** Whether there is anything to write. */
    boolean hasChangedSince(RepositoryHistory history) {
        Lineage now = lineage("");
        return !read.isEmpty()
                || history.lineage()
                        .map(before -> !before.roots().equals(now.roots())
                                || !before.tooLong().equals(now.tooLong())
                                || !before.lost().equals(now.lost()))
                        .orElse(!graph.roots().isEmpty());
    }

    /** Whether nothing more can be done about a commit: its place is known, or known not to be found out. */
    boolean settles(String commit) {
        return graph.places(commit) || tooLong.contains(commit) || lost.contains(commit);
    }

    boolean isTooLong(String commit) {
        return tooLong.contains(commit);
    }

    void giveUp(String commit) {
        tooLong.add(commit);
    }

    /** Whether the server said that a commit is an ancestor of a root. */
    boolean isBelow(String commit) {
        return below.contains(commit);
    }

    Optional<Verdict> verdict(Question question) {
        return Optional.ofNullable(verdicts.get(question));
    }

    boolean isOpen(Question question) {
        return !verdicts.containsKey(question);
    }

    Optional<String> mergeBase(String root, String commit) {
        return Optional.ofNullable(mergeBases.get(new Question(Question.Purpose.MERGE_BASE, root, commit)));
    }

    boolean hasStartedAgain() {
        return startedAgain;
    }

    /** Forgets the graph and begins at a new root: there is more between the old one and the present than is ever read. */
    void startAgain(String root) {
        startedAgain = true;
        graph.clear();
        read.clear();
        below.clear();
        verdicts.clear();
        mergeBases.clear();
        graph.addRoot(root);
    }

    void markLost(String commit) {
        lost.add(commit);
    }

    /** Takes an answer in. */
    void learn(Question question, Comparison answer) {
        switch (answer.status()) {
            case UNRELATED -> verdicts.put(question, Verdict.UNRELATED);
            case BASE_GONE -> gone(question, question.base());
            case HEAD_GONE -> gone(question, question.head());
            default -> related(question, answer);
        }
    }

    private void gone(Question question, String commit) {
        verdicts.put(question, Verdict.GONE);
        if (!graph.places(commit)) {
            lost.add(commit);
        }
    }

    private void related(Question question, Comparison answer) {
        boolean baseIsAncestor =
                EnumSet.of(Comparison.Status.AHEAD, Comparison.Status.IDENTICAL).contains(answer.status());
        boolean headIsAncestor = EnumSet.of(Comparison.Status.BEHIND, Comparison.Status.IDENTICAL)
                .contains(answer.status());
        switch (question.purpose()) {
            case MERGE_BASE -> rememberMergeBase(question.base(), question.head(), answer);
            case EXTEND -> {
                if (headIsAncestor) {
                    below.add(question.head());
                    verdicts.put(question, Verdict.OTHERWISE);
                } else {
                    extend(question, answer);
                }
            }
            case DEEPEN -> {
                if (baseIsAncestor) {
                    deepen(question, answer);
                } else {
                    rememberMergeBase(question.head(), question.base(), answer);
                    verdicts.put(question, Verdict.OTHERWISE);
                }
            }
        }
    }

    private void extend(Question question, Comparison answer) {
        if (graph.roots().contains(question.base())) {
            rememberMergeBase(question.base(), question.head(), answer);
        }
        if (!answer.complete() || joinsAnotherRoot(question.base(), answer)) {
            verdicts.put(question, Verdict.TOO_FAR);
        } else {
            add(answer.commits());
        }
    }

    /**
     * A difference that goes down to the very beginning of a history holds one that is unrelated to the base: perhaps
     * another root's, of which nothing may be known.
     */
    private boolean joinsAnotherRoot(String base, Comparison answer) {
        return !graph.rootsOf(base).containsAll(graph.roots())
                && answer.commits().stream().anyMatch(commit -> commit.parents().isEmpty());
    }

    private void deepen(Question question, Comparison answer) {
        if (answer.complete()) {
            add(answer.commits());
            graph.moveRoot(question.head(), question.base());
        } else {
            verdicts.put(question, Verdict.TOO_FAR);
        }
    }

    private void rememberMergeBase(String root, String commit, Comparison answer) {
        answer.mergeBase()
                .ifPresent(base -> mergeBases.put(new Question(Question.Purpose.MERGE_BASE, root, commit), base));
        if (answer.mergeBase().isEmpty()) {
            verdicts.put(new Question(Question.Purpose.MERGE_BASE, root, commit), Verdict.UNRELATED);
        }
    }

    private void add(List<ReadCommit> commits) {
        for (ReadCommit commit : commits) {
            if (!graph.commits().contains(commit.oid())) {
                graph.add(commit.oid(), commit.parents());
                read.put(commit.oid(), commit);
            }
        }
    }
}
