package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** GitHub's two APIs. GraphQL documents are resources of this package, {@code <name>.graphql}, each with one operation. */
final class GitHubApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** GitHub asks for at least a minute where it does not say how long. */
    private static final Duration WITHOUT_RESET = Duration.ofSeconds(61);

    private static final Map<String, String> DOCUMENTS = new ConcurrentHashMap<>();

    private final HttpApi rest;
    private final String graphQlPath;

    /**
     * @param rest requests below the REST base URL
     * @param graphQlPath absolute URL of GraphQL on the same host ({@code https://HOST/api/graphql} beside {@code
     *     https://HOST/api/v3})
     */
    GitHubApi(HttpApi rest, String graphQlPath) {
        this.rest = rest;
        this.graphQlPath = graphQlPath;
    }

    /**
     * @param rest requests below {@code apiUrl}
     * @param apiUrl {@code https://api.github.com}, or {@code https://HOST/api/v3} of an Enterprise Server
     */
    static GitHubApi of(HttpApi rest, String apiUrl) {
        String base = apiUrl.replaceAll("/+$", "");
        return new GitHubApi(rest, base.endsWith("/api/v3") ? base.replaceAll("/v3$", "/graphql") : base + "/graphql");
    }

    HttpApi rest() {
        return rest;
    }

    /**
     * Runs a GraphQL document.
     *
     * @return what came, perhaps with nulls in it and the errors that explain them
     * @throws SourceException if nothing usable came
     */
    GraphQlAnswer query(String document, Map<String, ?> variables) {
        ObjectNode body = JSON.createObjectNode();
        body.put("query", text(document));
        body.put("operationName", document);
        body.set("variables", JSON.valueToTree(variables));
        JsonNode answer = rest.post(graphQlPath, body).body();
        List<GraphQlError> errors = new ArrayList<>();
        for (JsonNode error : answer.path("errors")) {
            List<String> path = new ArrayList<>();
            error.path("path").forEach(step -> path.add(step.asText()));
            errors.add(new GraphQlError(
                    error.path("type").asText(""), error.path("message").asText(""), path));
        }
        JsonNode data = answer.path("data");
        if (!data.isObject() || errors.stream().anyMatch(GraphQlError::isRateLimit)) {
            throw new SourceException(refusal(document, errors));
        }
        Optional<String> gap = Gaps.first(data, errors);
        if (gap.isPresent()) {
            throw new SourceException(new SourceError.Unavailable(
                    "POST /graphql " + document + ": " + gap.get() + "; the next poll asks again"));
        }
        return new GraphQlAnswer(data, errors);
    }

    private SourceError refusal(String document, List<GraphQlError> errors) {
        String message = "POST /graphql " + document + ": "
                + (errors.isEmpty() ? "an answer without data" : errors.get(0).describe());
        if (errors.stream().anyMatch(GraphQlError::isRateLimit)) {
            return new SourceError.RateLimited(message, rest.now().plus(WITHOUT_RESET));
        } else if (errors.stream().anyMatch(GraphQlError::isPermission)) {
            return new SourceError.Unauthorized(message + "; give the token this permission");
        } else if (errors.stream().anyMatch(error -> error.isAboutQuery())) {
            return new SourceError.BadPayload(message + "; this server's schema is older than the query");
        }
        // The service was at fault ("Something went wrong"): a later poll will tell.
        return new SourceError.Unavailable(message);
    }

    static String text(String document) {
        return DOCUMENTS.computeIfAbsent(document, name -> {
            try (InputStream stream = GitHubApi.class.getResourceAsStream(name + ".graphql")) {
                if (stream == null) {
                    throw new IllegalArgumentException("no GraphQL document " + name);
                }
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Partial answers are normal: one forbidden repository is a null and an error. */
    record GraphQlAnswer(JsonNode data, List<GraphQlError> errors) {
        GraphQlAnswer {
            errors = List.copyOf(errors);
        }

        /** What is at these field names, or a missing node. */
        JsonNode at(String... path) {
            JsonNode at = data;
            for (String step : path) {
                at = at.path(step);
            }
            return at.isNull() ? MissingNode.getInstance() : at;
        }

        /** The error that explains a null at this path: one of the path itself, of a part of it, or of what it is part of. */
        Optional<GraphQlError> errorAt(String... path) {
            List<String> wanted = List.of(path);
            return errors.stream().filter(error -> error.concerns(wanted)).findFirst();
        }
    }

    /** @param type {@code NOT_FOUND}, {@code FORBIDDEN}, …, or empty */
    record GraphQlError(String type, String message, List<String> path) {
        GraphQlError {
            path = List.copyOf(path);
        }

        boolean concerns(List<String> other) {
            int common = Math.min(path.size(), other.size());
            return common > 0 && path.subList(0, common).equals(other.subList(0, common));
        }

        boolean isRateLimit() {
            return type.equals("RATE_LIMITED") || type.equals("RATE_LIMIT");
        }

        /** Asking again would give the same. */
        boolean isHidden() {
            return isPermission() || type.equals("NOT_FOUND");
        }

        boolean isPermission() {
            return type.equals("FORBIDDEN") || type.equals("INSUFFICIENT_SCOPES");
        }

        private boolean isAboutQuery() {
            String at = path.isEmpty() ? "" : path.get(0); // "query Sweep", "fragment issue": it was not even run
            return at.equals("query")
                    || at.startsWith("query ")
                    || at.startsWith("fragment ")
                    || type.equals("MAX_NODE_LIMIT_EXCEEDED")
                    || type.equals("EXCESSIVE_PAGINATION")
                    || type.equals("MISSING_PAGINATION_BOUNDARIES");
        }

        /** {@code FORBIDDEN: Resource not accessible by integration}. */
        String describe() {
            return type.isEmpty() ? message : type + ": " + message;
        }
    }
}
