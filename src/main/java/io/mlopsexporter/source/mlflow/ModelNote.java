package io.mlopsexporter.source.mlflow;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a model stood when it was seen last. Without it a restart would invent promotions, or lose some: MLflow moves no clock when
 * an alias is set.
 *
 * @param createdAt of the model, in milliseconds: another one of the same name is another model
 * @param aliases those of production, with the versions that they pointed at
 * @param watched the aliases, in lower case, that were those of production then: one that is configured later has no former state
 * @param production the version in the stage {@code Production}, or 0
 * @param newest the versions up to this one have been read
 * @param people fingerprint of the people who are known by hashes; another one, and the versions are read again
 * @param gone whether the registry has said that there is no such model
 */
record ModelNote(
        long createdAt,
        Map<String, Integer> aliases,
        Set<String> watched,
        int production,
        int newest,
        Optional<String> people,
        boolean gone) {
    ModelNote {
        aliases = new TreeMap<>(aliases);
        watched = new TreeSet<>(watched);
    }

    static String name(String modelId) {
        return "model/" + modelId.substring(modelId.indexOf('/') + 1);
    }

    ModelNote left() {
        return new ModelNote(createdAt, aliases, watched, production, newest, people, true);
    }

    /** The versions up to this one are known, and who made them. */
    int known(String by) {
        return people.equals(Optional.of(by)) ? newest : 0;
    }

    /** What an alias pointed at. */
    Optional<Integer> pointedAt(String alias) {
        return Optional.ofNullable(aliases.get(alias));
    }

    OptionalInt inProduction() {
        return production == 0 ? OptionalInt.empty() : OptionalInt.of(production);
    }
}
