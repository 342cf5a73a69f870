package io.mlopsexporter.demo;

import java.util.List;
import java.util.Optional;

/**
 * A registered model before it has a history.
 *
 * @param repository that its runs name; empty: they are started from notebooks
 * @param days from one version to the next, about
 * @param way how its versions go to production
 * @param team that its tag names; empty: it has none
 */
record ModelPlan(String name, String owners, Optional<String> repository, int days, Way way, Optional<String> team) {

    /** What brings a version to production. */
    enum Way {
        /** The pipeline writes down when, and moves the alias: history is known from the first day. */
        TAG,
        /** Only the alias is moved: known from the moment on that somebody looks. */
        ALIAS,
        /** As before there were aliases: of the past only the version that is there now is known. */
        STAGE,
        NONE
    }

    static List<ModelPlan> all() {
        return List.of(
                of("fraud-detector", "fraud", "fraud-scoring", 6, Way.TAG),
                of("card-testing-detector", "fraud", "fraud-features", 16, Way.TAG),
                of("item-ranking", "recommendations", "recommendation-ranker", 9, Way.TAG),
                of("demand-model", "forecasting", "demand-forecast", 28, Way.STAGE),
                of("defect-classifier", "vision", "defect-detector", 21, Way.TAG),
                of("churn-score", Pipelines.NEWCOMER, Pipelines.NEWCOMERS_REPOSITORY, 18, Way.NONE),
                new ModelPlan("image-tagger", "vision", Optional.empty(), 35, Way.ALIAS, Optional.of("vision")));
    }

    private static ModelPlan of(String name, String owners, String repository, int days, Way way) {
        return new ModelPlan(name, owners, Optional.of(repository), days, way, Optional.empty());
    }

    /** The one that is rolled back while people watch. */
    boolean isRolledBackSoon() {
        return name.equals("fraud-detector");
    }
}
