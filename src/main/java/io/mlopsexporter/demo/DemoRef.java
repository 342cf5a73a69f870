package io.mlopsexporter.demo;

import java.util.Optional;

/**
 * A branch or tag at a moment.
 *
 * @param prefix {@code refs/heads/} or {@code refs/tags/}
 * @param tag the tag, if it is one
 */
record DemoRef(DemoRepository repository, String prefix, String name, DemoCommit commit, Optional<DemoTag> tag) {
    static final String HEADS = "refs/heads/";
    static final String TAGS = "refs/tags/";

    /** What it points to: the commit, or the tag's own object. */
    Object target() {
        Optional<DemoTag> annotated = tag.filter(DemoTag::annotated);
        return annotated.isPresent() ? new TagObject(annotated.get(), commit) : commit;
    }

    /** The object of an annotated tag. */
    record TagObject(DemoTag tag, DemoCommit commit) {
        String oid() {
            // any 40 digits that are no commit's
            return new StringBuilder(commit.oid()).reverse().toString();
        }
    }
}
