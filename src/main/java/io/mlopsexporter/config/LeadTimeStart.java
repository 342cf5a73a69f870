package io.mlopsexporter.config;

/** Where the lead time of a pull request starts (design 3.2). */
public enum LeadTimeStart {
    FIRST_COMMIT,
    PULL_REQUEST_OPENED,
    MERGED
}
