package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.util.Map;
import java.util.Optional;

/** Finds the workflow that deploys: named so, and successful at least once on the default branch. */
final class DeployWorkflows {
    private final GitHubApi api;

    DeployWorkflows(GitHubApi api) {
        this.api = api;
    }

    /** @param json the repository's part of the {@code signals} query's answer */
    Optional<Choice> choose(Poll poll, RepositoryNode repository, JsonNode json) {
        for (String file : SignalRules.deployWorkflows(json)) {
            if (hasSucceeded(poll, repository, file)) {
                return Optional.of(new Choice(
                        Signal.GITHUB_WORKFLOW,
                        Optional.of(file),
                        "detected: successful runs of " + file + " on " + repository.defaultBranch()));
            }
        }
        return Optional.empty();
    }

    private boolean hasSucceeded(Poll poll, RepositoryNode repository, String file) {
        WorkflowOnBranch workflow = new WorkflowOnBranch(file, repository.defaultBranch());
        try {
            JsonNode body = api.rest()
                    .get(
                            "/repos/" + repository.name() + "/actions/workflows/" + file + "/runs",
                            Map.of(
                                    "branch", workflow.branch(),
                                    "status", "success",
                                    "per_page", "20",
                                    "exclude_pull_requests", "true"))
                    .body();
            for (JsonNode run : body.path("workflow_runs")) {
                if (workflow.covers(run) && WorkflowOnBranch.isSuccess(run)) {
                    return true;
                }
            }
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.Retriable) {
                throw e;
            }
            poll.problem("workflow runs of " + repository.name(), e.getMessage() + "; grant read access to actions");
        }
        return false;
    }
}
