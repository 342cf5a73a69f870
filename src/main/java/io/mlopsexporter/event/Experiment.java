package io.mlopsexporter.event;

import java.util.Optional;

/**
 * A place where training runs are recorded. Its name is not kept: it often is that of a person's folder.
 *
 * @param id {@code <source>/experiment/<the source's id>}
 * @param team its own word on whose it is (MLflow: the tag {@code team})
 * @param repository where the {@link Repository} lies that most of its runs name, as {@link Addresses} writes it, or its id
 */
public record Experiment(String id, Optional<String> team, Optional<String> repository) implements Event {}
