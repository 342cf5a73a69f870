package io.mlopsexporter.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Repositories, their branches and tags, and the little of their files that is there. */
final class RepositoryTypes {
    private final GraphQlSchema schema;
    private final Moment moment;
    private final References references;

    RepositoryTypes(GraphQlSchema schema, Moment moment) {
        this.schema = schema;
        this.moment = moment;
        this.references = new References(moment);
    }

    /** A directory. */
    record Tree(DemoRepository repository, String path, List<String> names) {}

    /** A file in one. */
    record Entry(Tree tree, String name) {
        String path() {
            return tree.path().isEmpty() ? name : tree.path() + "/" + name;
        }
    }

    /** What a file holds. */
    record Blob(String path, String text) {}

    void add() {
        schema.connected("Ref");
        GraphQlType<DemoRepository> repository = schema.type("Repository", DemoRepository.class);
        facts(repository);
        new IssueTypes(schema, moment).of(repository);
        schema.type("Ref", DemoRef.class)
                .leaf("id", ref -> "REF_" + ref.repository().id() + "_" + ref.prefix() + ref.name())
                .leaf("name", DemoRef::name)
                .leaf("prefix", DemoRef::prefix)
                .object("target", "GitObject", DemoRef::target)
                .object("repository", "Repository", DemoRef::repository);
        schema.type("Tag", DemoRef.TagObject.class)
                .leaf("id", it -> "TA_" + it.oid())
                .leaf("oid", DemoRef.TagObject::oid)
                .leaf("name", it -> it.tag().name())
                .leaf("message", it -> it.tag().name())
                .object("target", "GitObject", DemoRef.TagObject::commit)
                .object(
                        "tagger",
                        "GitActor",
                        it -> new CommitTypes.Signature(
                                it.commit().author(), it.tag().at()));
        files();
    }

    private void facts(GraphQlType<DemoRepository> type) {
        type.leaf("id", NodeIds::of)
                .leaf("databaseId", DemoRepository::id)
                .leaf("name", DemoRepository::name)
                .leaf("nameWithOwner", DemoRepository::fullName)
                .leaf("url", DemoRepository::url)
                .leaf("description", DemoRepository::name)
                .leaf("isArchived", DemoRepository::archived)
                .leaf("isFork", DemoRepository::fork)
                .leaf("isDisabled", repository -> false)
                .leaf("isEmpty", repository -> false)
                .leaf("isPrivate", repository -> true)
                .leaf("visibility", repository -> "PRIVATE")
                .leaf("createdAt", DemoRepository::createdAt)
                .leaf("pushedAt", moment::pushedAt)
                .leaf("updatedAt", moment::pushedAt)
                .object("owner", "RepositoryOwner", repository -> moment)
                .object("defaultBranchRef", "Ref", it -> references.branch(it, DemoPullRequest.BASE))
                .object("ref", "Ref", (it, a) -> references.named(it, a.required("qualifiedName")), "qualifiedName")
                .connection("refs", "Ref", references::all, "refPrefix", "query", "direction", "orderBy")
                .object("object", "GitObject", this::object, "oid", "expression")
                .connection("deployments", "Deployment", this::deployments, "environments", "orderBy")
                .connection("releases", "Release", (it, a) -> ordered(moment.releases(it), a), "orderBy")
                .object("release", "Release", this::release, "tagName")
                .object("latestRelease", "Release", this::latestRelease)
                .connection(
                        "pullRequests",
                        "PullRequest",
                        this::pullRequests,
                        "states",
                        "baseRefName",
                        "headRefName",
                        "labels",
                        "orderBy")
                .object("pullRequest", "PullRequest", this::pullRequest, "number");
    }

