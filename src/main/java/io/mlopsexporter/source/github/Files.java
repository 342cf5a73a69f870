package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.PlatformFact;
import io.mlopsexporter.event.Repository;
import io.mlopsexporter.event.RepositoryFiles;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.GitHubApi.GraphQlAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at the files of the teams' repositories, once a day. A request of its own, so that one that takes too long never
 * keeps a poll from its deployments: what it can't read stays what it was, and grows old.
 */
final class Files {
    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);
    private static final int AT_ONCE = 50;
    private static final String NOTE = "files";

    private final GitHubApi api;

    Files(GitHubApi api) {
        this.api = api;
    }

    /**
     * What was asked last.
     *
     * @param marks what was sought, as text
     * @param failedAt when that failed last; the epoch: it did not
     */
    private record FilesNote(String marks, Instant failedAt) {}

    void read(Poll poll, List<RepositoryPlan> plans) {
        FileMarks marks = poll.settings().marks();
        forget(poll, marks);
        if (marks.isEmpty()) {
            return;
        }
        FilesNote note = poll.note(NOTE, FilesNote.class).orElse(new FilesNote("", Instant.EPOCH));
        boolean same = note.marks().equals(marks.toString());
        if (note.failedAt().plus(AFTER_FAILURE).isAfter(poll.asOf())) {
            return;
        }
        List<RepositoryPlan> due =
                plans.stream().filter(plan -> isDue(poll, plan, same)).toList();
        for (int from = 0; from < due.size(); from += AT_ONCE) {
            if (!read(poll, marks, due.subList(from, Math.min(due.size(), from + AT_ONCE)))) {
                poll.keep(List.of(), NOTE, new FilesNote(note.marks(), poll.asOf()));
                poll.flush();
                return;
            }
        }
        poll.keep(List.of(), NOTE, new FilesNote(marks.toString(), Instant.EPOCH));
        poll.flush();
    }

    private static boolean isDue(Poll poll, RepositoryPlan plan, boolean same) {
        if (!ofTeams(poll).contains(plan.id())) {
            return false;
        }
        PlatformFact fact = poll.log().platformFacts().get(id(poll, plan));
        return !same
                || !(fact instanceof RepositoryFiles files)
                || !files.readAt().plus(FRESH).isAfter(poll.asOf());
    }

    private static Set<String> ofTeams(Poll poll) {
        return Stream.concat(
                        poll.log().applications().values().stream().map(Application::repository),
                        poll.log().repositories().values().stream()
                                .filter(repository -> repository.team().isPresent())
                                .map(Repository::id))
                .collect(Collectors.toSet());
    }

    private static String id(Poll poll, RepositoryPlan plan) {
        return prefix(poll) + plan.repository().number();
    }

    private static String prefix(Poll poll) {
        return poll.settings().source() + "/files/";
    }

    /** @return false if it failed */
    private boolean read(Poll poll, FileMarks marks, List<RepositoryPlan> plans) {
        try {
            List<String> ids =
                    plans.stream().map(plan -> plan.repository().node()).toList();
            GraphQlAnswer answer = api.query("RepositoryFiles", Map.of("repositories", ids));
            List<RepositoryFiles> read = new ArrayList<>();
            for (int at = 0; at < plans.size(); at++) {
                RepositoryPlan plan = plans.get(at);
                boolean whole = answer.errorAt("nodes", Integer.toString(at)).isEmpty();
                marks.of(answer.at("nodes").path(at), whole, id(poll, plan), plan.id(), poll.asOf())
                        .ifPresent(read::add);
            }
            poll.journal().write(Batch.of(read), Map.of());
            return true;
        } catch (SourceException e) {
            if (isTooSlow(e.error()) && plans.size() > 1) {
                int half = plans.size() / 2;
                return read(poll, marks, plans.subList(0, half))
                        && read(poll, marks, plans.subList(half, plans.size()));
            }
            poll.problem(
                    "repository files",
                    "cannot be read: " + e.getMessage()
                            + "; which capabilities are in use is known as far as it was before");
            return false;
        }
    }

    private static boolean isTooSlow(SourceError error) {
        return error instanceof SourceError.TimedOut
                || (error instanceof SourceError.Unavailable && error.message().matches("(?s).*\\b50[24]\\b.*"));
    }

    /** Of repositories that are no team's, or if nothing is sought. */
    private static void forget(Poll poll, FileMarks marks) {
        Set<String> kept = marks.isEmpty() ? new HashSet<>() : ofTeams(poll);
        List<Batch.Key> removals = poll.log().platformFacts().values().stream()
                .filter(fact -> fact.id().startsWith(prefix(poll))
                        && fact instanceof RepositoryFiles files
                        && !kept.contains(files.repository()))
                .map(fact -> new Batch.Key(RepositoryFiles.class, fact.id()))
                .toList();
        if (!removals.isEmpty()) {
            poll.journal().write(new Batch(List.of(), removals), Map.of());
        }
    }
}
