package io.mlopsexporter.source.github;

/**
 * A repository whose deployments are to be read.
 *
 * @param repository as the sweep told it
 * @param id the repository's id in events
 * @param environments those to keep
 */
record Reading(RepositoryNode repository, String id, Environments environments) {}
