package io.mlopsexporter.explain;

import java.util.Optional;

/**
 * What somebody wants to have explained; in what is left empty there is a choice or none is needed.
 *
 * @param team with no application, the team as a whole; with neither, the organisation
 * @param application by its name, or {@code team/name}
 * @param kind {@code software} or {@code model}, where both bear the same name
 * @param environment of the application; {@code production} if it has several and none is named
 * @param metric a metric's name, with or without what the scope puts before it; empty: all
 * @param window one of the configured ones; empty: the middle one
 */
public record Question(
        Optional<String> team,
        Optional<String> application,
        Optional<String> kind,
        Optional<String> environment,
        Optional<String> metric,
        Optional<String> window) {}
