package io.mlopsexporter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Asks the demo's servers as anybody would. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    record Got(int status, JsonNode body, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Got get(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    Got gitHub(DemoServer server, String path) {
        return get(server.githubUrl() + path, "Authorization", "Bearer demo");
    }

    Got pagerDuty(DemoServer server, String path) {
        return get(server.pagerDutyUrl() + path, "Authorization", "Token token=demo");
    }

    /** The whole answer to a query. */
    JsonNode query(DemoServer server, String text, Map<String, ?> variables) {
        String body = JSON.createObjectNode()
                .put("query", text)
                .set("variables", JSON.valueToTree(variables))
                .toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.githubUrl() + "/graphql"))
                .header("Authorization", "bearer demo")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return send(request).body();
    }

    private Got send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
            return new Got(response.statusCode(), body, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
