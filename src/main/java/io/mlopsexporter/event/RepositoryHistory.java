package io.mlopsexporter.event;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is known of one repository, or of one model of a registry. Instances are shared between logs as long as nothing in them changed, so that a
 * measure can be remembered by the instance it was made from.
 *
 * @param deployments by id
 * @param commits by oid
 * @param pullRequests by number
 * @param namedCommits by oid
 * @param versions of a model, by number
 */
public record RepositoryHistory(
        SortedMap<String, Deployment> deployments,
        Map<String, Commit> commits,
        Map<Integer, PullRequest> pullRequests,
        Optional<Lineage> lineage,
        Map<String, NamedCommit> namedCommits,
        SortedMap<Integer, ModelVersion> versions) {

    public static final RepositoryHistory EMPTY = new RepositoryHistory(
            Collections.emptySortedMap(), Map.of(), Map.of(), Optional.empty(), Map.of(), Collections.emptySortedMap());

    RepositoryHistory with(Batch batch) {
        var changedDeployments = new TreeMap<>(deployments);
        var changedCommits = new TreeMap<>(commits);
        var changedPullRequests = new TreeMap<>(pullRequests);
        var changedLineage = lineage;
        var changedNamed = new TreeMap<>(namedCommits);
        var changedVersions = new TreeMap<>(versions);
        for (Event event : batch.upserts()) {
            if (event instanceof Deployment deployment) {
                changedDeployments.put(deployment.id(), deployment);
            } else if (event instanceof Commit commit) {
                changedCommits.put(commit.oid(), commit);
            } else if (event instanceof PullRequest pullRequest) {
                changedPullRequests.put(pullRequest.number(), pullRequest);
            } else if (event instanceof Lineage newer) {
                changedLineage = Optional.of(newer);
            } else if (event instanceof NamedCommit named) {
                changedNamed.put(named.oid(), named);
            } else if (event instanceof ModelVersion version) {
                changedVersions.put(version.number(), version);
            }
        }
        for (Batch.Key key : batch.removals()) {
            String last = key.id().substring(key.id().lastIndexOf('/') + 1);
            if (key.type() == Deployment.class) {
                changedDeployments.remove(key.id());
            } else if (key.type() == Commit.class) {
                changedCommits.remove(last);
            } else if (key.type() == PullRequest.class) {
                changedPullRequests.remove(Integer.valueOf(last));
            } else if (key.type() == Lineage.class) {
                changedLineage = Optional.empty();
            } else if (key.type() == NamedCommit.class) {
                changedNamed.remove(last);
            } else if (key.type() == ModelVersion.class) {
                changedVersions.remove(Integer.valueOf(last));
            }
        }
        return new RepositoryHistory(
                Collections.unmodifiableSortedMap(changedDeployments),
                Collections.unmodifiableMap(changedCommits),
                Collections.unmodifiableMap(changedPullRequests),
                changedLineage,
                Collections.unmodifiableMap(changedNamed),
                Collections.unmodifiableSortedMap(changedVersions));
    }
}
