package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** An incident as PagerDuty tells it; what is done to it moves its clocks as there. */
final class FakeIncident {
    private final ObjectNode json = FakePagerDuty.JSON.createObjectNode();

    FakeIncident(String id, String createdAt) {
        json.put("id", id)
                .put("type", "incident")
                .put("title", "feast is down")
                .put("html_url", "https://acme.pagerduty.example/incidents/" + id)
                .put("status", "triggered")
                .put("urgency", "high")
                .put("created_at", createdAt)
                .put("updated_at", createdAt)
                .put("last_status_change_at", createdAt);
        json.putNull("resolved_at").putNull("priority").putNull("resolve_reason");
        service("PFEAST", "feast");
    }

    JsonNode json() {
        return json;
    }

    FakeIncident with(String field, String value) {
        json.put(field, value);
        return this;
    }

    /** Nothing is told of it any more. */
    FakeIncident clear() {
        json.removeAll();
        return this;
    }

    FakeIncident without(String field) {
        json.putNull(field);
        return this;
    }

    FakeIncident service(String id, String name) {
        json.putObject("service").put("id", id).put("type", "service_reference").put("summary", name);
        return this;
    }

    FakeIncident priority(String name) {
        json.putObject("priority").put("id", "PPRIO").put("summary", name);
        return this;
    }

    /** While it is triggered, notes move {@code last_status_change_at} too. */
    FakeIncident noted(String at) {
        return with("updated_at", at).with("last_status_change_at", at);
    }

    FakeIncident acknowledged(String at) {
        return noted(at).with("status", "acknowledged");
    }

    FakeIncident resolved(String at) {
        return noted(at).with("status", "resolved").with("resolved_at", at);
    }

    FakeIncident reopened(String at) {
        return noted(at).with("status", "triggered").without("resolved_at");
    }

    FakeIncident mergedInto(String other, String at) {
        ObjectNode reason = json.putObject("resolve_reason").put("type", "merge_resolve_reason");
        reason.putObject("incident").put("id", other);
        return resolved(at);
    }

    String text(String field) {
        return json.path(field).asText("");
    }

    Instant createdAt() {
        return Wire.instant(json, "created_at").orElse(Instant.EPOCH);
    }

    Instant resolvedAt() {
        return Wire.instant(json, "resolved_at").orElse(Instant.EPOCH);
    }
}
