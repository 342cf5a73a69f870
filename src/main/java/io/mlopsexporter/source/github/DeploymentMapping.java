package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Signal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a GitHub Deployment and its statuses to the event. */
final class DeploymentMapping {
    private static final Pattern RUN = Pattern.compile("/actions/runs/(\\d+)");

    private DeploymentMapping() {}

    /**
     * The first success counts, whatever came after: {@code INACTIVE} only says that a later one took its place. No other
     * clock is right: {@code createdAt} is the request, {@code updatedAt} moves when it is superseded.
     */
    static Deployment event(
            String repository, DeploymentNode node, List<StatusNode> statuses, boolean transientEnvironment) {
        Optional<StatusNode> success =
                statuses.stream().filter(StatusNode::isSuccess).min(Comparator.comparing(StatusNode::createdAt));
        return new Deployment(
                id(repository, node),
                Long.toString(node.number()),
                repository,
                Signal.GITHUB_DEPLOYMENTS,
                node.commit(),
                node.environment(),
                node.originalEnvironment(),
                transientEnvironment,
                "",
                node.ref(),
                node.requestedAt(),
                success.map(StatusNode::createdAt),
                run(statuses),
                success.map(StatusNode::logUrl).filter(url -> !url.isEmpty()));
    }

    static String id(String repository, DeploymentNode node) {
        return repository + "/" + Signal.GITHUB_DEPLOYMENTS.key() + "/" + node.number();
    }

    private static Optional<String> run(List<StatusNode> statuses) {
        return statuses.stream()
                .map(status -> RUN.matcher(status.logUrl()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
