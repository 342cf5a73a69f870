package io.mlopsexporter.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@code POST /graphql}. */
final class GraphQlEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> VARIABLES = new TypeReference<>() {};

    /** Errors after which GitHub gives no data at all. */
    private static final Set<String> FATAL = Set.of("MISSING_PAGINATION_BOUNDARIES", "EXCESSIVE_PAGINATION");

    Answer answer(String request, Moment moment, Allowance points) {
        JsonNode body;
        try {
            body = JSON.readTree(request);
        } catch (JsonProcessingException e) {
            return Answer.of(400, JSON.createObjectNode().put("message", "Problems parsing JSON"));
        }
        if (!body.path("query").isTextual()) {
            return Answer.of(400, JSON.createObjectNode().put("message", "A query attribute must be specified"));
        }
        ObjectNode result;
        try {
            result = run(body, moment, points);
        } catch (GraphQlException e) {
            result = JSON.createObjectNode();
            result.putArray("errors").addObject().put("message", e.text());
        }
        return points.tell(Answer.of(200, result), "graphql");
    }

    private static ObjectNode run(JsonNode body, Moment moment, Allowance points) {
        GraphQlSyntax.Document document = GraphQlParser.parse(body.path("query").asText());
        String name = body.path("operationName").asText("");
        GraphQlSyntax.Operation operation = document.operations().stream()
                .filter(one -> one.type().equals("query"))
                .filter(one ->
                        body.path("operationName").isTextual() ? one.name().equals(name) : true)
                .findFirst()
                .orElseThrow(() -> new GraphQlException("", "No operation named \"" + name + "\""));
        Map<String, Object> variables = variables(operation, body.path("variables"));
        GraphQlSchema schema = GitHubSchema.at(moment);
        GraphQlCheck check = new GraphQlCheck(schema, document, operation, variables);
        ObjectNode result = JSON.createObjectNode();
        if (!check.errors().isEmpty()) {
            result.set("errors", check.errors());
            return result;
        }
        points.spend(check.cost(), moment.now());
        GitHubSchema.RateLimit limit =
                new GitHubSchema.RateLimit(Allowance.LIMIT, points.remaining(), points.resetAt());
        GraphQlExecutor executor = new GraphQlExecutor(schema, document, variables);
        ObjectNode data = executor.run(operation.selections(), new GitHubSchema.Root(moment, check.cost(), limit));
        ArrayNode errors = executor.errors();
        boolean fatal = false;
        for (JsonNode error : errors) {
            fatal |= FATAL.contains(error.path("type").asText());
        }
        result.set("data", fatal ? JSON.nullNode() : data);
        if (!errors.isEmpty()) {
            result.set("errors", errors);
        }
        return result;
    }

    private static Map<String, Object> variables(GraphQlSyntax.Operation operation, JsonNode given) {
        Map<String, Object> variables = new LinkedHashMap<>();
        operation.variables().forEach((name, byDefault) -> byDefault.ifPresent(it -> variables.put(name, it)));
        if (given.isObject()) {
            JSON.convertValue(given, VARIABLES).entrySet().stream()
                    .filter(entry -> Objects.nonNull(entry.getValue()))
                    .forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
        }
        return variables;
    }
}
