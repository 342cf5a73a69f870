package io.mlopsexporter.dora;

import io.mlopsexporter.event.Commit;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.PullRequest;
import io.mlopsexporter.event.Repository;
import java.time.Duration;

/** The same events, at another time. */
final class Shift {
    private Shift() {}

    static Event by(Duration shift, Event event) {
        if (event instanceof Repository it) {
            return new Repository(
                    it.id(), it.name(), it.defaultBranch(), it.createdAt().plus(shift), it.url(), it.gone());
        } else if (event instanceof Commit it) {
            return new Commit(
                    it.repository(),
                    it.oid(),
                    it.parents(),
                    it.authoredAt().plus(shift),
                    it.headline(),
                    it.reverts(),
                    it.pullRequests(),
                    it.paths());
        } else if (event instanceof PullRequest it) {
            return pullRequest(shift, it);
        } else if (event instanceof Deployment it) {
            return new Deployment(
                    it.id(),
                    it.number(),
                    it.repository(),
                    it.signal(),
                    it.commit(),
                    it.environment(),
                    it.originalEnvironment(),
                    it.transientEnvironment(),
                    it.workflow(),
                    it.ref(),
                    it.requestedAt().plus(shift),
                    it.finishedAt().map(at -> at.plus(shift)),
                    it.run(),
                    it.url());
        } else if (event instanceof Incident.Open it) {
            return new Incident.Open(
                    it.id(),
                    it.service(),
                    it.serviceName(),
                    it.title(),
                    it.startedAt().plus(shift),
                    it.links(),
                    it.url());
        } else if (event instanceof Incident.Resolved it) {
            return new Incident.Resolved(
                    it.id(),
                    it.service(),
                    it.serviceName(),
                    it.title(),
                    it.startedAt().plus(shift),
                    it.resolvedAt().plus(shift),
                    it.links(),
                    it.url());
        } else if (event instanceof Incident.Merged it) {
            return new Incident.Merged(
                    it.id(),
                    it.service(),
                    it.serviceName(),
                    it.title(),
                    it.startedAt().plus(shift),
                    it.mergedAt().plus(shift),
                    it.links(),
                    it.url());
        }
        return event;
    }

    private static PullRequest pullRequest(Duration shift, PullRequest it) {
        return new PullRequest(
                it.repository(),
                it.number(),
                it.title(),
                it.branch(),
                it.labels(),
                it.openedAt().plus(shift),
                it.readyAt().map(at -> at.plus(shift)),
                it.reviewedAt().stream().map(at -> at.plus(shift)).toList(),
                it.mergedAt().plus(shift),
                it.mergeCommit(),
                it.commits(),
                it.firstCommitAt().map(at -> at.plus(shift)),
                it.reverts(),
                it.revertsPullRequests(),
                it.paths(),
                it.url());
    }
}
