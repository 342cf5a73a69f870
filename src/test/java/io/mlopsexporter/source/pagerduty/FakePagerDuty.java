package io.mlopsexporter.source.pagerduty;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A PagerDuty account over HTTP, with the limits that the real one has. */
final class FakePagerDuty implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, FakeIncident> incidents = new LinkedHashMap<>();
    /** Names; ids are {@code P} and the name in capitals, unless renamed. */
    final List<String> services = new ArrayList<>();
    /** From the name that a service had to the one it has. */
    final Map<String, String> renamed = new HashMap<>();

    final ArrayNode priorities = JSON.createArrayNode();
    final ArrayNode changeEvents = JSON.createArrayNode();
    /** By id of the incident. */
    final Map<String, ArrayNode> relatedChanges = new HashMap<>();

    final ArrayNode customFields = JSON.createArrayNode();
    /** By id of the incident. */
    final Map<String, ArrayNode> fieldValues = new HashMap<>();
    /** By beginning of the path. */
    final Map<String, Integer> refused = new HashMap<>();
    /** Done just before the request with this number is answered, from 1. */
    final Map<Integer, Runnable> meanwhile = new HashMap<>();
    /** Path and query of each request. */
    final List<String> asked = new ArrayList<>();

    /** Offsets of pages that come empty, though there is more. */
    final Set<Integer> empty = new HashSet<>();
    /** Requests of these numbers are answered by 429 without any header. */
    final Set<Integer> limited = new HashSet<>();

    /** Whether every list is empty and says that there is more. */
    boolean endless;

    /** Whether every list has its first page as all of its pages, and never ends. */
    boolean repeating;

    boolean offsetsAreTold = true;

    /** Path that is answered without its list; empty: none. */
    String listless = "";

    int cap = 10_000;
    int mostPerPage = 100;

    private final InstantSource clock;
    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().extensions(new Answers()));

    FakePagerDuty(InstantSource clock) {
        this.clock = clock;
        server.start();
        server.stubFor(any(anyUrl()));
    }

    String url() {
        return server.baseUrl();
    }

    /** Triggered then, of high urgency, on the service feast. */
    FakeIncident incident(String id, String createdAt) {
        FakeIncident incident = new FakeIncident(id, createdAt);
        incidents.put(id, incident);
        return incident;
    }

    /** What was asked since the last call. */
    synchronized List<String> askedSince() {
        List<String> since = List.copyOf(asked);
        asked.clear();
        return since;
    }

    @Override
    public void close() {
        server.stop();
    }

    private synchronized Response answer(Request request) {
        String url = request.getUrl();
        asked.add(url);
        meanwhile.getOrDefault(asked.size(), () -> {}).run();
        for (Map.Entry<String, Integer> refusal : refused.entrySet()) {
            if (url.startsWith(refusal.getKey())) {
                return refusal(refusal.getValue(), "Access Denied");
            }
        }
        if (limited.contains(asked.size())) {
            return refusal(429, "Rate Limit Exceeded");
        }
        Asked query = Asked.of(request);
        String path = query.path();
        if (path.equals(listless)) {
            return found("message", JSON.getNodeFactory().textNode("Not now"));
        }
        if (path.equals("/incidents")) {
            return page("incidents", query.select(incidents.values(), clock.instant()), query);
        } else if (path.equals("/incidents/custom_fields")) {
            return found("fields", customFields);
        } else if (path.endsWith("/custom_fields/values")) {
            return found("custom_fields", fieldValues.getOrDefault(path.split("/", -1)[2], JSON.createArrayNode()));
        } else if (path.endsWith("/related_change_events")) {
            String id = path.split("/", -1)[2];
            return found("change_events", relatedChanges.getOrDefault(id, JSON.createArrayNode()));
        } else if (path.startsWith("/incidents/") && incidents.containsKey(path.substring(11))) {
            return found("incident", incidents.get(path.substring(11)).json());
        } else if (path.equals("/change_events")) {
            return query.isUtc() ? found("change_events", changeEvents) : refusal(400, "Invalid time zone");
        } else if (path.equals("/services")) {
            return page("services", services.stream().map(this::service).toList(), query);
        }
        return path.equals("/priorities") ? found("priorities", priorities) : refusal(404, "Not Found");
    }

    private JsonNode service(String name) {
        return JSON.createObjectNode()
                .put("id", "P" + name.toUpperCase(Locale.ROOT))
                .put("name", renamed.getOrDefault(name, name))
                .put("created_at", "2020-01-01T00:00:00-05:00");
    }

    private Response page(String name, List<? extends JsonNode> all, Asked query) {
        int limit = Math.max(1, Math.min(mostPerPage, query.number("limit", 25)));
        int offset = query.number("offset", 0);
        if (offset + limit > cap) {
            return refusal(400, "Offset+limit exceeds maximum allowed value of 10000");
        }
        ObjectNode body = JSON.createObjectNode();
        ArrayNode items = body.putArray(name);
        if (!endless && !empty.contains(offset)) {
            all.stream().skip(repeating ? 0 : offset).limit(limit).forEach(items::add);
        }
        boolean more = endless || repeating || offset + limit < all.size();
        body.put("limit", limit).put("more", more);
        if (offsetsAreTold) {
            body.put("offset", repeating ? 0 : offset);
        }
        body.putNull("total");
        return Response.response().status(200).body(body.toString()).build();
    }

    private static Response found(String name, JsonNode value) {
        return Response.response()
                .status(200)
                .body(JSON.createObjectNode().set(name, value).toString())
                .build();
    }

    private static Response refusal(int status, String message) {
        return Response.response()
                .status(status)
                .body("{\"error\":{\"message\":\"" + message + "\",\"code\":2001}}")
                .build();
    }

    private final class Answers implements ResponseTransformerV2 {
        @Override
        public String getName() {
            return "pagerduty";
        }

        @Override
        public Response transform(Response response, ServeEvent event) {
            return answer(event.getRequest());
        }
    }
}
