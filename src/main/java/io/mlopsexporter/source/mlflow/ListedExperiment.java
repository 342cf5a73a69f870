package io.mlopsexporter.source.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An experiment as its list shows it.
 *
 * @param name often the folder of a person, {@code /Users/jane@acme.com/fraud}. It goes no further than this
 */
record ListedExperiment(String id, String name, Optional<String> team) {
    private static final String TEAM = "team";

    static Optional<ListedExperiment> of(JsonNode json) {
        String id = Wire.text(json, "experiment_id");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new ListedExperiment(
                        id,
                        Wire.text(json, "name"),
                        Optional.ofNullable(Wire.tags(json).get(TEAM))
                                .map(String::strip)
                                .filter(team -> !team.isEmpty())));
    }

    @Override
    public String toString() {
        return "experiment " + id;
    }
}
