package io.mlopsexporter.config;

/**
 * Where events are kept.
 *
 * @param url {@code jdbc:sqlite:FILE}; a relative file is one of the working directory
 */
public record StoreConfig(String url) {}
