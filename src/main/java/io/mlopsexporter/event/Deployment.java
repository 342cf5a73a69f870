package io.mlopsexporter.event;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One attempt to bring a commit to an environment, as the source tells it. Whether it counts is for {@link Application}
 * to say, whether it repeats another one for the measures.
 *
 * @param id {@code <repository>/<signal key>/<number, tag@commit or run>}
 * @param number the id the source shows to people: the deployment's, run's or release's, the model version's; empty for a tag
 * @param repository id of the {@link Repository}, or of the {@link RegisteredModel}
 * @param commit of a model: the number of the version
 * @param environment its latest name, as written; {@code production} for signals that know no environments
 * @param originalEnvironment the name it was created with
 * @param transientEnvironment GitHub's own flag for previews; such a deployment never counts
 * @param workflow file name of the workflow ({@code deploy.yml}) for {@link Signal#GITHUB_WORKFLOW}, else empty
 * @param ref branch or tag that was asked for; of a model: the alias, stage or tag that tells of it
 * @param requestedAt when it was asked for: before approvals and roll-out, never used as the time of a deployment
 * @param finishedAt the first {@code success}'s own time; empty while there has been none
 * @param run id of the workflow run that made it, where the status's log URL tells it
 * @param url where people find it
 */
public record Deployment(
        String id,
        String number,
        String repository,
        Signal signal,
        String commit,
        String environment,
        String originalEnvironment,
        boolean transientEnvironment,
        String workflow,
        String ref,
        Instant requestedAt,
        Optional<Instant> finishedAt,
        Optional<String> run,
        Optional<String> url)
        implements Event {
    public Deployment {
        Objects.requireNonNull(id);
        Objects.requireNonNull(repository);
        Objects.requireNonNull(commit);
    }
}
