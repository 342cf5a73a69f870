package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * The runs that count: those of a workflow on a branch.
 *
 * @param file {@code deploy.yml}, below {@code .github/workflows}
 */
record WorkflowOnBranch(String file, String branch) implements Comparable<WorkflowOnBranch> {

    /** A workflow may be configured by its path. */
    static String fileName(String workflow) {
        return workflow.substring(workflow.lastIndexOf('/') + 1);
    }

    /**
     * Whether a run is of this branch: a pull request's run may bear the same branch name, in a fork.
     *
     * @param run as REST tells it
     */
    boolean covers(JsonNode run) {
        long repository = run.path("repository").path("id").asLong();
        long head = run.path("head_repository").path("id").asLong(repository);
        return branch.equals(Wire.text(run, "head_branch"))
                && !Wire.text(run, "event").startsWith("pull_request")
                && head == repository;
    }

    static boolean isSuccess(JsonNode run) {
        return Wire.text(run, "status").equals("completed")
                && Wire.text(run, "conclusion").equals("success");
    }

    @Override
    public int compareTo(WorkflowOnBranch other) {
        return Comparator.comparing(WorkflowOnBranch::file)
                .thenComparing(WorkflowOnBranch::branch)
                .compare(this, other);
    }
}
