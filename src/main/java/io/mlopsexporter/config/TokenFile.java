package io.mlopsexporter.config;

import java.nio.file.Path;

/** A token in a file, to be read again when the file changes. */
public record TokenFile(Path file) implements GitHubCredential, MlflowCredential, PagerDutyCredential, UrlCredential {}
