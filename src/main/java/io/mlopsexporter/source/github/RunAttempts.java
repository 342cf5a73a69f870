package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds the first success of each run. A re-run keeps the run's id and start but overwrites its conclusion and end, so earlier
 * attempts are asked for one by one; what was found once is never changed.
 */
final class RunAttempts {
    /** A run waits up to 30 days for an approval, and can be run again for as long. */
    private static final Duration CHANGEABLE = Duration.ofDays(40);

    private final GitHubApi api;
    private final Poll poll;
    private final RepositoryPlan plan;
    private final WorkflowOnBranch workflow;
    private final Optional<RunsNote> known;
    private final String path;
    private final Map<String, Deployment> found = new LinkedHashMap<>();
    private final List<Activity> deployers = new ArrayList<>();
    private final Set<String> looked = new HashSet<>();
    private final SortedMap<String, Instant> pending = new TreeMap<>();
    private final SortedMap<String, Integer> attempts = new TreeMap<>();

    /** @param path of the repository's actions */
    RunAttempts(
            GitHubApi api,
            Poll poll,
            RepositoryPlan plan,
            WorkflowOnBranch workflow,
            Optional<RunsNote> known,
            String path) {
        this.api = api;
        this.poll = poll;
        this.plan = plan;
        this.workflow = workflow;
        this.known = known;
        this.path = path;
        known.ifPresent(note -> {
            pending.putAll(note.pending());
            attempts.putAll(note.attempts());
        });
    }

    /** @param run as a list shows it: its latest attempt */
    void look(JsonNode run) {
        String id = Long.toString(Wire.number(run, "id"));
        if (!looked.add(id) || !workflow.covers(run)) {
            return;
        }
        Optional<Deployment> before = known(id);
        if (before.isPresent()) {
            remember(before.get(), run);
            return;
        }
        boolean ended = Wire.text(run, "status").equals("completed");
        int last = Math.max(1, run.path("run_attempt").asInt(1));
        int seen = attempts.getOrDefault(id, 0);
        for (int attempt = seen + 1; attempt < last && !found.containsKey(id); attempt++) {
            attempt(id, attempt).filter(WorkflowOnBranch::isSuccess).ifPresent(json -> succeeded(id, json));
        }
        if (!found.containsKey(id) && WorkflowOnBranch.isSuccess(run)) {
            succeeded(id, run);
        }
        remember(id, Wire.instant(run, "created_at"), ended, ended ? last : last - 1);
    }

    private Optional<Deployment> known(String run) {
        return Optional.ofNullable(poll.log().history(plan.id()).deployments().get(eventId(run)));
    }

    /** Whoever ran it first, also where it was run again. */
    private void remember(Deployment deployment, JsonNode run) {
        Deployers.news(poll, deployment, Deployers.login(run.path("actor"))).ifPresent(deployers::add);
    }

    private String eventId(String run) {
        return plan.id() + "/" + Signal.GITHUB_WORKFLOW.key() + "/" + run;
    }

    private void remember(String id, Instant startedAt, boolean ended, int seen) {
        boolean changeable = startedAt.isAfter(poll.asOf().minus(CHANGEABLE));
        boolean open = !found.containsKey(id) && changeable;
        if (open && !ended) {
            pending.put(id, startedAt);
        } else {
            pending.remove(id);
        }
        if (open && seen > 1) {
            attempts.put(id, seen);
        } else {
            attempts.remove(id);
        }
    }

    private Optional<JsonNode> attempt(String run, int attempt) {
        try {
            return Optional.of(api.rest()
                    .get(path + "runs/" + run + "/attempts/" + attempt, Map.of())
                    .body());
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.NotFound) {
                return Optional.empty(); // attempts are deleted with their logs
            }
            throw e;
        }
    }

    private void succeeded(String id, JsonNode json) {
        Deployment deployment = new Deployment(
                eventId(id),
                id,
                plan.id(),
                Signal.GITHUB_WORKFLOW,
                Wire.required(json, "head_sha"),
                "production",
                "production",
                false,
                workflow.file(),
                Wire.text(json, "head_branch"),
                Wire.instant(json, "created_at"),
                Optional.of(Wire.instant(json, "updated_at")),
                Optional.of(id),
                Optional.of(Wire.text(json, "html_url")).filter(url -> !url.isEmpty()));
        found.put(id, deployment);
        remember(deployment, json);
    }

    /** Runs that waited when we last looked, and are no longer among the newest. */
    void lookAtPending() {
        known.ifPresent(note -> note.pending().keySet().stream()
                .filter(id -> !looked.contains(id))
                .forEach(id -> {
                    try {
                        look(api.rest().get(path + "runs/" + id, Map.of()).body());
                    } catch (SourceException e) {
                        if (!(e.error() instanceof SourceError.NotFound)) {
                            throw e;
                        }
                        pending.remove(id); // deleted
                    }
                }));
    }

    /** Deployments that finished within the history, and who made them. */
    List<Event> found() {
        Stream<Deployment> inHistory = found.values().stream()
                .filter(event -> event.finishedAt()
                        .filter(at -> !at.isBefore(poll.historyStart()))
                        .isPresent());
        Stream<Activity> people = deployers.stream().filter(made -> !made.at().isBefore(poll.historyStart()));
        return Stream.<Event>concat(inHistory, people).toList();
    }

    RunsNote note(Instant floor, Instant until, String firstPage) {
        pending.values().removeIf(poll.asOf().minus(CHANGEABLE)::isAfter);
        return new RunsNote(
                known.map(RunsNote::from).orElse(floor),
                Optional.of(poll.people()),
                until,
                firstPage,
                pending,
                attempts);
    }
}
