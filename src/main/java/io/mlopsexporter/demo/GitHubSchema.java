package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The part of GitHub's schema that has to do with delivery, over the organisation at a moment. */
final class GitHubSchema {
    /**
     * Where an operation begins.
     *
     * @param cost of it in points
     */
    record Root(Moment moment, int cost, RateLimit limit) {}

    /** @param remaining points after this operation */
    record RateLimit(int limit, int remaining, Instant resetAt) {}

    private final GraphQlSchema schema = new GraphQlSchema();
    private final Moment moment;

    private GitHubSchema(Moment moment) {
        this.moment = moment;
    }

    static GraphQlSchema at(Moment moment) {
        GitHubSchema github = new GitHubSchema(moment);
        github.common();
        github.query();
        new OrganizationTypes(github.schema, moment).add();
        new RepositoryTypes(github.schema, moment).add();
        new IssueTypes(github.schema, moment).add();
        new CommitTypes(github.schema, moment).add();
        new DeploymentTypes(github.schema, moment).add();
        new PullRequestTypes(github.schema, moment).add();
        return github.schema;
    }

    private void common() {
        schema.either("Node").leaf("id", any -> "");
        schema.type("PageInfo", Page.class)
                .leaf("hasNextPage", Page::hasNext)
                .leaf("hasPreviousPage", page -> page.offset() > 0)
                .leaf("startCursor", Page::start)
                .leaf("endCursor", Page::end);
        schema.either("RepositoryOwner", "Organization", "User")
                .leaf("id", any -> "")
                .leaf("login", any -> "")
                .leaf("url", any -> "");
        schema.either("Actor", "User", "Bot").leaf("login", any -> "").leaf("url", any -> "");
        schema.type("User", Login.class)
                .leaf("id", user -> "U_" + user.id())
                .leaf("databaseId", Login::id)
                .leaf("login", Login::login)
                .leaf("name", Login::login)
                .leaf("url", user -> "https://github.example/" + user.login());
        schema.type("Bot", Login.Bot.class)
                .leaf("login", Login.Bot::login)
                .leaf("url", bot -> "https://github.example/apps/" + bot.login());
        schema.type("RateLimit", Root.class)
                .leaf("cost", Root::cost)
                .leaf("limit", root -> root.limit().limit())
                .leaf("remaining", root -> root.limit().remaining())
                .leaf("used", root -> root.limit().limit() - root.limit().remaining())
                .leaf("resetAt", root -> root.limit().resetAt())
                .leaf("nodeCount", root -> root.cost() * 100);
    }

    private void query() {
        schema.type(GraphQlSchema.QUERY, Root.class)
                .object("rateLimit", "RateLimit", root -> root)
                .object("viewer", "User", root -> new Login("demo"))
                .object("organization", "Organization", (root, a) -> organization(a.required("login")), "login")
                .object("repositoryOwner", "RepositoryOwner", (root, a) -> organization(a.required("login")), "login")
                .object("repository", "Repository", (root, a) -> repository(a), "owner", "name", "followRenames")
                .object("node", "Node", (root, a) -> node(a.required("id")), "id")
                .object("nodes", "Node", (root, a) -> nodes(a.texts("ids")), "ids");
    }

    private Object organization(String login) {
        if (!login.equalsIgnoreCase(DemoOrganization.LOGIN)) {
            throw GraphQlException.notFound("Organization with the login of '" + login + "'");
        }
        return moment;
    }

    private Object repository(Arguments arguments) {
        String owner = arguments.required("owner");
        String name = arguments.required("name");
        return moment.repository(owner, name)
                .orElseThrow(() -> GraphQlException.notFound("Repository with the name '" + owner + "/" + name + "'"));
    }

    private Object node(String id) {
        return NodeIds.find(id, moment).orElseThrow(() -> missing(id));
    }

    private List<Object> nodes(List<String> ids) {
        if (ids.size() > 100) {
            throw new GraphQlException(
                    "ARGUMENT_LIMIT", "You may not provide more than 100 node ids; you provided " + ids.size() + ".");
        }
        return ids.stream()
                .map(id -> NodeIds.find(id, moment).orElseGet(() -> missing(id)))
                .toList();
    }

    private static GraphQlException missing(String id) {
        return GraphQlException.notFound("node with the global id of '" + id + "'");
    }

    /** The present status of something that may not have one. */
    static Optional<Object> maybe(Optional<?> value) {
        return value.map(it -> it);
    }
}
