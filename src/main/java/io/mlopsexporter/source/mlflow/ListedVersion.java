package io.mlopsexporter.source.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A version of a registered model as lists show it.
 *
 * @param updatedAt moves with its stage, its description and status, but with no alias and no tag
 * @param run empty for one that was registered without
 */
record ListedVersion(
        String model,
        int number,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        String stage,
        Optional<String> run,
        Map<String, String> tags) {
    private static final String PRODUCTION = "Production";

    /** Nothing for what has no name, number or time. */
    static Optional<ListedVersion> of(JsonNode json) {
        Optional<Instant> created = Wire.instant(json, "creation_timestamp");
        return number(json)
                .filter(number -> created.isPresent())
                .map(number -> new ListedVersion(
                        Wire.text(json, "name"),
                        number,
                        created,
                        Wire.instant(json, "last_updated_timestamp"),
                        Wire.text(json, "current_stage"),
                        Wire.some(json, "run_id"),
                        Wire.tags(json)));
    }

    /** A text, though a number: {@code "version": "3"}. */
    static Optional<Integer> number(JsonNode json) {
        int number = json.path("version").asInt(0);
        return number > 0 ? Optional.of(number) : Optional.empty();
    }

    boolean isInProduction() {
        return stage.equals(PRODUCTION);
    }
}
