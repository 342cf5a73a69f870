package io.mlopsexporter.source.github;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A repository, and what of its issues are incidents.
 *
 * @param id the repository's id in events
 */
record IssueWork(RepositoryNode repository, String id, List<IssueSelection> selections) {
    SortedSet<String> services() {
        return selections.stream().map(IssueSelection::service).collect(Collectors.toCollection(TreeSet::new));
    }

    String subject() {
        return "issues of " + repository.name();
    }
}
