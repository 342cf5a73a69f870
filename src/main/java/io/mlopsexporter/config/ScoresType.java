package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Indicators with their scores; those that are {@code unknown} are left out. */
record ScoresType() implements Type<Map<String, Double>> {
    private static final String UNKNOWN = "unknown";
    private static final List<Double> SCORES = List.of(0.0, 0.25, 0.5, 0.75, 1.0);

    @Override
    public Optional<Map<String, Double>> read(Item item, Reading reading) {
        if (!(item instanceof Item.Mapping mapping)) {
            reading.report(WrongType.of(item, "no mapping", expected()));
            return Optional.empty();
        }
        int before = reading.problemCount();
        Map<String, Double> scores = new LinkedHashMap<>();
        mapping.entries().forEach((name, value) -> score(value, reading).ifPresent(score -> scores.put(name, score)));
        return reading.problemCount() == before ? Optional.of(scores) : Optional.empty();
    }

    private static Optional<Double> score(Item item, Reading reading) {
        if (item instanceof Item.Scalar scalar) {
            if (scalar.text().equals(UNKNOWN)) {
                return Optional.empty();
            }
            if (scalar.sort() == Item.Sort.INTEGER || scalar.sort() == Item.Sort.DECIMAL) {
                double score = Double.parseDouble(scalar.text());
                if (SCORES.contains(score)) {
                    return Optional.of(score);
                }
            }
        }
        reading.report(item.wrong("is no score").expecting("0, 0.25, 0.5, 0.75, 1 or unknown"));
        return Optional.empty();
    }

    @Override
    public ObjectNode schema() {
        ObjectNode score = Json.object();
        var allowed = score.putArray("enum");
        SCORES.forEach(allowed::add);
        allowed.add(UNKNOWN);
        ObjectNode schema = Json.object().put("type", "object");
        schema.set("additionalProperties", score);
        return schema;
    }

    @Override
    public String expected() {
        return "indicators with scores, as defined_roles: 0.5";
    }

    @Override
    public String label() {
        return "map of scores";
    }
}
