package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of a GitHub App's webhook-delivery log, whether the delivery arrived or not. It says where something happened, and is
 * never taken for what happened.
 *
 * @param id of this attempt; a redelivery has another one
 * @param action empty where the event has none
 * @param repository database id; empty: of none
 */
record Delivery(
        long id, Instant at, String event, String action, Optional<Long> repository, Optional<Long> installation) {
    /** Repositories that nobody has read may have come with it. */
    private static final Set<String> BRINGING =
            Set.of("repository created", "repository unarchived", "repository transferred");

    static Delivery of(JsonNode json) {
        return new Delivery(
                Wire.number(json, "id"),
                Wire.instant(json, "delivered_at"),
                Wire.text(json, "event"),
                Wire.text(json, "action"),
                optional(json, "repository_id"),
                optional(json, "installation_id"));
    }

    private static Optional<Long> optional(JsonNode json, String field) {
        return json.hasNonNull(field) ? Optional.of(Wire.number(json, field)) : Optional.empty();
    }

    boolean isOf(long ours) {
        return installation.isEmpty() || installation.get() == ours;
    }

    /** Whether other repositories may be ours from now on. */
    boolean isAboutWhatThereIs() {
        return event.startsWith("installation") || BRINGING.contains(event + " " + action);
    }
}
