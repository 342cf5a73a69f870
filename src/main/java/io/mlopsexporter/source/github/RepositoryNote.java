package io.mlopsexporter.source.github;

/**
 * What is remembered of a repository itself.
 *
 * @param node its GraphQL id
 * @param listed whether an organisation's list names it
 * @param left whether it exists, but is none of ours any more: archived, or moved to somebody else
 * @param misses for how many polls in a row it could not be read
 */
record RepositoryNote(String node, boolean listed, boolean left, int misses) {
    static String name(long repository) {
        return "repository/" + repository;
    }
}
