package io.mlopsexporter.config;

/** Where the credential of an MLflow server comes from. */
public sealed interface MlflowCredential permits TokenFile, TokenEnvironment, MlflowCredential.Basic {

    /**
     * HTTP Basic authentication.
     *
     * @param password file or variable that holds the password
     */
    record Basic(String username, UrlCredential password) implements MlflowCredential {}
}
