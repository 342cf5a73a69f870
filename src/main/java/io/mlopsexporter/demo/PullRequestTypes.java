package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pull requests, and what happens to them. */
final class PullRequestTypes {
    private final GraphQlSchema schema;
    private final Moment moment;

    PullRequestTypes(GraphQlSchema schema, Moment moment) {
        this.schema = schema;
        this.moment = moment;
    }

    /** A commit as part of a pull request. */
    record Part(DemoPullRequest of, DemoCommit commit) {}

    /** A review of a pull request. */
    record Reviewed(DemoPullRequest of, DemoPullRequest.Review review) {}

    record Label(String name) {}

    record ChangedFile(String path) {}

    /** It was marked ready for review. */
    record Ready(DemoPullRequest of, Instant at) {}

    /** It was merged. */
    record Merged(DemoPullRequest of, Instant at) {}

    /** It was closed, by merging or without. */
    record Closed(DemoPullRequest of, Instant at) {}

    private record Item(String type, Instant at, Object object) {}

    void add() {
        schema.connected("PullRequest", "PullRequestCommit", "PullRequestReview", "Label", "PullRequestChangedFile");
        schema.connection("PullRequestTimelineItemsConnection", "PullRequestTimelineItems")
                .leaf("filteredCount", Page::total);
        words(schema.type("PullRequest", DemoPullRequest.class));
        schema.type("PullRequestCommit", Part.class)
                .leaf(
                        "id",
                        part -> "PRC_" + part.of().number() + "_"
                                + part.commit().oid())
                .leaf("url", part -> part.commit().url())
                .object("commit", "Commit", Part::commit)
                .object("pullRequest", "PullRequest", Part::of);
        schema.type("PullRequestReview", Reviewed.class)
                .leaf(
                        "id",
                        it -> "PRR_" + it.of().number() + "_" + it.review().at().getEpochSecond())
                .leaf("state", it -> it.review().state())
                .leaf("body", it -> "")
                .leaf("submittedAt", it -> it.review().at())
                .leaf("createdAt", it -> it.review().at())
                .leaf("publishedAt", it -> it.review().at())
                .object("author", "Actor", it -> new Login(it.review().author()))
                .object("pullRequest", "PullRequest", Reviewed::of);
        schema.type("Label", Label.class)
                .leaf("id", label -> "LA_" + label.name())
                .leaf("name", Label::name);
        schema.type("PullRequestChangedFile", ChangedFile.class)
                .leaf("path", ChangedFile::path)
                .leaf("additions", file -> 12)
                .leaf("deletions", file -> 3)
                .leaf("changeType", file -> "MODIFIED");
        events();
    }

    private void words(GraphQlType<DemoPullRequest> type) {
        type.leaf("id", NodeIds::of)
                .leaf("databaseId", it -> it.repository().id() * 4 + it.number())
                .leaf("fullDatabaseId", it -> String.valueOf(it.repository().id() * 4 + it.number()))
                .leaf("number", DemoPullRequest::number)
                .leaf("title", DemoPullRequest::title)
                .leaf("body", DemoPullRequest::body)
                .leaf("bodyText", DemoPullRequest::body)
                .leaf("url", DemoPullRequest::url)
                .leaf("state", it -> it.state(moment.now()))
                .leaf("isDraft", it -> it.isDraft(moment.now()))
                .leaf("merged", it -> it.mergedAt(moment.now()).isPresent())
                .leaf("closed", it -> it.isClosed(moment.now()))
                .leaf("isCrossRepository", it -> false)
                .leaf("createdAt", DemoPullRequest::at)
                .leaf("publishedAt", DemoPullRequest::at)
                .leaf("mergedAt", it -> it.mergedAt(moment.now()))
                .leaf("closedAt", this::closedAt)
                .leaf("updatedAt", it -> closedAt(it).orElse(it.at()))
                .leaf("baseRefName", it -> DemoPullRequest.BASE)
                .leaf("headRefName", DemoPullRequest::head)
                .leaf(
                        "headRefOid",
                        it -> moment.commits(it).stream().reduce((a, b) -> b).map(DemoCommit::oid))
                .leaf("changedFiles", it -> files(it).size())
                .object("mergeCommit", "Commit", it -> it.mergeCommit().flatMap(c -> moment.commit(it.repository(), c)))
                .object("author", "Actor", it -> new Login(it.author()))
                .object("repository", "Repository", DemoPullRequest::repository)
                .object("baseRepository", "Repository", DemoPullRequest::repository)
                .object("headRepository", "Repository", DemoPullRequest::repository)
                .connection(
                        "labels",
                        "Label",
                        (it, a) -> it.labels().stream().map(Label::new).toList(),
                        "orderBy")
                .connection("commits", "PullRequestCommit", (it, a) -> commits(it))
                .connection("reviews", "PullRequestReview", this::reviews, "states", "author")
                .connection("files", "PullRequestChangedFile", (it, a) -> files(it))
                .connection("timelineItems", "PullRequestTimelineItems", this::items, "itemTypes", "since", "skip");
    }

