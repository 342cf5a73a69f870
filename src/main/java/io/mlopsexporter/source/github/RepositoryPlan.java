package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A repository, and the applications that it holds.
 *
 * @param id the repository's id in events
 * @param configured applications that the configuration says it holds, with the teams they belong to
 * @param discovered whether it is to become an application by itself: listed, not archived, no fork, nothing configured
 * @param choice the signal that was detected, if one was needed and found
 */
record RepositoryPlan(
        RepositoryNode repository,
        String id,
        List<ConfiguredIn> configured,
        boolean discovered,
        Optional<Choice> choice) {
    /** Taken where the workflow signal is configured without a workflow. */
    static final String DEFAULT_WORKFLOW = "deploy.yml";

    RepositoryPlan {
        configured = List.copyOf(configured);
    }

    /** A configured application and its team. */
    record ConfiguredIn(String team, GitHubSettings.ConfiguredApplication application) {

        /** The signal that is configured, or that the other keys imply: only one signal has a workflow, say. */
        Optional<Signal> signal() {
            if (application.signal().isPresent()) {
                return application.signal();
            } else if (application.workflow().isPresent()) {
                return Optional.of(Signal.GITHUB_WORKFLOW);
            } else if (application.tags().isPresent()) {
                return Optional.of(Signal.GITHUB_TAGS);
            } else if (application.environment().isPresent()) {
                return Optional.of(Signal.GITHUB_DEPLOYMENTS);
            }
            return Optional.empty();
        }
    }

    RepositoryPlan with(Optional<Choice> other) {
        return new RepositoryPlan(repository, id, configured, discovered, other);
    }

    /** Whether some application of it does not say where its deployments come from. */
    boolean needsChoice() {
        return discovered || configured.stream().anyMatch(one -> one.signal().isEmpty());
    }

    private boolean isUndecided() {
        return needsChoice() && choice.isEmpty();
    }

    /** The environments whose deployments are kept; those of the default too while it is undecided. */
    Environments environments() {
        List<String> patterns = new ArrayList<>();
        for (ConfiguredIn one : configured) {
            if (one.signal().filter(Signal.GITHUB_DEPLOYMENTS::equals).isPresent()) {
                patterns.add(one.application().environment().orElse(Application.DEFAULT_ENVIRONMENT));
            }
        }
        if (isUndecided() || (needsChoice() && chosen(Signal.GITHUB_DEPLOYMENTS))) {
            patterns.add(Application.DEFAULT_ENVIRONMENT);
        }
        return new Environments(patterns);
    }

    boolean reads(Signal signal) {
        return (needsChoice() && chosen(signal))
                || configured.stream()
                        .anyMatch(one -> one.signal().filter(signal::equals).isPresent());
    }

    private boolean chosen(Signal signal) {
        return choice.filter(made -> made.signal() == signal).isPresent();
    }

    /** The workflows whose runs are read. */
    Set<WorkflowOnBranch> workflows() {
        Set<WorkflowOnBranch> workflows = new TreeSet<>();
        for (ConfiguredIn one : configured) {
            if (one.signal().filter(Signal.GITHUB_WORKFLOW::equals).isPresent()) {
                workflows.add(new WorkflowOnBranch(
                        WorkflowOnBranch.fileName(one.application().workflow().orElse(DEFAULT_WORKFLOW)),
                        one.application().branch().orElse(repository.defaultBranch())));
            }
        }
        if (needsChoice()) {
            choice.flatMap(Choice::workflow)
                    .ifPresent(file -> workflows.add(new WorkflowOnBranch(file, repository.defaultBranch())));
        }
        return workflows;
    }
}
