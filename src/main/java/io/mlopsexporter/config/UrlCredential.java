package io.mlopsexporter.config;

/** Where the token for a URL is found. */
public sealed interface UrlCredential permits TokenFile, TokenEnvironment {}
