package io.mlopsexporter.source.github;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the GitHub Deployments of all repositories known, reading only what the sweep shows to be new or changed. */
final class Deployments {
    /** What was asked for this long ago and did not succeed hardly will any more. */
    private static final Duration WATCHED = Duration.ofDays(35);

    private final DeploymentPages pages;
    private final Statuses statuses;
    private final Transients transients;

    Deployments(GitHubApi api) {
        this.pages = new DeploymentPages(api);
        this.statuses = new Statuses(api);
        this.transients = new Transients(api);
    }

    /** What the next sweep should look at: deployments that may still change, and have perhaps left the first page. */
    static Collection<String> watched(Poll poll, long repository) {
        return poll.note("deployments/" + repository, DeploymentsNote.class)
                .map(note -> note.openSince(poll.asOf().minus(WATCHED)))
                .orElse(Set.of());
    }

    void read(Poll poll, List<Reading> readings, SweepAnswer sweep) {
        List<DeploymentWork> waiting = new ArrayList<>();
        int done = 0;
        for (Reading reading : readings) {
            DeploymentWork work = new DeploymentWork(poll, reading);
            if (work.isCoveredBySweep()) {
                work.look(reading.repository().deployments());
                work.lookAtWatched(sweep);
                waiting.add(work);
            } else {
                work.lookAtWatched(sweep);
                pages.read(work);
                finish(List.of(work));
                poll.flush();
            }
            poll.journal().progress("deployments", ++done, readings.size());
        }
        finish(waiting);
        poll.flush();
    }

    /** Asks for the statuses of all that changed, of many repositories at once. */
    private void finish(List<DeploymentWork> works) {
        List<String> wanted =
                works.stream().flatMap(work -> work.withoutStatuses().stream()).toList();
        Map<String, List<StatusNode>> found = statuses.of(wanted);
        works.forEach(work -> work.finish(found, transients));
    }
}
