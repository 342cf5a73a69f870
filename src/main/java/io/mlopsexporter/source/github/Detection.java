package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out where a repository's deployments are to be read from, where nobody has said it. */
final class Detection {
    /** What a discovered repository's tags must look like to be versions. */
    static final String VERSION_TAG = "^v?\\d";

    private static final Duration AGAIN = Duration.ofHours(1);

    /** Two connections each: 50 repositories make 1 point. */
    private static final int AT_ONCE = 50;

    private final GitHubApi api;
    private final DeployWorkflows workflows;

    Detection(GitHubApi api) {
        this.api = api;
        this.workflows = new DeployWorkflows(api);
    }

    /**
     * Makes the choices that are missing.
     *
     * @return all plans, in order, and whether GitHub was asked for it
     */
    Result run(Poll poll, List<RepositoryPlan> plans) {
        List<RepositoryPlan> decided = new ArrayList<>();
        List<RepositoryPlan> due = new ArrayList<>();
        for (RepositoryPlan plan : plans) {
            Optional<Choice> choice = plan.choice();
            if (plan.needsChoice() && choice.isEmpty()) {
                choice = byDeployments(poll, plan);
                choice.ifPresent(made -> keep(poll, plan.repository(), Optional.of(made), Optional.empty()));
                if (choice.isEmpty() && isDue(poll, plan.repository())) {
                    due.add(plan);
                }
            }
            decided.add(plan.with(choice));
        }
        List<RepositoryPlan> now = thisTime(poll, due);
        for (int from = 0; from < now.size(); from += AT_ONCE) {
            ask(poll, now.subList(from, Math.min(now.size(), from + AT_ONCE)), decided);
            poll.journal().progress("signals", Math.min(now.size(), from + AT_ONCE), now.size());
        }
        poll.flush();
        return new Result(decided, !now.isEmpty());
    }

    /** @param asked whether it took requests */
    record Result(List<RepositoryPlan> plans, boolean asked) {}

    private static Optional<Choice> byDeployments(Poll poll, RepositoryPlan plan) {
        Pattern pattern = Pattern.compile(Application.DEFAULT_ENVIRONMENT, Pattern.CASE_INSENSITIVE);
        List<Deployment> found = poll.log().history(plan.id()).deployments().values().stream()
                .filter(deployment -> deployment.signal() == Signal.GITHUB_DEPLOYMENTS
                        && !deployment.transientEnvironment()
                        && !deployment.requestedAt().isBefore(poll.historyStart())
                        && (pattern.matcher(deployment.environment()).find()
                                || pattern.matcher(deployment.originalEnvironment())
                                        .find()))
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String environments =
                found.stream().map(Deployment::environment).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .limit(3)
                        .collect(Collectors.joining(", "));
        return Optional.of(new Choice(
                Signal.GITHUB_DEPLOYMENTS,
                Optional.empty(),
                "detected: " + found.size() + (found.size() == 1 ? " deployment to " : " deployments to ")
                        + environments));
    }

    private static boolean isDue(Poll poll, RepositoryNode repository) {
        return poll.note(SignalNote.name(repository), SignalNote.class)
                .map(note -> !note.lookedAt().plus(AGAIN).isAfter(poll.asOf())
                        || !note.pushedAt().equals(repository.pushedAt()))
                .orElse(true);
    }

    /** All of those never looked at; of the others so few that a poll stays cheap. */
    private static List<RepositoryPlan> thisTime(Poll poll, List<RepositoryPlan> due) {
        List<RepositoryPlan> fresh = new ArrayList<>();
        List<RepositoryPlan> again = new ArrayList<>();
        due.forEach(plan ->
                (poll.journal().cursor(SignalNote.name(plan.repository())).isPresent() ? again : fresh).add(plan));
        fresh.addAll(again.subList(0, Math.min(again.size(), Math.max(0, AT_ONCE - fresh.size()))));
        return fresh;
    }

    private void ask(Poll poll, List<RepositoryPlan> some, List<RepositoryPlan> decided) {
        List<String> ids = some.stream().map(plan -> plan.repository().node()).toList();
        JsonNode nodes = api.query("Signals", Map.of("repositories", ids)).at("nodes");
        for (int i = 0; i < some.size(); i++) {
            RepositoryPlan plan = some.get(i);
            JsonNode json = nodes.path(i);
            if (json.isObject()) {
                Optional<Choice> choice = decide(poll, plan.repository(), json);
                decided.set(decided.indexOf(plan), plan.with(choice));
            }
        }
    }

    private Optional<Choice> decide(Poll poll, RepositoryNode repository, JsonNode json) {
        Optional<SignalNote> before = poll.note(SignalNote.name(repository), SignalNote.class);
        boolean pushed = before.map(note -> !note.pushedAt().equals(repository.pushedAt()))
                .orElse(true);
        Optional<Instant> asked = before.flatMap(SignalNote::runsLookedAt);
        boolean ask = pushed
                || asked.map(at -> !at.plus(Duration.ofDays(1)).isAfter(poll.asOf()))
                        .orElse(true);
        Optional<Choice> choice = ask ? workflows.choose(poll, repository, json) : Optional.empty();
        choice = choice.or(() -> SignalRules.byReleases(json)).or(() -> SignalRules.byTags(json));
        keep(poll, repository, choice, ask ? Optional.of(poll.asOf()) : asked);
        return choice;
    }

    private static void keep(Poll poll, RepositoryNode repository, Optional<Choice> choice, Optional<Instant> runs) {
        poll.keep(
                List.of(),
                SignalNote.name(repository),
                new SignalNote(choice, poll.asOf(), runs, repository.pushedAt()));
    }
}
