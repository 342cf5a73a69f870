package io.mlopsexporter.source.github;

import java.time.Instant;
import java.util.Optional;

/**
 * What was found out about a repository's signal. A choice once made is kept: figures must not jump to another signal because of
 * one odd deployment.
 *
 * @param choice empty: none was found when we looked
 * @param lookedAt when we last looked
 * @param runsLookedAt when we last asked for workflow runs, by REST
 * @param pushedAt the repository's last push when we looked
 */
record SignalNote(
        Optional<Choice> choice, Instant lookedAt, Optional<Instant> runsLookedAt, Optional<Instant> pushedAt) {
    static String name(RepositoryNode repository) {
        return "signal/" + repository.number();
    }
}
