package io.mlopsexporter.config;

import java.util.Optional;

/**
 * Where users of the platform ask for help.
 *
 * @param repository full name
 * @param label of the issues
 * @param team {@code acme/ml-platform}: only its members answer; empty: anybody but who asked
 */
public record SupportConfig(String repository, String label, Optional<String> team) {}
