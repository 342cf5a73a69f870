package io.mlopsexporter.source.github;

import io.mlopsexporter.event.PullRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The merged pull requests of one repository. */
interface PullRequests {
    /** Those of each commit, by oid. */
    Map<String, List<Landed>> ofCommits(Collection<ReadCommit> commits);

    /** @param paths whether to read the files they touch */
    List<PullRequest> details(Collection<String> nodeIds, boolean paths);

    /** A merged pull request that a commit belongs to. */
    record Landed(String nodeId, int number) {}
}
