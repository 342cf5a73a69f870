package io.mlopsexporter.source.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which workflows of a repository are the platform's.
 *
 * @param patterns by which they were chosen
 * @param pushedAt of the repository, when they were: without a push they stay what they are
 * @param files their files
 */
record WorkflowsNote(String patterns, Optional<Instant> pushedAt, List<String> files) {
    WorkflowsNote {
        files = List.copyOf(files);
    }

    static String name(RepositoryNode repository) {
        return "workflows/" + repository.number();
    }

    static String text(List<Pattern> patterns) {
        return patterns.stream().map(Pattern::pattern).collect(Collectors.joining("\n"));
    }

    boolean holds(List<Pattern> now, RepositoryNode repository) {
        return patterns.equals(text(now)) && pushedAt.equals(repository.pushedAt());
    }
}
