package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the successful runs of a workflow known. A poll asks for the newest runs once, conditionally: while nothing happens the
 * answer is a 304, which is free.
 */
final class WorkflowRuns {
    /** Runs that started before the newest one may still succeed after it. */
    private static final Duration OVERLAP = Duration.ofDays(3);

    private final GitHubApi api;

    WorkflowRuns(GitHubApi api) {
        this.api = api;
    }

    static String note(long repository, WorkflowOnBranch workflow) {
        return "runs/" + repository + "/" + workflow.file() + "@" + workflow.branch();
    }

    void read(Poll poll, RepositoryPlan plan) {
        for (WorkflowOnBranch workflow : plan.workflows()) {
            try {
                read(poll, plan, workflow);
            } catch (SourceException e) {
                if (e.error() instanceof SourceError.Retriable) {
                    throw e;
                }
                String what = e.error() instanceof SourceError.NotFound
                        ? "; check the workflow's file name, or grant read access to actions"
                        : "; grant read access to actions";
                poll.problem(
                        "workflow " + workflow.file() + " of "
                                + plan.repository().name(),
                        e.getMessage() + what);
            }
        }
    }

    private void read(Poll poll, RepositoryPlan plan, WorkflowOnBranch workflow) {
        String name = note(plan.repository().number(), workflow);
        Optional<RunsNote> note = poll.note(name, RunsNote.class)
                .filter(known ->
                        !known.from().isAfter(poll.floor()) && known.people().equals(Optional.of(poll.people())));
        String path = "/repos/" + plan.repository().name() + "/actions/";
        RunAttempts attempts = new RunAttempts(api, poll, plan, workflow, note, path);
        Answer newest = api.rest().get(runs(path, workflow), query(workflow));
        String firstPage = fingerprint(newest.body());
        if (note.isEmpty()) {
            Instant end = poll.asOf().plus(Duration.ofDays(1));
            new RunRanges(api, runs(path, workflow), query(workflow)).read(poll.floor(), end, attempts::look);
        } else if (!firstPage.equals(note.get().firstPage())) {
            readNewest(path, workflow, note.get(), attempts);
        }
        attempts.lookAtPending();
        Instant until = newestStart(newest.body()).orElse(poll.asOf()).minus(OVERLAP);
        poll.keep(attempts.found(), name, attempts.note(poll.floor(), until, firstPage));
    }

    private void readNewest(String path, WorkflowOnBranch workflow, RunsNote note, RunAttempts attempts) {
        api.rest().pages(runs(path, workflow), query(workflow), page -> {
            boolean older = true;
            for (JsonNode run : page.body().path("workflow_runs")) {
                attempts.look(run);
                older = Wire.instant(run, "created_at").isAfter(note.until());
            }
            return older;
        });
    }

    private static String runs(String path, WorkflowOnBranch workflow) {
        return path + "workflows/" + workflow.file() + "/runs";
    }

    private static Map<String, String> query(WorkflowOnBranch workflow) {
        return Map.of("branch", workflow.branch(), "per_page", "100", "exclude_pull_requests", "true");
    }

    private static Optional<Instant> newestStart(JsonNode body) {
        return Wire.optionalInstant(body.path("workflow_runs").path(0), "created_at");
    }

    private static String fingerprint(JsonNode body) {
        StringBuilder text = new StringBuilder();
        for (JsonNode run : body.path("workflow_runs")) {
            for (String field : List.of("id", "run_attempt", "status", "conclusion")) {
                text.append(run.path(field).asText("")).append(' ');
            }
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
