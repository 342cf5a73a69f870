package io.mlopsexporter.source.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A registered model as its list shows it.
 *
 * @param aliases with the numbers of the versions that they point at
 * @param latest the newest version of each stage, and no others
 */
record ListedModel(
        String name,
        Optional<Instant> createdAt,
        Map<String, Integer> aliases,
        List<ListedVersion> latest,
        Map<String, String> tags) {
    private static final String PROMPT = "mlflow.prompt.is_prompt";
    private static final String TEAM = "team";

    /** Nothing for what is no model: prompts are kept in the same place. */
    static Optional<ListedModel> of(JsonNode json) {
        String name = Wire.text(json, "name");
        Map<String, String> tags = Wire.tags(json);
        if (name.isEmpty() || Boolean.parseBoolean(tags.get(PROMPT))) {
            return Optional.empty();
        }
        Map<String, Integer> aliases = new TreeMap<>();
        json.path("aliases")
                .forEach(alias -> ListedVersion.number(alias)
                        .ifPresent(number -> aliases.put(Wire.text(alias, "alias"), number)));
        List<ListedVersion> latest = new ArrayList<>();
        json.path("latest_versions")
                .forEach(version -> ListedVersion.of(version).ifPresent(latest::add));
        return Optional.of(new ListedModel(
                name, Wire.instant(json, "creation_timestamp"), Map.copyOf(aliases), List.copyOf(latest), tags));
    }

    Optional<String> team() {
        return Optional.ofNullable(tags.get(TEAM)).map(String::strip).filter(team -> !team.isEmpty());
    }

    /** The highest number of a version that it shows. */
    OptionalInt newest() {
        return latest.stream().mapToInt(ListedVersion::number).max();
    }

    Optional<ListedVersion> inProduction() {
        return latest.stream().filter(ListedVersion::isInProduction).findFirst();
    }
}
