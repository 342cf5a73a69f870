package io.mlopsexporter.source.github;

import java.util.Optional;

/**
 * Where users ask for help.
 *
 * @param issues the repository and the label
 * @param team {@code acme/ml-platform}: only its members answer; empty: anybody but who asked
 */
public record SupportQueue(IssueSelection issues, Optional<String> team) {}
