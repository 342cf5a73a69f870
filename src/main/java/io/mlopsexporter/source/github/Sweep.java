package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.GitHubApi.GraphQlAnswer;
import io.mlopsexporter.source.github.GitHubApi.GraphQlError;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Asks in as few requests as possible what every repository looks like: pages of the organisations' lists, and beside them, in
 * the same requests, all that is asked for by id.
 */
final class Sweep {
    private static final int PAGE = 100;
    private static final int SMALLEST_PAGE = 25;
    /** GitHub charges a point for 100 connections and rounds: so many are 1 point. Beside a full page there is room for 48 ids. */
    private static final int CONNECTIONS = 149;

    private static final String NO_REASON = "GitHub gave null without a reason";
    private static final List<String> ALIASES =
            List.of("repositories", "releases", "tags", "issues", "watched", "moreWatched");

    private final GitHubApi api;
    private final SweepAnswer answer;
    private final SweepWanted wanted;
    private int pageSize = PAGE;

    private Sweep(GitHubApi api, SweepWanted wanted, SweepAnswer answer) {
        this.api = api;
        this.wanted = wanted;
        this.answer = answer;
    }

    static SweepAnswer run(GitHubApi api, List<String> organizations, SweepWanted wanted) {
        return run(api, organizations, wanted, new SweepAnswer());
    }

    /**
     * Looks at what is wanted only.
     *
     * @param before what is known of all other repositories; is completed
     */
    static SweepAnswer look(GitHubApi api, SweepWanted wanted, SweepAnswer before) {
        return run(api, List.of(), wanted, before);
    }

    private static SweepAnswer run(GitHubApi api, List<String> organizations, SweepWanted wanted, SweepAnswer answer) {
        Sweep sweep = new Sweep(api, wanted, answer);
        organizations.forEach(sweep::organization);
        while (!wanted.isEmpty()) {
            Map<String, Object> variables = new HashMap<>(Map.of("listed", false));
            sweep.takeById(variables, api.query("Sweep", sweep.withIds(variables, 0)));
        }
        return sweep.answer;
    }

    private void organization(String organization) {
        String after = "";
        boolean more = true;
        while (more) {
            GraphQlAnswer page = page(organization, after);
            JsonNode repositories = page.at("organization", "repositories");
            take(page);
            if (hasNulls(repositories)) {
                // Often a passing state of the service; what is null twice is really closed to us.
                GraphQlAnswer again = page(organization, after);
                take(again);
                takeClosed(organization, again);
            }
            answer.counted(organization, repositories.path("totalCount").asInt());
            String next = repositories.path("pageInfo").path("endCursor").asText("");
            more = repositories.path("pageInfo").path("hasNextPage").asBoolean();
            if (more && (next.isEmpty() || next.equals(after))) {
                throw new SourceException(new SourceError.BadPayload(
                        "POST /graphql Sweep: the list of " + organization + " does not go on after " + after));
            }
            after = next;
        }
    }

    private GraphQlAnswer page(String organization, String after) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("listed", true);
        variables.put("organization", organization);
        if (!after.isEmpty()) {
            variables.put("after", after);
        }
        withIds(variables, 1 + pageSize);
        while (true) {
            variables.put("first", pageSize);
            try {
                GraphQlAnswer page = api.query("Sweep", variables);
                check(organization, page);
                takeById(variables, page);
                return page;
            } catch (SourceException e) {
                if (!isTooSlow(e.error()) || pageSize <= SMALLEST_PAGE) {
                    throw e;
                }
                pageSize /= 2; // GitHub gives up after 10 s, and charges for it: asking for less is what helps
            }
        }
    }

    private static boolean isTooSlow(SourceError error) {
        return error instanceof SourceError.TimedOut
                || (error instanceof SourceError.Unavailable && error.message().matches("(?s).*\\b50[24]\\b.*"));
    }

    private void check(String organization, GraphQlAnswer page) {
        if (page.at("organization").isObject()) {
            return;
        }
        Optional<GraphQlError> error = page.errorAt("organization");
        if (error.isEmpty() || error.get().type().equals("NOT_FOUND")) {
            throw new SourceException(new SourceError.NotFound(
                    "organisation " + organization + ": no such organisation, or this token cannot see it"));
        }
        throw new SourceException(new SourceError.Unauthorized("organisation " + organization + ": "
                + error.get().message() + "; give the token read access to the organisation's repositories"));
    }

    private static boolean hasNulls(JsonNode repositories) {
        for (JsonNode node : repositories.path("nodes")) {
            if (!RepositoryNode.isWhole(node)) {
                return true;
            }
        }
        return false;
    }

    private void take(GraphQlAnswer page) {
        for (JsonNode json : page.at("organization", "repositories", "nodes")) {
            if (RepositoryNode.isWhole(json)) {
                answer.listed(RepositoryNode.of(json));
            }
        }
    }

    private void takeClosed(String organization, GraphQlAnswer page) {
        int at = 0;
        for (JsonNode json : page.at("organization", "repositories", "nodes")) {
            String path = Integer.toString(at++);
            if (!RepositoryNode.isWhole(json)) {
                String why = page.errorAt("organization", "repositories", "nodes", path)
                        .map(GraphQlError::describe)
                        .orElse(NO_REASON);
                answer.closed(organization, json.path("id").asText(""), why);
            }
        }
    }

    /**
     * Puts the next ids into a request; those it takes are not wanted any longer.
     *
     * @param filled connections that the request has already
     */
    private Map<String, Object> withIds(Map<String, Object> variables, int filled) {
        wanted.take(Math.max(0, CONNECTIONS - filled)).forEach((alias, ids) -> put(variables, alias, ids));
        return variables;
    }

    private static void put(Map<String, Object> variables, String name, List<String> ids) {
        variables.put("with" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), !ids.isEmpty());
        variables.put(name, ids);
    }

    private void takeById(Map<String, Object> variables, GraphQlAnswer page) {
        answer.charged(page.at("rateLimit"));
        for (String alias : ALIASES) {
            int at = 0;
            for (String id : asked(variables, alias)) {
                JsonNode json = page.at(alias).path(at);
                String why = page.errorAt(alias, Integer.toString(at++))
                        .map(GraphQlError::describe)
                        .orElse(NO_REASON);
                answer.byId(alias, id, json, why);
            }
            put(variables, alias, List.of());
        }
    }

    private static List<String> asked(Map<String, Object> variables, String alias) {
        return variables.get(alias) instanceof List<?> ids
                ? ids.stream().map(String::valueOf).toList()
                : List.of();
    }
}
