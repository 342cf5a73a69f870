package io.mlopsexporter.event;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a team deploys and is measured on, and which deployments count for it. Configured, or discovered.
 *
 * @param id {@code <source>/<name>}
 * @param team who owns it; {@code unassigned} when nobody is known to
 * @param repository id of the {@link Repository}; of a model of a registry: of the {@link RegisteredModel}
 * @param signal where its deployments come from
 * @param environment pattern of production environments, searched without regard to case (GitHub deployments only)
 * @param workflow file name of the workflow (workflow signal only)
 * @param branch branch of the workflow's runs; empty: the repository's default branch (the source has filtered already)
 * @param tags pattern of tag names (tag signal only)
 * @param paths in a monorepo: globs of which a change must touch one; empty: every change counts
 * @param incidentServices incident services configured for it: ids, names, or patterns between slashes that are searched in
 *     names, and {@code acme/incidents#outage} for labelled issues; empty: the service of equal name
 * @param chosen how its signal and team came about, for people ({@code configured}, {@code detected: 12 deployments to
 *     production})
 */
public record Application(
        String id,
        String name,
        String team,
        Kind kind,
        String repository,
        Signal signal,
        String environment,
        Optional<String> workflow,
        Optional<String> branch,
        Optional<String> tags,
        List<String> paths,
        List<String> incidentServices,
        String chosen)
        implements Event {

    /** The team of applications that nobody is known to own. */
    public static final String UNASSIGNED = "unassigned";

    /** Production by name: GitHub's own flag is missing or wrong too often (design 3.1). */
    public static final String DEFAULT_ENVIRONMENT = "^prod";

    private static final int IN_ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern DEFAULT = Pattern.compile(DEFAULT_ENVIRONMENT, IN_ANY_CASE);

    public Application {
        paths = List.copyOf(paths);
        incidentServices = List.copyOf(incidentServices);
        Pattern.compile(environment);
        tags.ifPresent(Pattern::compile);
    }

    /** The same in the hands of a team, and why. */
    public Application ownedBy(String owner, String why) {
        return new Application(
                id,
                name,
                owner,
                kind,
                repository,
                signal,
                environment,
                workflow,
                branch,
                tags,
                paths,
                incidentServices,
                chosen.isEmpty() ? why : chosen + "; " + why);
    }

    /** Why an attempt is none to bring an application to production. */
    public enum Mismatch {
        OTHER_REPOSITORY,
        /** The application's deployments are read from somewhere else. */
        OTHER_SIGNAL,
        /** Its source says that the environment is a preview, which vanishes again. */
        TRANSIENT_ENVIRONMENT,
        GITHUB_PAGES,
        /** Neither the environment's name nor its original one matches the pattern. */
        OTHER_ENVIRONMENT,
        OTHER_WORKFLOW,
        /** The tag's name does not match the pattern. */
        OTHER_TAG,
        /** The version was in production already when its model was first seen: when it went live is unknown. */
        BASELINE
    }

    /** Whether an attempt is one to bring this application to production. Whether it succeeded is another question. */
    public boolean counts(Deployment deployment) {
        return mismatch(deployment).isEmpty();
    }

    /** Why it is none; empty if it is one. */
    public Optional<Mismatch> mismatch(Deployment deployment) {
        if (!deployment.repository().equals(repository)) {
            return Optional.of(Mismatch.OTHER_REPOSITORY);
        }
        if (signal == Signal.MLFLOW) {
            return unless(deployment.signal() != Signal.MLFLOW_BASELINE, Mismatch.BASELINE);
        }
        if (deployment.signal() != signal) {
            return Optional.of(Mismatch.OTHER_SIGNAL);
        }
        return switch (signal) {
            case GITHUB_DEPLOYMENTS -> environmentMismatch(deployment);
            case GITHUB_WORKFLOW ->
                unless(workflow.isEmpty() || workflow.get().equals(deployment.workflow()), Mismatch.OTHER_WORKFLOW);
            case GITHUB_RELEASES, MLFLOW, MLFLOW_ALIAS, MLFLOW_STAGE, MLFLOW_TAG, MLFLOW_BASELINE -> Optional.empty();
            case GITHUB_TAGS ->
                unless(
                        tags.isEmpty()
                                || Pattern.compile(tags.get())
                                        .matcher(deployment.ref())
                                        .find(),
                        Mismatch.OTHER_TAG);
        };
    }

    private Optional<Mismatch> environmentMismatch(Deployment deployment) {
        if (deployment.transientEnvironment()) {
            return Optional.of(Mismatch.TRANSIENT_ENVIRONMENT);
        }
        if (deployment.environment().equalsIgnoreCase("github-pages")) {
            return Optional.of(Mismatch.GITHUB_PAGES);
        }
        Pattern pattern = environment.equals(DEFAULT_ENVIRONMENT) ? DEFAULT : Pattern.compile(environment, IN_ANY_CASE);
        return unless(
                pattern.matcher(deployment.environment()).find()
                        || pattern.matcher(deployment.originalEnvironment()).find(),
                Mismatch.OTHER_ENVIRONMENT);
    }

    private static Optional<Mismatch> unless(boolean matches, Mismatch mismatch) {
        return matches ? Optional.empty() : Optional.of(mismatch);
    }

    /** The label {@code deploy_environment} of a deployment: the environment's name in lower case (design 3.9, 1). */
    public static String environmentOf(Deployment deployment) {
        return deployment.environment().toLowerCase(Locale.ROOT);
    }
}
