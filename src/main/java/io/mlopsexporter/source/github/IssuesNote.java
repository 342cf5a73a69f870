package io.mlopsexporter.source.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far the issues of a repository are known.
 *
 * @param services the {@link IssueSelection#service()}s that were read
 * @param unknown those of them of which it is not known what is an incident, and why: a label does not exist, say
 * @param from closed issues are known since this instant
 * @param readAt everything that was updated until then is known
 * @param verifiedAt when the lists of labelled issues were last read from beginning to end
 * @param total how many issues there were; empty: not known yet
 * @param highest number among those met
 * @param recent what was updated shortly before {@code readAt}: GraphQL id → {@link IssueNode#fingerprint()}
 */
record IssuesNote(
        SortedSet<String> services,
        SortedMap<String, String> unknown,
        Instant from,
        Instant readAt,
        Instant verifiedAt,
        Optional<Long> total,
        long highest,
        SortedMap<String, String> recent) {
    /** Lists show an update only after a while. */
    static final Duration OVERLAP = Duration.ofMinutes(10);

    IssuesNote {
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
        unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
        recent = Collections.unmodifiableSortedMap(new TreeMap<>(recent));
    }

    static String name(RepositoryNode repository) {
        return "issues/" + repository.number();
    }

    /** What was updated after this may be news. */
    Instant since() {
        return readAt.minus(OVERLAP);
    }
}
