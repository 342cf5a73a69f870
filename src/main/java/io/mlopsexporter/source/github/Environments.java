package io.mlopsexporter.source.github;

import io.mlopsexporter.event.Application;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which environments of a repository some application of it calls production. The same question as {@link
 * Application#counts}, asked before there is an event.
 */
final class Environments {
    private final List<String> patterns;
    private final List<Pattern> compiled;

    /** @param patterns none: no application reads deployments */
    Environments(Collection<String> patterns) {
        this.patterns = patterns.stream().distinct().sorted().toList();
        this.compiled = this.patterns.stream()
                .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    boolean counts(DeploymentNode deployment) {
        return !deployment.environment().equalsIgnoreCase("github-pages")
                && compiled.stream()
                        .anyMatch(pattern ->
                                pattern.matcher(deployment.environment()).find()
                                        || pattern.matcher(deployment.originalEnvironment())
                                                .find());
    }

    /** Names that are never a preview's, so that GitHub's flag need not be asked for. */
    static boolean isPlain(String environment) {
        String name = environment.toLowerCase(Locale.ROOT);
        return name.equals("production") || name.equals("prod");
    }

    /** Changes whenever deployments that were left out before would now be kept. */
    String fingerprint() {
        return String.join("\n", patterns);
    }
}
