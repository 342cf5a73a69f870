package io.mlopsexporter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** All that can be seen at a moment, a line each, in the shapes that are served. */
final class Transcript {
    private Transcript() {}

    static List<String> of(Moment moment) {
        GitHubJson json = new GitHubJson(moment);
        PagerDutyJson pagerDuty = new PagerDutyJson(moment);
        List<String> lines = new ArrayList<>();
        for (DemoRepository repository : moment.repositories()) {
            write(lines, List.of(repository), json::repository);
            write(
                    lines,
                    repository.commits().values().stream()
                            .filter(moment::isVisible)
                            .toList(),
                    json::commit);
            write(lines, moment.pullRequests(repository), json::pullRequest);
            for (DemoPullRequest one : moment.pullRequests(repository)) {
                lines.add(one.number() + " "
                        + one.reviews().stream().filter(moment::isVisible).toList());
            }
            for (DemoDeployment one : moment.deployments(repository)) {
                write(lines, List.of(one), json::deployment);
                write(lines, moment.statuses(one), json::status);
            }
            moment.issues(repository)
                    .forEach(issue -> lines.add(issue.title() + issue.labels() + issue.closedAt(moment.now())));
            write(lines, moment.releases(repository), json::release);
            write(lines, moment.tags(repository), json::tag);
            write(lines, moment.runs(repository), run -> json.run(run, run.attempt(moment.now())));
        }
        write(lines, moment.incidents(), pagerDuty::incident);
        return lines;
    }

    private static <T> void write(List<String> lines, List<T> facts, Function<T, ? extends JsonNode> shape) {
        facts.stream().map(fact -> shape.apply(fact).toString()).forEach(lines::add);
    }

    /** Every deployment of the organisation with its first success, if it has one by then. */
    static List<Instant> successes(Moment moment) {
        return moment.repositories().stream()
                .flatMap(repository -> moment.deployments(repository).stream())
                .filter(one -> one.environment().startsWith("prod"))
                .map(one -> moment.statuses(one).stream()
                        .filter(status -> status.state().equals("success"))
                        .map(DemoDeployment.Status::at)
                        .findFirst()
                        .orElse(null))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }
}