    private void files() {
        schema.either("GitObject", "Commit", "Tag", "Tree", "Blob")
                .leaf("oid", any -> "")
                .leaf("id", any -> "");
        schema.type("Tree", Tree.class)
                .leaf("id", tree -> "TR_" + tree.repository().id() + "_" + tree.path())
                .leaf("oid", tree -> "0".repeat(40))
                .object(
                        "entries",
                        "TreeEntry",
                        tree -> tree.names().stream()
                                .map(name -> new Entry(tree, name))
                                .toList());
        schema.type("TreeEntry", Entry.class)
                .leaf("name", Entry::name)
                .leaf("path", Entry::path)
                .leaf("type", entry -> blob(entry).isPresent() ? "blob" : "tree")
                .object("object", "GitObject", entry -> object(entry.tree().repository(), entry.path()));
        schema.type("Blob", Blob.class)
                .leaf("id", blob -> "B_" + blob.path())
                .leaf("oid", blob -> "0".repeat(40))
                .leaf("byteSize", blob -> blob.text().length())
                .leaf("isBinary", blob -> false)
                .leaf("isTruncated", blob -> false)
                .leaf("text", Blob::text);
    }

    private Optional<Object> object(DemoRepository repository, Arguments arguments) {
        if (arguments.has("oid")) {
            return GitHubSchema.maybe(moment.commit(repository, arguments.required("oid")));
        }
        String[] expression = arguments.required("expression").split(":", 2);
        if (expression.length == 1) {
            return GitHubSchema.maybe(moment.resolve(repository, expression[0]));
        }
        return object(repository, expression[1]);
    }

    private Optional<Object> object(DemoRepository repository, String path) {
        SortedMap<String, String> files = DemoFiles.of(repository, workflows(repository));
        if (files.containsKey(path)) {
            return Optional.of(new Blob(path, String.valueOf(files.get(path))));
        }
        List<String> names = DemoFiles.names(files, path);
        return names.isEmpty() ? Optional.empty() : Optional.of(new Tree(repository, path, names));
    }

    private Optional<Object> blob(Entry entry) {
        return object(entry.tree().repository(), entry.path()).filter(Blob.class::isInstance);
    }

    /** Files of workflows: those that have run. */
    List<String> workflows(DemoRepository repository) {
        return moment.runs(repository).stream()
                .map(DemoRun::file)
                .distinct()
                .sorted()
                .toList();
    }

    private List<DemoDeployment> deployments(DemoRepository repository, Arguments arguments) {
        List<String> environments = arguments.texts("environments");
        return ordered(
                moment.deployments(repository).stream()
                        .filter(one -> environments.isEmpty() || environments.contains(one.environment()))
                        .toList(),
                arguments);
    }

    private Optional<DemoRelease> release(DemoRepository repository, Arguments arguments) {
        return moment.releases(repository).stream()
                .filter(one -> one.tag().equals(arguments.required("tagName")))
                .findFirst();
    }

    private Optional<DemoRelease> latestRelease(DemoRepository repository) {
        return moment.releases(repository).stream()
                .filter(one -> !one.draft() && !one.prerelease())
                .max(Comparator.comparing(DemoRelease::at));
    }

    private List<DemoPullRequest> pullRequests(DemoRepository repository, Arguments arguments) {
        List<String> states = arguments.texts("states");
        List<String> labels = arguments.texts("labels");
        Optional<String> head = arguments.text("headRefName");
        return ordered(
                moment.pullRequests(repository).stream()
                        .filter(one -> states.isEmpty() || states.contains(one.state(moment.now())))
                        .filter(one -> labels.isEmpty() || one.labels().stream().anyMatch(labels::contains))
                        .filter(one -> head.filter(it -> !it.equals(one.head())).isEmpty())
                        .toList(),
                arguments);
    }

    private Optional<DemoPullRequest> pullRequest(DemoRepository repository, Arguments arguments) {
        int number = arguments.number("number").orElse(0);
        return moment.pullRequests(repository).stream()
                .filter(one -> one.number() == number)
                .findFirst();
    }

    private static <T> List<T> ordered(List<T> oldestFirst, Arguments arguments) {
        List<T> ordered = new ArrayList<>(oldestFirst);
        if (arguments.descending()) {
            Collections.reverse(ordered);
        }
        return ordered;
    }
}
