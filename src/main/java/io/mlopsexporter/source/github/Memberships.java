package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.TeamMembers;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps known, as hashes, who is in the configured teams, once a day: it tells whether a team brings its own work to production. */
final class Memberships {
    private static final Duration FRESH = Duration.ofDays(1);
    private static final String NOTE = "members";

    private final Members members;

    Memberships(GitHubApi api) {
        this.members = new Members(api);
    }

    /** @param teams the GitHub teams that were asked for, and by which people, as text */
    private record MembersNote(Instant readAt, String teams) {}

    void read(Poll poll) {
        List<GitHubSettings.Team> teams = poll.settings().teams().stream()
                .filter(team -> team.gitHubTeam().isPresent())
                .toList();
        String asked = teams.stream()
                .map(team -> team.name() + "=" + team.gitHubTeam().orElse(""))
                .collect(Collectors.joining(",", "", "/" + poll.people()));
        if (poll.note(NOTE, MembersNote.class)
                .filter(note ->
                        note.teams().equals(asked) && note.readAt().plus(FRESH).isAfter(poll.asOf()))
                .isPresent()) {
            return;
        }
        List<Event> upserts = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        for (GitHubSettings.Team team : teams) {
            read(poll, team, upserts, kept);
        }
        List<Batch.Key> removals = poll.log().platformFacts().values().stream()
                .filter(fact ->
                        fact instanceof TeamMembers && fact.id().startsWith(prefix(poll)) && !kept.contains(fact.id()))
                .map(fact -> new Batch.Key(TeamMembers.class, fact.id()))
                .toList();
        poll.journal().write(new Batch(upserts, removals), Map.of());
        poll.keep(List.of(), NOTE, new MembersNote(poll.asOf(), asked));
        poll.flush();
    }

    private static String prefix(Poll poll) {
        return poll.settings().source() + "/members/";
    }

    private void read(Poll poll, GitHubSettings.Team team, List<Event> upserts, Set<String> kept) {
        String id = prefix(poll) + team.name();
        try {
            Set<String> people = members.of(team.gitHubTeam().orElseThrow()).stream()
                    .flatMap(login -> poll.settings().platform().people().hash(login).stream())
                    .collect(Collectors.toSet());
            upserts.add(new TeamMembers(id, team.name(), people));
            kept.add(id);
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            poll.problem("team " + team.name(), e.error().message());
        }
    }
}
