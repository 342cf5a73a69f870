package io.mlopsexporter.source.mlflow;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What to read from one MLflow tracking server.
 *
 * @param source the label {@code source}, first part of all ids
 * @param address where people find it: the root of its pages
 * @param environment what stage and tag stand for, and what an alias stands for that names no other
 * @param aliases of production, by name whatever the case, with the environments that they stand for
 * @param stage whether the stage {@code Production} stands for one
 * @param deployedAtTag of versions, that says when one was deployed
 * @param excludeModels searched in the names of models that are not read
 * @param excludeExperiments searched in the names of experiments whose runs are not read
 * @param configured applications, with the models that they are
 * @param history how far back to read
 */
public record MlflowSettings(
        String source,
        String address,
        String environment,
        Map<String, String> aliases,
        boolean stage,
        Optional<String> deployedAtTag,
        List<Pattern> excludeModels,
        List<Pattern> excludeExperiments,
        List<ConfiguredModel> configured,
        Duration history) {

    public MlflowSettings {
        var lower = new TreeMap<String, String>();
        aliases.forEach((alias, to) -> lower.put(alias.toLowerCase(Locale.ROOT), to));
        aliases = Map.copyOf(lower);
        excludeModels = List.copyOf(excludeModels);
        excludeExperiments = List.copyOf(excludeExperiments);
        configured = List.copyOf(configured);
    }

    /**
     * A configured application of kind model.
     *
     * @param model its name in the registry
     */
    public record ConfiguredModel(String application, String model, String team, List<String> incidentServices) {
        public ConfiguredModel {
            incidentServices = List.copyOf(incidentServices);
        }
    }

    /** The environment that an alias stands for; empty: it is none of production. */
    Optional<String> environmentOf(String alias) {
        return Optional.ofNullable(aliases.get(alias.toLowerCase(Locale.ROOT)));
    }

    Optional<ConfiguredModel> configured(String model) {
        return configured.stream().filter(one -> one.model().equals(model)).findFirst();
    }

    /** A configured one is read in any case. */
    boolean wantsModel(String name) {
        return configured(name).isPresent()
                || excludeModels.stream()
                        .noneMatch(pattern -> pattern.matcher(name).find());
    }

    boolean wantsExperiment(String name) {
        return excludeExperiments.stream()
                .noneMatch(pattern -> pattern.matcher(name).find());
    }
}
