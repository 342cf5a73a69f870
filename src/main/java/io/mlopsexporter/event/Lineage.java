package io.mlopsexporter.event;

import java.util.Set;

/**
 * What is known of a repository's commit graph. The {@link Commit} events of the repository are <em>closed</em> over its
 * roots: each parent of a known commit is known too, or is reachable from a root; and no known commit is reachable from a
 * root. So differences between two commits that are known or roots, and the question whether one is an ancestor of the
 * other, can be answered by walking known commits, without the rest of the history. What each deployment delivers, all
 * before it taken away, is exact for every deployment but the first known one of its environment, those in {@code
 * tooLong} and those that follow one in {@code lost}.
 *
 * @param repository id of the {@link Repository}
 * @param roots commits below which the graph was not read, none of them a {@link Commit} event. One, unless there are
 *     histories without a common ancestor. The first known deployment of each environment is a descendant of a root, or
 *     one itself, unless it is in {@code tooLong}
 * @param lost deployed commits that no longer exist at the source and are not known (force push and clean-up)
 * @param tooLong deployed commits of which cannot be told what they delivered: more than 5,000 commits away from the
 *     deployments before, or after one that is not known. Some are known or roots and take part in differences, others
 *     are not
 */
public record Lineage(String repository, Set<String> roots, Set<String> lost, Set<String> tooLong) implements Event {
    public Lineage {
        roots = Set.copyOf(roots);
        lost = Set.copyOf(lost);
        tooLong = Set.copyOf(tooLong);
    }

    @Override
    public String id() {
        return repository;
    }
}
