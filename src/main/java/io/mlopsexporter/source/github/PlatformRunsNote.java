package io.mlopsexporter.source.github;

import java.time.Instant;

/**
 * How far the runs of a workflow of the platform are known.
 *
 * @param people fingerprint of the people who are known by hashes; another one, and all is read again
 * @param from every run created after this instant is known
 * @param until runs created since then are looked at again
 * @param firstPage fingerprint of the newest runs: while it stays, there is none to add
 */
record PlatformRunsNote(String people, Instant from, Instant until, String firstPage) {
    static String name(RepositoryNode repository, String file) {
        return "platform_runs/" + repository.number() + "/" + file;
    }
}
