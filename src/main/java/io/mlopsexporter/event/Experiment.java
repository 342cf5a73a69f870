package io.mlopsexporter.event;

import java.util.Optional;

/**
 * A place where training runs are recorded.
 *
 * @param id {@code <source>/experiment/<the source's id>}
 * @param name as people know it
 * @param team its own word on whose it is (MLflow: the tag {@code team})
 * @param repository id of the {@link Repository} that most of its runs name, if a polled one
 */
public record Experiment(String id, String name, Optional<String> team, Optional<String> repository) implements Event {}
