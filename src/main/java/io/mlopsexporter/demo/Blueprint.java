package io.mlopsexporter.demo;

import java.util.List;

/**
 * An application before it has a history.
 *
 * @param releasing how it goes to production
 * @param environments where to; the first one's roll-out precedes the others'
 */
record Blueprint(String name, String team, Habits habits, Releasing releasing, List<String> environments) {

    /** Writes its incidents down as issues of the application's repository, with a label. */
    static final String TEAM_OF_ISSUES = "search";

    /** What marks a deployment. */
    enum Releasing {
        DEPLOYMENTS,
        WORKFLOW,
        RELEASES,
        TAGS
    }

    Blueprint {
        environments = List.copyOf(environments);
    }

    /** The applications of six teams. */
    static List<Blueprint> all() {
        return List.of(
                deployed("fraud-api", "fraud", Habits.FAST, "production", "prod-eu"),
                deployed("fraud-features", "fraud", Habits.FAST, "production"),
                deployed("fraud-scoring", "fraud", Habits.FAST, "production"),
                deployed("fraud-rules", "fraud", Habits.FAST, "production"),
                deployed("recommendation-api", "recommendations", Habits.STEADY, "production", "prod-eu"),
                deployed("recommendation-ranker", "recommendations", Habits.STEADY, "production"),
                deployed("recommendation-candidates", "recommendations", Habits.STEADY, "production"),
                deployed("item-embeddings", "recommendations", Habits.STEADY, "production"),
                deployed("search-api", TEAM_OF_ISSUES, Habits.WEEKLY, "production"),
                deployed("search-indexer", TEAM_OF_ISSUES, Habits.WEEKLY, "production"),
                marked("query-understanding", TEAM_OF_ISSUES, Habits.WEEKLY, Releasing.RELEASES),
                marked("demand-forecast", "forecasting", Habits.MONTHLY, Releasing.RELEASES),
                marked("price-forecast", "forecasting", Habits.MONTHLY, Releasing.TAGS),
                deployed("capacity-forecast", "forecasting", Habits.MONTHLY, "production"),
                deployed("vision-inference", "vision", Habits.POOR, "production"),
                deployed("image-labelling", "vision", Habits.POOR, "production"),
                deployed("defect-detector", "vision", Habits.POOR, "production"),
                deployed("feature-store", "platform", Habits.STEADY, "production"),
                deployed("model-gateway", "platform", Habits.STEADY, "production"),
                marked("training-pipelines", "platform", Habits.STEADY, Releasing.WORKFLOW));
    }

    private static Blueprint deployed(String name, String team, Habits habits, String... environments) {
        return new Blueprint(name, team, habits, Releasing.DEPLOYMENTS, List.of(environments));
    }

    private static Blueprint marked(String name, String team, Habits habits, Releasing releasing) {
        return new Blueprint(name, team, habits, releasing, List.of());
    }
}
