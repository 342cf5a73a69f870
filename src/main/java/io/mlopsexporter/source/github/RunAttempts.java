package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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
        if (!looked.add(id) || !workflow.covers(run) || isKnown(id)) {
            return;
        }
        boolean ended = Wire.text(run, "status").equals("completed");
        int last = Math.max(1, run.path("run_attempt").asInt(1));
        int before = attempts.getOrDefault(id, 0);
        for (int attempt = before + 1; attempt < last && !found.containsKey(id); attempt++) {
            attempt(id, attempt).filter(WorkflowOnBranch::isSuccess).ifPresent(json -> succeeded(id, json));
        }
        if (!found.containsKey(id) && WorkflowOnBranch.isSuccess(run)) {
            succeeded(id, run);
        }
        remember(id, Wire.instant(run, "created_at"), ended, ended ? last : last - 1);
    }

    private boolean isKnown(String run) {
        return poll.log().history(plan.id()).deployments().containsKey(eventId(run));
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
        found.put(
                id,
                new Deployment(
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
                        Optional.of(Wire.text(json, "html_url")).filter(url -> !url.isEmpty())));
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

    /** Deployments that finished within the history. */
    List<Deployment> found() {
        return found.values().stream()
                .filter(event -> event.finishedAt()
                        .filter(at -> !at.isBefore(poll.historyStart()))
                        .isPresent())
                .toList();
    }

    RunsNote note(Instant floor, Instant until, String firstPage) {
        pending.values().removeIf(poll.asOf().minus(CHANGEABLE)::isAfter);
        return new RunsNote(known.map(RunsNote::from).orElse(floor), until, firstPage, pending, attempts);
    }
}
