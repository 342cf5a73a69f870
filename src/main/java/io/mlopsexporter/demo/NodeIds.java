package io.mlopsexporter.demo;

import java.util.Optional;

/** Global ids: the kind, the repository's number, and what tells it from others there. */
final class NodeIds {
    private NodeIds() {}

    static String of(DemoRepository repository) {
        return "R_" + repository.id();
    }

    static String of(DemoDeployment deployment) {
        return "DE_" + deployment.repository().id() + "_" + deployment.id();
    }

    static String of(DemoRelease release) {
        return "RE_" + release.repository().id() + "_" + release.id();
    }

    static String of(DemoCommit commit) {
        return "C_" + commit.repository().id() + "_" + commit.oid();
    }

    static String of(DemoPullRequest pullRequest) {
        return "PR_" + pullRequest.repository().id() + "_" + pullRequest.number();
    }

    static String of(DemoIssue issue) {
        return "I_" + issue.repository().id() + "_" + issue.number();
    }

    static String of(DemoTeam team) {
        return "T_" + team.slug();
    }

    /** What an id stands for, if it can be seen. */
    static Optional<Object> find(String id, Moment moment) {
        String[] parts = id.split("_", 3);
        if (parts[0].equals("T")) {
            return moment.team(id.substring(2)).map(team -> team);
        }
        if (parts.length < 2 || !parts[1].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        Optional<DemoRepository> repository = moment.repository(Long.parseLong(parts[1]));
        String rest = parts.length > 2 ? parts[2] : "";
        return switch (parts[0]) {
            case "R" -> repository.map(it -> it);
            case "DE" ->
                repository.flatMap(it -> moment.deployments(it).stream()
                        .filter(one -> rest.equals(String.valueOf(one.id())))
                        .findFirst());
            case "RE" ->
                repository.flatMap(it -> moment.releases(it).stream()
                        .filter(one -> rest.equals(String.valueOf(one.id())))
                        .findFirst());
            case "C" -> repository.flatMap(it -> moment.commit(it, rest));
            case "PR" ->
                rest.matches("[0-9]{1,9}")
                        ? repository.flatMap(it -> moment.pullRequest(it, Integer.parseInt(rest)))
                        : Optional.empty();
            case "I" ->
                repository.flatMap(it -> moment.issues(it).stream()
                        .filter(one -> rest.equals(String.valueOf(one.number())))
                        .findFirst());
            default -> Optional.empty();
        };
    }
}
