package io.mlopsexporter.config;

import java.nio.file.Path;

/** Where the credential of a GitHub comes from. */
public sealed interface GitHubCredential permits TokenFile, TokenEnvironment, GitHubCredential.App {

    /** What is used when the configuration names no credential. */
    GitHubCredential DEFAULT = new TokenEnvironment("GITHUB_TOKEN");

    /**
     * A GitHub App's installation.
     *
     * @param id the app's id, or its client id
     * @param privateKeyFile in PEM
     * @param deliveryLog whether the app's webhook-delivery log tells which repositories to look at
     */
    record App(String id, long installationId, Path privateKeyFile, boolean deliveryLog) implements GitHubCredential {}
}
