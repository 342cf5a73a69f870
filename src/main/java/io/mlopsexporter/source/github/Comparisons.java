package io.mlopsexporter.source.github;

/** Compares two commits of one repository: the only thing that the commit graph needs of the server. */
interface Comparisons {
    /** @param limit with more commits than this between the two, none of them is read */
    Comparison compare(String base, String head, int limit);
}
