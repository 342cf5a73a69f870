package io.mlopsexporter.event;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the default branch of a repository shows of how its team works. Only what was sought is kept, never the text of a file.
 *
 * @param id {@code <source>/files/<number of the repository>}
 * @param repository id of the {@link Repository}
 * @param readAt when this was so
 * @param committedAt when the newest commit was made, if that could be told
 * @param checked whether checks or statuses were reported on that commit; empty: not told
 * @param sought marks that could be looked for: {@link #path} and {@link #workflow}
 * @param found those of them that are there
 */
public record RepositoryFiles(
        String id,
        String repository,
        Instant readAt,
        Optional<Instant> committedAt,
        Optional<Boolean> checked,
        Set<String> sought,
        Set<String> found)
        implements PlatformFact {
    public RepositoryFiles {
        sought = Set.copyOf(sought);
        found = Set.copyOf(found);
    }

    /** The mark of a file or folder whose path matches a glob. */
    public static String path(String glob) {
        return "path " + glob;
    }

    /** The mark of a workflow in whose text, comments set aside, a pattern is found. */
    public static String workflow(String pattern) {
        return "workflow /" + pattern + "/";
    }
}
