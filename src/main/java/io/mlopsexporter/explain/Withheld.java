package io.mlopsexporter.explain;

/**
 * A group of figures that is not shown.
 *
 * @param group {@code deployments}, {@code incidents} or {@code failures}
 */
public record Withheld(String group, String why) {}
