package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Issues, and how a repository lists them. */
final class IssueTypes {
    private static final List<String> LABELS = List.of("bug", DemoIssue.LABEL, "model", DemoIssue.SUPPORT);

    private final GraphQlSchema schema;
    private final Moment moment;

    IssueTypes(GraphQlSchema schema, Moment moment) {
        this.schema = schema;
        this.moment = moment;
    }

    /** An answer. */
    record Comment(Login author, Instant at) {}

    /** Of an issue. */
    record Closing(Login actor, Instant at) {}

    private List<Comment> comments(DemoIssue issue) {
        return issue.answeredAt(moment.now()).map(at -> new Comment(issue.responder(), at)).stream()
                .toList();
    }

    private List<Closing> closings(DemoIssue issue) {
        return issue.closedAt(moment.now()).map(at -> new Closing(issue.responder(), at)).stream()
                .toList();
    }

    void add() {
        schema.connected("Issue", "IssueComment", "IssueTimelineItems");
        schema.type("IssueComment", Comment.class)
                .leaf("createdAt", Comment::at)
                .object("author", "Actor", Comment::author);
        schema.either("IssueTimelineItems", "ClosedEvent");
        schema.type("ClosedEvent", Closing.class)
                .leaf("createdAt", Closing::at)
                .object("actor", "Actor", Closing::actor);
        schema.type("Issue", DemoIssue.class)
                .leaf("id", NodeIds::of)
                .leaf("databaseId", it -> it.repository().id() * 4 + it.number())
                .leaf("number", DemoIssue::number)
                .leaf("title", DemoIssue::title)
                .leaf("body", it -> "")
                .leaf("bodyText", it -> "")
                .leaf("url", DemoIssue::url)
                .leaf("createdAt", DemoIssue::at)
                .leaf("closedAt", it -> it.closedAt(moment.now()))
                .leaf("updatedAt", this::updatedAt)
                .leaf("closed", it -> it.isClosed(moment.now()))
                .leaf("state", this::state)
                .leaf("stateReason", it -> it.reason(moment.now()), "enableDuplicate")
                .object("author", "Actor", DemoIssue::author)
                .connection("comments", "IssueComment", (it, a) -> comments(it), "orderBy")
                .connection("timelineItems", "IssueTimelineItems", (it, a) -> closings(it), "itemTypes", "since")
                .object("repository", "Repository", DemoIssue::repository)
                .connection(
                        "labels",
                        "Label",
                        (it, a) -> it.labels().stream()
                                .map(PullRequestTypes.Label::new)
                                .toList(),
                        "orderBy");
    }

    /** What a repository says of its issues. */
    void of(GraphQlType<DemoRepository> repository) {
        repository
                .leaf("hasIssuesEnabled", it -> true)
                .object("label", "Label", (it, a) -> label(a.required("name")), "name")
                .connection("issues", "Issue", this::issues, "filterBy", "labels", "states", "orderBy");
    }

    private static Optional<PullRequestTypes.Label> label(String name) {
        return LABELS.stream().filter(name::equalsIgnoreCase).findFirst().map(PullRequestTypes.Label::new);
    }

    private String state(DemoIssue issue) {
        return issue.isClosed(moment.now()) ? "CLOSED" : "OPEN";
    }

    private Instant updatedAt(DemoIssue issue) {
        return issue.closedAt(moment.now())
                .or(() -> issue.answeredAt(moment.now()))
                .orElse(issue.at());
    }

    private List<DemoIssue> issues(DemoRepository repository, Arguments arguments) {
        Arguments filter = arguments.values().get("filterBy") instanceof Map<?, ?> by ? within(by) : Arguments.NONE;
        List<DemoIssue> issues = new ArrayList<>(moment.issues(repository).stream()
                .filter(issue -> passes(issue, arguments) && passes(issue, filter))
                .toList());
        boolean byUpdate =
                arguments.orderBy("field").filter("UPDATED_AT"::equals).isPresent();
        issues.sort(byUpdate ? Comparator.comparing(this::updatedAt) : Comparator.comparing(DemoIssue::at));
        if (arguments.descending()) {
            Collections.reverse(issues);
        }
        return issues;
    }

    private static Arguments within(Map<?, ?> values) {
        Map<String, Object> named = new HashMap<>();
        values.forEach((name, value) -> named.put(String.valueOf(name), value));
        return new Arguments(named);
    }

    private boolean passes(DemoIssue issue, Arguments filter) {
        List<String> labels = filter.texts("labels");
        List<String> states = filter.texts("states");
        return (labels.isEmpty()
                        || issue.labels().stream()
                                .anyMatch(label -> labels.stream().anyMatch(label::equalsIgnoreCase)))
                && (states.isEmpty() || states.contains(state(issue)))
                && filter.text("since")
                        .map(Instant::parse)
                        .filter(updatedAt(issue)::isBefore)
                        .isEmpty();
    }
}