    private void events() {
        schema.either(
                "PullRequestTimelineItems",
                "PullRequestCommit",
                "PullRequestReview",
                "ReadyForReviewEvent",
                "MergedEvent",
                "ClosedEvent");
        schema.type("ReadyForReviewEvent", Ready.class)
                .leaf("id", it -> "RFR_" + it.of().number() + "_" + it.at().getEpochSecond())
                .leaf("createdAt", Ready::at)
                .object("actor", "Actor", it -> new Login(it.of().author()));
        schema.type("MergedEvent", Merged.class)
                .leaf("id", it -> "ME_" + it.of().number() + "_" + it.at().getEpochSecond())
                .leaf("createdAt", Merged::at)
                .leaf("mergeRefName", it -> DemoPullRequest.BASE)
                .object("actor", "Actor", it -> new Login(it.of().author()));
        schema.type("ClosedEvent", Closed.class)
                .leaf("id", it -> "CE_" + it.of().number() + "_" + it.at().getEpochSecond())
                .leaf("createdAt", Closed::at)
                .object("actor", "Actor", it -> new Login(it.of().author()));
        // asked about by those who measure drafts; nobody here turns a pull request back into one
        schema.type("ConvertToDraftEvent", Void.class).leaf("id", any -> "").leaf("createdAt", any -> "");
    }

    private Optional<Instant> closedAt(DemoPullRequest pullRequest) {
        return pullRequest.closedAt().filter(at -> !at.isAfter(moment.now()));
    }

    private List<Part> commits(DemoPullRequest pullRequest) {
        return moment.commits(pullRequest).stream()
                .map(commit -> new Part(pullRequest, commit))
                .toList();
    }

    private List<Reviewed> reviews(DemoPullRequest pullRequest, Arguments arguments) {
        List<String> states = arguments.texts("states");
        Optional<String> author = arguments.text("author");
        return pullRequest.reviews().stream()
                .filter(moment::isVisible)
                .filter(review -> states.isEmpty() || states.contains(review.state()))
                .filter(review ->
                        author.filter(it -> !it.equals(review.author())).isEmpty())
                .map(review -> new Reviewed(pullRequest, review))
                .toList();
    }

    private List<ChangedFile> files(DemoPullRequest pullRequest) {
        return moment.commits(pullRequest).stream()
                .flatMap(commit -> commit.paths().stream())
                .distinct()
                .map(ChangedFile::new)
                .toList();
    }

    private List<Object> items(DemoPullRequest pullRequest, Arguments arguments) {
        List<Item> items = new ArrayList<>();
        commits(pullRequest)
                .forEach(part ->
                        items.add(new Item("PULL_REQUEST_COMMIT", part.commit().at(), part)));
        reviews(pullRequest, Arguments.NONE)
                .forEach(it ->
                        items.add(new Item("PULL_REQUEST_REVIEW", it.review().at(), it)));
        pullRequest
                .readyAt()
                .filter(at -> !at.isAfter(moment.now()))
                .ifPresent(at -> items.add(new Item("READY_FOR_REVIEW_EVENT", at, new Ready(pullRequest, at))));
        pullRequest
                .mergedAt(moment.now())
                .ifPresent(at -> items.add(new Item("MERGED_EVENT", at, new Merged(pullRequest, at))));
        closedAt(pullRequest).ifPresent(at -> items.add(new Item("CLOSED_EVENT", at, new Closed(pullRequest, at))));
        List<String> types = arguments.texts("itemTypes");
        Stream<Item> wanted = items.stream().filter(item -> types.isEmpty() || types.contains(item.type()));
        return wanted.sorted(Comparator.comparing(Item::at)).map(Item::object).toList();
    }
}
