package io.mlopsexporter.config;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An MLflow tracking server.
 *
 * @param name the label {@code source}
 * @param credential empty: it lets everybody in
 * @param environment what its stage and tags stand for
 * @param aliases of production, with the environments that they stand for
 * @param stage whether the stage {@code Production} is production
 * @param deployedAtTag of versions that says when one was deployed; empty: none does
 * @param excludeModels searched in the names of models that are not read
 * @param excludeExperiments searched in the names of experiments whose runs are not read
 */
public record MlflowConfig(
        String name,
        URI trackingUri,
        Optional<MlflowCredential> credential,
        String environment,
        SortedMap<String, String> aliases,
        boolean stage,
        Optional<String> deployedAtTag,
        List<Pattern> excludeModels,
        List<Pattern> excludeExperiments) {
    public MlflowConfig {
        aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
        excludeModels = List.copyOf(excludeModels);
        excludeExperiments = List.copyOf(excludeExperiments);
    }
}
