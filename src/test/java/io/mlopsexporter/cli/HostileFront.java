package io.mlopsexporter.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before one of the demo's APIs and makes its texts hostile: some names everywhere in answers, so that they are keys, paths and
 * labels too, and all titles and the like. What is asked under such a name is passed on under the true one.
 */
final class HostileFront implements AutoCloseable {
    /** Ends a label, an attribute, an element, a line; turns the direction, climbs folders, fills in placeholders. */
    static final String EVIL = "\"\\</script><script>alert('x')</script>\n2026-01-01T00:00:00.000Z ERROR forged\r\n"
            + "# HELP forged forged\u001b[31m\u0007\u202e/../../etc/passwd {sources} %s%n ${jndi:ldap://127.0.0.1:1/x}";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String IN_JSON =
            new String(JsonStringEncoder.getInstance().quoteAsString(EVIL));
    /** Of a repository and application, of models, a team, a service. */
    static final List<String> NAMES = List.of("fraud-scoring", "item-ranking", "image-tagger", "recommendations");
    /** What people write: nothing depends on it. */
    private static final Set<String> TEXTS = Set.of(
            "title",
            "summary",
            "messageHeadline",
            "headRefName",
            "description",
            "incident_number_title",
            "note",
            "user");

    private final String target;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private HostileFront(String target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static HostileFront before(String target) {
        return new HostileFront(target);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The paths of all requests, as they came. */
    List<String> asked() {
        return new ArrayList<>(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            asked.add(path);
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + truePath(path)))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofString(trueBody(
                                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))));
            for (String header :
                    List.of("Authorization", "Accept", "User-Agent", "X-GitHub-Api-Version", "Content-Type")) {
                String value = exchange.getRequestHeaders().getFirst(header);
                if (value != null) {
                    request.header(header, value);
                }
            }
            HttpResponse<String> answer;
            try {
                answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            byte[] body = hostile(answer.body()).getBytes(StandardCharsets.UTF_8);
            for (String header :
                    List.of("Content-Type", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")) {
                answer.headers()
                        .firstValue(header)
                        .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
            }
            answer.headers()
                    .firstValue("Link")
                    .ifPresent(value -> exchange.getResponseHeaders().set("Link", value.replace(target, url())));
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static String truePath(String path) {
        String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        return decoded.contains(EVIL) ? path.replace(encoded(), "") : path;
    }

    private static String encoded() {
        return okhttp3.HttpUrl.get("http://a/")
                .newBuilder()
                .addPathSegment(EVIL)
                .build()
                .encodedPath()
                .substring(1);
    }

    private static String trueBody(String body) {
        return body.replace(escapedTwice(), "").replace(IN_JSON, "");
    }

    /** A literal within a query within JSON. */
    private static String escapedTwice() {
        return new String(JsonStringEncoder.getInstance().quoteAsString(IN_JSON));
    }

    private static String hostile(String body) {
        try {
            return MAPPER.writeValueAsString(hostile("", MAPPER.readTree(body)));
        } catch (IOException noJson) {
            return body;
        }
    }

    private static JsonNode hostile(String key, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(field -> object.set(field, hostile(field, object.get(field))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, hostile(key, array.get(i)));
            }
        } else if (node.isTextual()) {
            return TextNode.valueOf(hostileText(key, node.asText()));
        }
        return node;
    }

    private static String hostileText(String key, String text) {
        String hostile = text;
        for (String name : NAMES) {
            hostile = hostile.replaceAll(name + "(?![a-z])", name + java.util.regex.Matcher.quoteReplacement(EVIL));
        }
        return TEXTS.contains(key) && !hostile.contains(EVIL) ? hostile + EVIL : hostile;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
