package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads GraphQL nodes by their ids, as many in a request as is good. What is null at first is asked for once more. */
final class Nodes {
    private final GitHubApi api;
    private final String document;
    private final Map<String, ?> variables;
    private final int perRequest;

    Nodes(GitHubApi api, String document, Map<String, ?> variables, int perRequest) {
        this.api = api;
        this.document = document;
        this.variables = variables;
        this.perRequest = perRequest;
    }

    /** All nodes by id, in the order asked for. */
    Map<String, JsonNode> read(List<String> ids) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (int from = 0; from < ids.size(); from += perRequest) {
            List<String> part = ids.subList(from, Math.min(ids.size(), from + perRequest));
            found.putAll(ask(part, Map.of()));
            List<String> missing =
                    part.stream().filter(id -> !found.containsKey(id)).toList();
            if (!missing.isEmpty()) {
                // Partial answers come when GitHub is short of time: fewer at once may get through.
                found.putAll(ask(missing, Map.of()));
            }
            requireAll(part, found);
        }
        return found;
    }

    /** One node again, with the cursors of its lists. */
    JsonNode read(String id, Map<String, String> cursors) {
        Map<String, JsonNode> found = new HashMap<>(ask(List.of(id), cursors));
        requireAll(List.of(id), found);
        return found.values().iterator().next();
    }

    private Map<String, JsonNode> ask(List<String> ids, Map<String, String> cursors) {
        Map<String, Object> all = new HashMap<>(variables);
        all.putAll(cursors);
        all.put("ids", ids);
        JsonNode nodes = api.query(document, all).at("nodes");
        Map<String, JsonNode> found = new HashMap<>();
        for (int at = 0; at < ids.size(); at++) {
            // By position: an id of the old form is answered with one of the new form.
            if (nodes.path(at).isObject() && nodes.path(at).hasNonNull("id")) {
                found.put(ids.get(at), nodes.path(at));
            }
        }
        return found;
    }

    private void requireAll(List<String> ids, Map<String, JsonNode> found) {
        List<String> missing = new ArrayList<>(ids);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            throw new SourceException(new SourceError.Unavailable("POST /graphql " + document + ": "
                    + missing.size() + " of " + ids.size() + " nodes were null, " + missing.get(0)
                    + " for one; the next poll asks again"));
        }
    }
}
