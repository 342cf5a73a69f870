package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.SupportIssues;
import io.mlopsexporter.event.SupportIssues.Issue;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.GitHubApi.GraphQlAnswer;
import io.mlopsexporter.source.github.GitHubApi.GraphQlError;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps known how users' questions are answered. The sweep shows whether anything happened to the repository's issues; then those
 * that were updated are read. Once a day all of them are, so that what was deleted, or lost its label, is forgotten.
 */
final class Support {
    private static final Duration WHOLE_AGAIN = Duration.ofDays(1);
    /** Lists show an update only after a while. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final String NOTE = "support";

    private final GitHubApi api;
    private final Members members;

    Support(GitHubApi api) {
        this.api = api;
        this.members = new Members(api);
    }

    /**
     * How far the issues are known.
     *
     * @param queue of which they were read, who answers there, and who is nobody, as text
     * @param readAt what was updated until then is known
     * @param wholeAt when all of them were read
     */
    private record SupportNote(String queue, Instant readAt, Instant wholeAt) {}

    /** Its GraphQL id, if the next sweep should look at its issues. */
    static Optional<String> wanted(Poll poll, ConfiguredRepositories configured) {
        return poll.settings()
                .support()
                .flatMap(queue -> configured.id(queue.issues().repository()));
    }

    void read(Poll poll, ConfiguredRepositories configured, SweepAnswer sweep) {
        Optional<SupportQueue> queue = poll.settings().support();
        Optional<RepositoryNode> repository =
                queue.flatMap(one -> configured.of(one.issues().repository(), sweep.repositories()));
        if (queue.isEmpty() || repository.isEmpty()) {
            forget(poll);
            return;
        }
        try {
            read(poll, queue.get(), repository.get(), sweep);
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            poll.problem("support issues of " + repository.get().name(), e.getMessage() + "; they are not known");
            forget(poll);
        }
    }

    private static String id(Poll poll) {
        return poll.settings().source() + "/support";
    }

    /** What is not known any more is not shown. */
    private static void forget(Poll poll) {
        if (poll.log().platformFacts().containsKey(id(poll))) {
            poll.journal()
                    .write(
                            new Batch(List.of(), List.of(new Batch.Key(SupportIssues.class, id(poll)))),
                            Map.of(NOTE, ""));
        }
    }

    private void read(Poll poll, SupportQueue queue, RepositoryNode repository, SweepAnswer sweep) {
        Optional<SupportNote> note = poll.note(NOTE, SupportNote.class)
                .filter(known -> known.queue().equals(text(poll, queue))
                        && poll.log().platformFacts().containsKey(id(poll)));
        boolean whole = note.map(known -> !known.wholeAt().plus(WHOLE_AGAIN).isAfter(poll.asOf()))
                .orElse(true);
        if (!whole && !changed(sweep, repository, note.get().readAt().minus(OVERLAP))) {
            poll.keep(
                    List.of(),
                    NOTE,
                    new SupportNote(text(poll, queue), poll.asOf(), note.get().wholeAt()));
            poll.flush();
            return;
        }
        Responders responders =
                new Responders(poll.settings().platform().people(), queue.team().map(members::of));
        SortedMap<Long, Issue> known = new TreeMap<>();
        if (!whole && poll.log().platformFacts().get(id(poll)) instanceof SupportIssues before) {
            before.issues().forEach(issue -> known.put(issue.number(), issue));
        }
        Optional<Instant> since =
                whole ? Optional.empty() : note.map(one -> one.readAt().minus(OVERLAP));
        pages(repository, queue.issues().label(), since, responders, known);
        SupportIssues now = new SupportIssues(id(poll), queue.issues().name(), List.copyOf(known.values()));
        Instant wholeAt = whole ? poll.asOf() : note.get().wholeAt();
        boolean same = now.equals(poll.log().platformFacts().get(id(poll)));
        poll.keep(same ? List.of() : List.of(now), NOTE, new SupportNote(text(poll, queue), poll.asOf(), wholeAt));
        poll.flush();
    }

    private static String text(Poll poll, SupportQueue queue) {
        return queue + "/" + poll.people();
    }

    /** What did not come may have changed. */
    private static boolean changed(SweepAnswer sweep, RepositoryNode repository, Instant since) {
        return sweep.found("issues", repository.node())
                .map(json -> SweptIssue.listOf(json.path("issues").path("nodes")).stream()
                        .anyMatch(issue -> !issue.updatedAt().isBefore(since)))
                .orElse(true);
    }

    private void pages(
            RepositoryNode repository,
            String label,
            Optional<Instant> since,
            Responders responders,
            SortedMap<Long, Issue> known) {
        Map<String, Object> variables =
                new HashMap<>(Map.of("repository", repository.node(), "labels", List.of(label)));
        since.ifPresent(at -> variables.put("since", at.toString()));
        while (true) {
            GraphQlAnswer answer = api.query("SupportIssues", variables);
            JsonNode issues = answer.at("node", "issues");
            if (!issues.isObject()) {
                throw refusal(answer);
            }
            for (JsonNode json : issues.path("nodes")) {
                long number = json.path("number").asLong();
                known.remove(number);
                responders.issue(json).ifPresent(issue -> known.put(number, issue));
            }
            String after = Wire.text(issues.path("pageInfo"), "endCursor");
            if (!issues.path("pageInfo").path("hasNextPage").asBoolean()) {
                return;
            }
            if (after.isEmpty() || after.equals(variables.put("after", after))) {
                throw new SourceException(new SourceError.Unavailable("the list does not go on after " + after));
            }
        }
    }

    private static SourceException refusal(GraphQlAnswer answer) {
        String why =
                answer.errorAt("node", "issues").map(GraphQlError::describe).orElse("");
        return new SourceException(
                why.isEmpty()
                        ? new SourceError.Unavailable("GitHub gave null without a reason")
                        : new SourceError.Unauthorized(why + "; give the token read access to issues"));
    }
}
