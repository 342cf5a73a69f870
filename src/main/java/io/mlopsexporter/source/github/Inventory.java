package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Repository;
import io.mlopsexporter.source.SourceError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which repositories there are, keyed by their ids: renamed, deleted, archived and forbidden ones told apart. */
final class Inventory {
    /** So many polls wait for a repository that was readable before; then it is taken for gone. */
    private static final int PATIENCE = 3;

    private final GitHubApi api;
    private final Poll poll;
    private final Map<String, Repository> known = new TreeMap<>();

    Inventory(GitHubApi api, Poll poll) {
        this.api = api;
        this.poll = poll;
        String prefix = poll.settings().source() + "/";
        poll.log().repositories().forEach((id, repository) -> {
            if (id.startsWith(prefix)) {
                known.put(id, repository);
            }
        });
    }

    /** The repositories known from earlier polls. */
    Map<String, Repository> known() {
        return known;
    }

    Optional<RepositoryNote> note(String id) {
        return poll.note(RepositoryNote.name(numberOf(id)), RepositoryNote.class);
    }

    static long numberOf(String id) {
        return Long.parseLong(id.substring(id.lastIndexOf('/') + 1));
    }

    /**
     * Asks by id for what the sweep should have shown and did not.
     *
     * @param sweep is completed with what comes
     * @param configured GraphQL ids of repositories that are read whether listed or not
     */
    void complete(SweepAnswer sweep, Set<String> configured) {
        Set<String> seen = new HashSet<>();
        sweep.repositories().forEach(repository -> seen.add(repository.node()));
        Set<String> wanted = new HashSet<>(configured);
        known.forEach((id, repository) ->
                note(id).filter(note -> !note.left() && !repository.gone()).ifPresent(note -> wanted.add(note.node())));
        wanted.addAll(sweep.closedNodes());
        wanted.removeAll(seen);
        wanted.removeIf(id -> isNotFound(sweep, id));
        if (!wanted.isEmpty()) {
            sweep.add(Sweep.run(api, List.of(), SweepWanted.repositories(wanted)));
        }
        // Alone, one is not blanked by what is wrong with another one.
        for (String id : wanted) {
            if (sweep.missing().containsKey(id) && !isNotFound(sweep, id)) {
                sweep.add(Sweep.run(api, List.of(), SweepWanted.repositories(List.of(id))));
            }
        }
    }

    private static boolean isNotFound(SweepAnswer sweep, String id) {
        return sweep.missing().getOrDefault(id, "").startsWith("NOT_FOUND");
    }

    /** Writes down what is there and what is not. */
    void settle(SweepAnswer sweep, List<RepositoryNode> active) {
        Map<String, RepositoryNode> present = new HashMap<>();
        active.forEach(node -> present.put(poll.id(node.number()), node));
        present.forEach((id, node) -> keepPresent(sweep, id, node));
        Map<String, RepositoryNode> readable = new HashMap<>();
        sweep.repositories().forEach(node -> readable.put(poll.id(node.number()), node));
        Map<String, Integer> lost = new HashMap<>();
        known.forEach((id, repository) -> note(id).ifPresent(note -> {
            if (readable.containsKey(id) && !present.containsKey(id)) {
                poll.keep(
                        List.of(), RepositoryNote.name(numberOf(id)), new RepositoryNote(note.node(), false, true, 0));
            } else if (!present.containsKey(id) && !repository.gone() && !note.left()) {
                lost.merge(repository.name().split("/", 2)[0], 1, Integer::sum);
                miss(repository, note, sweep.missing().getOrDefault(note.node(), ""));
            }
        }));
        sweep.closed().forEach((organization, closed) -> {
            int unknown = closed.count() - lost.getOrDefault(organization, 0);
            if (unknown > 0) {
                poll.problem(
                        "organisation " + organization,
                        unknown + " of its repositories cannot be read: " + closed.why());
            }
        });
        poll.flush();
    }

    private void keepPresent(SweepAnswer sweep, String id, RepositoryNode node) {
        Optional<Repository> before = Optional.ofNullable(known.get(id));
        Repository event = node.event(id).ownedBy(before.flatMap(Repository::team));
        List<Repository> news = before.filter(event::equals).isPresent() ? List.of() : List.of(event);
        poll.keep(
                new ArrayList<>(news),
                RepositoryNote.name(node.number()),
                new RepositoryNote(node.node(), sweep.isListed(node), false, 0));
    }

    private void miss(Repository repository, RepositoryNote note, String why) {
        String subject = "repository " + repository.name();
        boolean gone = why.startsWith("NOT_FOUND") || note.misses() >= PATIENCE;
        if (gone) {
            poll.problem(subject, "is gone, its history stays: " + why);
            Repository event = new Repository(
                    repository.id(),
                    repository.name(),
                    repository.defaultBranch(),
                    repository.createdAt(),
                    repository.url(),
                    true,
                    repository.team());
            poll.keep(
                    List.of(event),
                    RepositoryNote.name(numberOf(repository.id())),
                    new RepositoryNote(note.node(), false, false, 0));
        } else {
            poll.fail(new SourceError.Unauthorized(subject + ": " + Wire.firstOf(why, "is not to be seen")
                    + "; it was readable before: check what the token may read (tried " + (note.misses() + 1) + " of "
                    + PATIENCE + " times)"));
            poll.keep(
                    List.of(),
                    RepositoryNote.name(numberOf(repository.id())),
                    new RepositoryNote(note.node(), note.listed(), false, note.misses() + 1));
        }
    }
}
