package io.mlopsexporter.config;

/** A token in an environment variable. */
public record TokenEnvironment(String variable)
        implements GitHubCredential, MlflowCredential, PagerDutyCredential, UrlCredential {}
