package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Incident;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** From an issue to an incident, or to why it is none. */
final class IssueMapping {
    /** Closing reasons by which people say that there was nothing, or that another issue stands for it. */
    private static final Set<String> NO_INCIDENT = Set.of("NOT_PLANNED", "DUPLICATE");

    private IssueMapping() {}

    /**
     * What an issue's newest copy means to us.
     *
     * @param incident empty: it is none
     * @param skipped why it could not be understood; empty: it could
     * @param keepsFormer what was known of it before may still hold
     */
    record Meaning(Optional<Incident> incident, Optional<String> skipped, boolean keepsFormer) {
        private static final Meaning NONE = new Meaning(Optional.empty(), Optional.empty(), false);

        private static Meaning of(Incident incident) {
            return new Meaning(Optional.of(incident), Optional.empty(), false);
        }

        private static Meaning skipped(String reason, boolean keepsFormer) {
            return new Meaning(Optional.empty(), Optional.of(reason), keepsFormer);
        }
    }

    /** The beginning of the ids of all incidents that are issues of a repository. */
    static String prefix(String repository) {
        return repository + "/issues/";
    }

    /** An issue with two labels may be an incident of two services: it has an id in each. */
    static String id(String repository, long number, IssueSelection selection) {
        return prefix(repository) + number + "#" + selection.service();
    }

    /** @param repository its id in events */
    static Meaning of(IssueNode issue, IssueSelection selection, String repository) {
        if (!issue.isLabelled(selection.label())) {
            return Meaning.NONE;
        }
        boolean closed = issue.state().equals("CLOSED");
        if (closed && NO_INCIDENT.contains(issue.reason())) {
            return Meaning.NONE;
        }
        if (!closed && !issue.state().equals("OPEN")) {
            return Meaning.skipped("unknown_status", true);
        }
        if (issue.createdAt().isEmpty()) {
            return Meaning.skipped("no_start", false);
        }
        String id = id(repository, issue.number(), selection);
        Instant startedAt = issue.createdAt().get();
        if (!closed) {
            return Meaning.of(new Incident.Open(
                    id, selection.service(), selection.name(), issue.title(), startedAt, issue.links(), issue.url()));
        }
        if (issue.closedAt().isEmpty()) {
            return Meaning.skipped("no_resolution", false);
        }
        if (issue.closedAt().get().isBefore(startedAt)) {
            return Meaning.skipped("resolved_before_start", false);
        }
        return Meaning.of(new Incident.Resolved(
                id,
                selection.service(),
                selection.name(),
                issue.title(),
                startedAt,
                issue.closedAt().get(),
                issue.links(),
                issue.url()));
    }
}
