package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.GitHubApi.GraphQlAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows which team a repository belongs to. Teams change rarely: they are read at the start, then hourly. */
final class Teams {
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final Set<String> WRITING = Set.of("WRITE", "MAINTAIN", "ADMIN");

    private final GitHubApi api;
    private final Poll poll;
    private final Map<String, TeamsNote> byOrganization = new HashMap<>();

    Teams(GitHubApi api, Poll poll) {
        this.api = api;
        this.poll = poll;
    }

    /** @param cheaply only where nothing is known yet: this poll has asked for much already */
    void read(boolean cheaply) {
        for (String organization : poll.settings().organizations()) {
            Optional<TeamsNote> known = poll.note(TeamsNote.name(organization), TeamsNote.class);
            Instant due = known.map(note -> note.lookedAt().plus(AGAIN)).orElse(poll.asOf());
            TeamsNote note =
                    known.filter(old -> cheaply || due.isAfter(poll.asOf())).orElseGet(() -> ask(organization));
            note.problem().ifPresent(text -> poll.problem("teams of " + organization, text));
            byOrganization.put(organization.toLowerCase(Locale.ROOT), note);
            poll.keep(List.of(), TeamsNote.name(organization), note);
        }
        poll.flush();
    }

    /** The configured team whose GitHub team can write to it, else the most specific GitHub team that can. */
    Owner ownerOf(RepositoryNode repository) {
        String organization = repository.owner().toLowerCase(Locale.ROOT);
        TeamsNote note = byOrganization.get(organization);
        List<String> slugs = note == null ? List.of() : note.owners().getOrDefault(repository.node(), List.of());
        for (String slug : slugs) {
            for (GitHubSettings.Team team : poll.settings().teams()) {
                if (team.gitHubTeam()
                        .filter((organization + "/" + slug)::equalsIgnoreCase)
                        .isPresent()) {
                    return new Owner(team.name(), "team " + team.name() + " configured for GitHub team " + slug);
                }
            }
        }
        return slugs.stream()
                .findFirst()
                .map(slug -> new Owner(slug, "team " + slug + " can write to it"))
                .orElse(new Owner(Application.UNASSIGNED, "no team can write to it"));
    }

    /** @param why in words */
    record Owner(String team, String why) {}

    private TeamsNote ask(String organization) {
        try {
            List<TeamNode> teams = new ArrayList<>();
            String after = "";
            boolean more = true;
            while (more) {
                Map<String, Object> variables = new HashMap<>(Map.of("organization", organization));
                if (!after.isEmpty()) {
                    variables.put("after", after);
                }
                JsonNode page = connection(api.query("Teams", variables), organization, "teams");
                page.path("nodes").forEach(json -> {
                    if (json.isObject()) {
                        teams.add(team(organization, json));
                    }
                });
                String next = Wire.text(page.path("pageInfo"), "endCursor");
                more = page.path("pageInfo").path("hasNextPage").asBoolean();
                requireToGoOn(more, next, after, "teams of " + organization);
                after = next;
            }
            return new TeamsNote(poll.asOf(), TeamRanking.of(teams), Optional.empty());
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            String text = e.getMessage() + "; grant read:org (for an App or a fine-grained token: members, read)."
                    + " Until then repositories belong to no team";
            return new TeamsNote(poll.asOf(), Collections.emptySortedMap(), Optional.of(text));
        }
    }

    private static JsonNode connection(GraphQlAnswer answer, String organization, String... path) {
        JsonNode json = answer.at("organization");
        for (String step : path) {
            json = json.path(step);
        }
        if (!json.isObject()) {
            String why = answer.errorAt("organization")
                    .map(GitHubApi.GraphQlError::describe)
                    .orElse("nothing came");
            throw new SourceException(new SourceError.Unauthorized("teams of " + organization + ": " + why));
        }
        return json;
    }

    private TeamNode team(String organization, JsonNode json) {
        String slug = Wire.required(json, "slug");
        Set<String> repositories = new HashSet<>();
        JsonNode page = json.path("repositories");
        take(page, repositories);
        String last = "";
        while (page.path("pageInfo").path("hasNextPage").asBoolean()) {
            String after = Wire.text(page.path("pageInfo"), "endCursor");
            requireToGoOn(true, after, last, "repositories of the team " + slug);
            Map<String, Object> variables = Map.of("organization", organization, "slug", slug, "after", after);
            page = connection(api.query("TeamRepositories", variables), organization, "team", "repositories");
            take(page, repositories);
            last = after;
        }
        Optional<String> parent =
                Optional.of(json.path("parentTeam").path("slug").asText(""));
        return new TeamNode(slug, parent.filter(text -> !text.isEmpty()), repositories);
    }

    /** Half a list is none: repositories would change their team. The next poll asks again. */
    private static void requireToGoOn(boolean more, String next, String before, String what) {
        if (more && (next.isEmpty() || next.equals(before))) {
            throw new SourceException(new SourceError.Unavailable(what + ": the list does not go on"));
        }
    }

    private static void take(JsonNode page, Set<String> repositories) {
        for (JsonNode edge : page.path("edges")) {
            if (WRITING.contains(Wire.text(edge, "permission"))) {
                repositories.add(edge.path("node").path("id").asText());
            }
        }
    }
}
