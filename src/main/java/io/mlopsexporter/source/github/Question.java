package io.mlopsexporter.source.github;

/** What the plan wants to know from the server next. */
record Question(Purpose purpose, String base, String head) {
    enum Purpose {
        /** Bring the commits of head that base, known already, does not have. */
        EXTEND,
        /** Bring the commits of head, a root, that base does not have, and make base the root instead. */
        DEEPEN,
        /** Say where the two part. */
        MERGE_BASE
    }
}
