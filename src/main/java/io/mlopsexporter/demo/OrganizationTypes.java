package io.mlopsexporter.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Organisation and teams. The organisation's own source is the moment. */
final class OrganizationTypes {
    private final GraphQlSchema schema;
    private final Moment moment;

    OrganizationTypes(GraphQlSchema schema, Moment moment) {
        this.schema = schema;
        this.moment = moment;
    }

    /** A team's repository with what it may do there. */
    record Access(DemoRepository repository, String permission) {}

    void add() {
        schema.connected("Team", "User", "Repository");
        schema.type("Organization", Moment.class)
                .leaf("id", any -> "O_" + DemoOrganization.LOGIN)
                .leaf("databaseId", any -> 600_000_001L)
                .leaf("login", any -> DemoOrganization.LOGIN)
                .leaf("name", any -> DemoOrganization.LOGIN)
                .leaf("url", any -> "https://github.example/" + DemoOrganization.LOGIN)
                .connection(
                        "repositories",
                        "Repository",
                        (any, a) -> repositories(a),
                        "isArchived",
                        "isFork",
                        "isLocked",
                        "privacy",
                        "visibility",
                        "affiliations",
                        "ownerAffiliations",
                        "orderBy")
                .object(
                        "repository",
                        "Repository",
                        (any, a) -> moment.repository(DemoOrganization.LOGIN, a.required("name")),
                        "name")
                .connection(
                        "teams",
                        "Team",
                        (any, a) -> teams(a),
                        "query",
                        "rootTeamsOnly",
                        "privacy",
                        "role",
                        "userLogins",
                        "ldapMapped",
                        "orderBy")
                .object("team", "Team", (any, a) -> moment.team(a.required("slug")), "slug")
                .connection("membersWithRole", "User", (any, a) -> members(moment.teams()));
        team();
        schema.type("TeamRepositoryEdge", Page.Edge.class)
                .leaf("cursor", Page.Edge::cursor)
                .leaf("permission", edge -> access(edge.node()).permission())
                .object("node", "Repository", edge -> access(edge.node()).repository());
        schema.type("TeamRepositoryConnection", Page.class)
                .leaf("totalCount", Page::total)
                .object(
                        "nodes",
                        "Repository",
                        page -> page.nodes().stream()
                                .map(node -> access(node).repository())
                                .toList())
                .object("edges", "TeamRepositoryEdge", Page::edges)
                .object("pageInfo", "PageInfo", page -> page);
    }

    private void team() {
        schema.type("Team", DemoTeam.class)
                .leaf("id", NodeIds::of)
                .leaf("databaseId", DemoTeam::id)
                .leaf("slug", DemoTeam::slug)
                .leaf("name", DemoTeam::slug)
                .leaf("combinedSlug", team -> DemoOrganization.LOGIN + "/" + team.slug())
                .leaf("privacy", team -> "VISIBLE")
                .object("organization", "Organization", team -> moment)
                .object("parentTeam", "Team", team -> team.parent().flatMap(moment::team))
                .connection("childTeams", "Team", (team, a) -> children(team), "orderBy")
                .connection(
                        "members",
                        "User",
                        (team, a) -> members(List.of(team)),
                        "membership",
                        "role",
                        "query",
                        "orderBy")
                .connection("repositories", "TeamRepository", (team, a) -> access(team), "query", "orderBy");
    }

    private List<DemoRepository> repositories(Arguments arguments) {
        List<DemoRepository> found = new ArrayList<>(moment.repositories().stream()
                .filter(one -> arguments
                        .flag("isArchived")
                        .filter(it -> it != one.archived())
                        .isEmpty())
                .filter(one ->
                        arguments.flag("isFork").filter(it -> it != one.fork()).isEmpty())
                .toList());
        Comparator<DemoRepository> order =
                switch (arguments.orderBy("field").orElse("CREATED_AT")) {
                    case "NAME" -> Comparator.comparing(DemoRepository::name);
                    case "PUSHED_AT", "UPDATED_AT" -> Comparator.comparing(moment::pushedAt);
                    default -> Comparator.comparing(DemoRepository::createdAt).thenComparing(DemoRepository::id);
                };
        found.sort(arguments.descending() ? order.reversed() : order);
        return found;
    }

    private List<DemoTeam> teams(Arguments arguments) {
        boolean rootsOnly = arguments.flag("rootTeamsOnly").orElse(false);
        String query = arguments.text("query").orElse("");
        return moment.teams().stream()
                .filter(team -> !rootsOnly || team.parent().isEmpty())
                .filter(team -> team.slug().contains(query))
                .toList();
    }

    private List<DemoTeam> children(DemoTeam parent) {
        return moment.teams().stream()
                .filter(team -> team.parent().filter(parent.slug()::equals).isPresent())
                .toList();
    }

    private static List<Login> members(List<DemoTeam> teams) {
        return teams.stream()
                .flatMap(team -> team.members().stream())
                .distinct()
                .map(Login::new)
                .toList();
    }

    private List<Access> access(DemoTeam team) {
        return moment.repositories().stream()
                .filter(one -> team.permissions().containsKey(one.name()))
                .map(one -> new Access(one, String.valueOf(team.permissions().get(one.name()))))
                .toList();
    }

    private static Access access(Object node) {
        return (Access) node;
    }
}
