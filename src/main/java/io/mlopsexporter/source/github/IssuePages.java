package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.github.GitHubApi.GraphQlAnswer;
import io.mlopsexporter.source.github.GitHubApi.GraphQlError;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads lists of issues page by page, oldest first. */
final class IssuePages {
    /** Servers differ in what they tell of why an issue was closed. */
    private static final List<String> DOCUMENTS = List.of("Issues", "IssuesDuplicatesUntold", "IssuesReasonUntold");

    private final GitHubApi api;
    private int document;

    IssuePages(GitHubApi api) {
        this.api = api;
    }

    /** What stands in the way of a repository's issues. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean passing;

        Unreadable(String message, boolean passing) {
            super(message);
            this.passing = passing;
        }

        /** Whether the service is at fault, so that it may be otherwise soon. */
        boolean isPassing() {
            return passing;
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * A list that was read to its end.
     *
     * @param whole whether it stood still: nothing can have slipped from a page that was not read yet to one that was
     * @param total how many issues it has
     */
    record Read(boolean whole, long total) {}

    /** All issues with a label, by when they were created. */
    Read labelled(RepositoryNode repository, String label, Consumer<List<IssueNode>> page) {
        return read(repository, Map.of("labels", List.of(label), "order", "CREATED_AT"), page);
    }

    /** All issues that were updated since an instant, by when: what is updated meanwhile comes again at the end. */
    Read updated(RepositoryNode repository, Instant since, Consumer<List<IssueNode>> page) {
        return read(repository, Map.of("since", since.toString(), "order", "UPDATED_AT"), page);
    }

    private Read read(RepositoryNode repository, Map<String, Object> what, Consumer<List<IssueNode>> consumer) {
        Map<String, Object> variables = new HashMap<>(what);
        variables.put("repository", repository.node());
        Set<String> ids = new HashSet<>();
        Set<Long> totals = new HashSet<>();
        boolean nulls = false;
        while (true) {
            JsonNode issues = page(variables);
            List<IssueNode> nodes = nodes(issues);
            nodes.forEach(node -> ids.add(node.id()));
            nulls |= nodes.size() < issues.path("nodes").size();
            totals.add(issues.path("totalCount").asLong());
            consumer.accept(nodes);
            if (!issues.path("pageInfo").path("hasNextPage").asBoolean()) {
                long total = issues.path("totalCount").asLong();
                return new Read(!nulls && totals.size() == 1 && ids.size() == total, total);
            }
            String after = Wire.text(issues.path("pageInfo"), "endCursor");
            if (after.isEmpty() || after.equals(variables.put("after", after))) {
                throw new Unreadable("the list does not go on after " + after, true);
            }
        }
    }

    /** Those that came: of a partial answer some are null. */
    private static List<IssueNode> nodes(JsonNode issues) {
        return issues.path("nodes")
                .valueStream()
                .filter(JsonNode::isObject)
                .map(IssueNode::of)
                .toList();
    }

    private JsonNode page(Map<String, Object> variables) {
        GraphQlAnswer answer = ask(variables);
        if (!answer.at("node", "issues").isObject()) {
            throw unreadable(answer.errorAt("node", "issues").map(GraphQlError::describe));
        }
        return answer.at("node", "issues");
    }

    /** @param why as {@link GraphQlError#describe()} has it */
    static Unreadable unreadable(Optional<String> why) {
        boolean refused = why.filter(text -> text.matches("(?s)[A-Z_]+: .*")).isPresent();
        return new Unreadable(why.orElse("GitHub gave null without a reason"), !refused);
    }

    private GraphQlAnswer ask(Map<String, Object> variables) {
        while (true) {
            try {
                return api.query(DOCUMENTS.get(document), variables);
            } catch (SourceException e) {
                boolean tooNew = e.error() instanceof SourceError.BadPayload
                        && e.getMessage() != null
                        && e.getMessage().matches("(?s).*(stateReason|enableDuplicate).*");
                if (!tooNew || document == DOCUMENTS.size() - 1) {
                    throw e;
                }
                document++;
            }
        }
    }

    /**
     * Why there may be no issue with a label.
     *
     * @param label as the repository spells it; empty: it has no such label
     * @param enabled whether the repository has issues at all
     */
    record Facility(Optional<String> label, boolean enabled) {}

    Facility facility(RepositoryNode repository, String label) {
        GraphQlAnswer answer = api.query("IssueLabel", Map.of("repository", repository.node(), "label", label));
        JsonNode node = answer.at("node");
        if (!node.isObject()) {
            throw unreadable(answer.errorAt("node").map(GraphQlError::describe));
        }
        return new Facility(
                Optional.of(Wire.text(node.path("label"), "name")).filter(name -> !name.isEmpty()),
                node.path("hasIssuesEnabled").asBoolean(true));
    }
}
