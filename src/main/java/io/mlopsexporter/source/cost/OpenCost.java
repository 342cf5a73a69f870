package io.mlopsexporter.source.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * OpenCost's allocation API. Idle machines are asked for too, so that the sum is the cluster's; they are nobody's. Never are the parts of a
 * cost added to its total.
 */
final class OpenCost implements DailyCosts {
    private static final String PATH = "/allocation/compute";
    private static final int OK = 200;

    private final OpenCostSettings settings;
    private final HttpApi api;

    OpenCost(OpenCostSettings settings, HttpApi api) {
        this.settings = settings;
        this.api = api;
    }

    @Override
    public Answer of(LocalDate day) {
        Instant from = DailySource.start(day);
        Instant to = DailySource.start(day.plusDays(1));
        JsonNode body = api.get(
                        PATH,
                        new TreeMap<>(Map.of(
                                "window",
                                from + "," + to,
                                "aggregate",
                                settings.aggregate(),
                                "includeIdle",
                                "true",
                                "resolution",
                                "5m")))
                .body();
        JsonNode sets = body.path("data");
        if (body.path("code").asInt(OK) != OK || !(sets.isArray() || sets.isNull())) {
            throw new SourceException(new SourceError.BadPayload("GET " + PATH + ": "
                    + (body.path("message").isTextual()
                            ? "OpenCost says: "
                                    + body.path("message")
                                            .asText()
                                            .lines()
                                            .findFirst()
                                            .orElse("")
                            : "no allocations in the answer; is this OpenCost's API (port 9003), not its page?")));
        }
        List<Charge> charges = new ArrayList<>();
        for (JsonNode set : sets) {
            if (!set.isObject() && !set.isNull()) {
                throw strange("sets of allocations", set);
            }
            for (Map.Entry<String, JsonNode> allocation : set.properties()) {
                if (!allocation.getValue().isObject()) {
                    throw strange("allocations", allocation.getValue());
                }
                JsonNode total = allocation.getValue().path("totalCost");
                if (!total.isNumber()) {
                    return Answer.unusable(
                            "no_total_cost",
                            "OpenCost tells no totalCost of \"" + allocation.getKey()
                                    + "\", so this day cannot be added up");
                }
                charges.add(new Charge(
                        owner(allocation.getKey()), "", settings.currency(), from, to, total.decimalValue()));
            }
        }
        return Answer.of(charges);
    }

    private static SourceException strange(String what, JsonNode found) {
        return new SourceException(new SourceError.BadPayload(
                "GET " + PATH + ": expected " + what + " as objects, but one is " + found.getNodeType()));
    }

    /** Split by cluster or node, idle machines are still idle. */
    private static String owner(String key) {
        return key.endsWith("/__idle__") ? "__idle__" : key;
    }

    @Override
    public String meaning() {
        return settings.aggregate() + " in " + settings.currency();
    }

    @Override
    public boolean nothingIsZero() {
        return false;
    }
}
