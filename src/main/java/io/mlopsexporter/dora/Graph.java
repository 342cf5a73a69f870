package io.mlopsexporter.dora;

import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Lineage;
import io.mlopsexporter.event.RepositoryHistory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commits of a repository as far as they are known, and where deployed commits stand in them. */
final class Graph {
    private final Map<String, Commit> commits;
    private final Lineage lineage;

    Graph(RepositoryHistory history) {
        commits = history.commits();
        lineage = history.lineage().orElse(new Lineage("", Set.of(), Set.of(), Set.of()));
    }

    boolean isLost(String oid) {
        return lineage.lost().contains(oid);
    }

    boolean isTooLong(String oid) {
        return lineage.tooLong().contains(oid);
    }

    /** Whether it is known what lies below it, down to the roots. */
    boolean isPlaced(String oid) {
        return commits.containsKey(oid) || lineage.roots().contains(oid);
    }

    /**
     * The known commits that are reachable from one, and from none seen before; all that was met is then seen.
     *
     * @param seen grows by what is returned
     */
    Walk walk(String from, Set<String> seen) {
        var found = new ArrayList<Commit>();
        var open = new ArrayDeque<String>();
        boolean grounded = false;
        open.push(from);
        while (!open.isEmpty()) {
            String oid = open.pop();
            if (!seen.add(oid)) {
                continue;
            }
            grounded |= lineage.roots().contains(oid);
            Commit commit = commits.get(oid);
            if (commit != null) {
                grounded |= commit.parents().isEmpty();
                found.add(commit);
                for (String parent : commit.parents()) {
                    open.push(parent);
                }
            }
        }
        return new Walk(found, grounded);
    }

    /** Whether {@code older} is reachable from {@code newer}, and another commit. */
    boolean isAncestor(String older, String newer) {
        if (older.equals(newer)) {
            return false;
        }
        var seen = new HashSet<String>();
        var open = new ArrayDeque<String>();
        open.push(newer);
        while (!open.isEmpty()) {
            String oid = open.pop();
            if (oid.equals(older)) {
                return true;
            }
            Commit commit = commits.get(oid);
            if (commit != null && seen.add(oid)) {
                commit.parents().forEach(open::push);
            }
        }
        return false;
    }

    /**
     * @param commits in the order they were met
     * @param grounded whether a root, or the very beginning of the history, was met
     */
    record Walk(List<Commit> commits, boolean grounded) {}
}
