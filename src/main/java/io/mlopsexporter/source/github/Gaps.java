package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.github.GitHubApi.GraphQlError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Nulls in an answer without which a figure would be wrong, and for which nobody would ask again. A repository that can't be read is
 * none: its reader says so.
 */
final class Gaps {
    /** Lists whose owner can be read, so that all of their items can. */
    private static final Set<String> WHOLE =
            Set.of("deployments", "statuses", "releases", "issues", "commits", "timelineItems");

    /** Lists of which an item may be hidden from us, or be gone; then an error says that. */
    private static final Set<String> PARTLY_HIDDEN = Set.of("associatedPullRequests", "refs");

    /** Lists of what is of less weight: an item is missing only where an error says that it could not be had. */
    private static final Set<String> TOLD = Set.of("labels", "files", "comments");

    /** Lists of a pull request that are never null themselves. */
    private static final Set<String> PRESENT = Set.of("commits", "timelineItems");

    private final List<GraphQlError> errors;
    private final Deque<String> path = new ArrayDeque<>();

    private Gaps(List<GraphQlError> errors) {
        this.errors = errors;
    }

    /** The first of them, for people. */
    static Optional<String> first(JsonNode data, List<GraphQlError> errors) {
        return new Gaps(errors).in(data);
    }

    private Optional<String> in(JsonNode json) {
        int at = 0;
        for (JsonNode item : json.isArray() ? json : List.<JsonNode>of()) {
            Optional<String> found = below(Integer.toString(at++), item);
            if (found.isPresent()) {
                return found;
            }
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            Optional<String> found = below(field.getKey(), field.getValue());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> below(String step, JsonNode json) {
        if (json.isValueNode() && !json.isNull()) {
            return Optional.empty();
        }
        path.addLast(step);
        Optional<String> found = json.isNull() ? ofNull() : in(json);
        path.removeLast();
        return found;
    }

    private Optional<String> ofNull() {
        List<String> here = List.copyOf(path);
        Optional<GraphQlError> error =
                errors.stream().filter(one -> one.concerns(here)).findFirst();
        boolean hidden = error.filter(GraphQlError::isHidden).isPresent();
        boolean gap = isItemOf(WHOLE, here)
                || PRESENT.contains(path.getLast())
                || (isItemOf(PARTLY_HIDDEN, here) && !hidden)
                || (isItemOf(TOLD, here) && !hidden && error.isPresent());
        return gap
                ? Optional.of("null at " + String.join(".", here)
                        + error.map(one -> ": " + one.describe()).orElse(""))
                : Optional.empty();
    }

    private static boolean isItemOf(Set<String> lists, List<String> path) {
        int nodes = path.size() - 2;
        return nodes > 0 && path.get(nodes).equals("nodes") && lists.contains(path.get(nodes - 1));
    }
}
