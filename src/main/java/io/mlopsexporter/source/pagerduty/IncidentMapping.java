package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.source.Unnamed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** From PagerDuty's incident to ours (https://developer.pagerduty.com/api-reference, "Incidents"). */
final class IncidentMapping {
    private final PagerDutySettings settings;

    IncidentMapping(PagerDutySettings settings) {
        this.settings = settings;
    }

    /** The id of the event. */
    String id(String pagerDutyId) {
        return settings.source() + "/" + pagerDutyId;
    }

    Mapped of(JsonNode json) {
        return leftOutBecause(json).<Mapped>map(Mapped.LeftOut::new).orElseGet(() -> understood(json));
    }

    private Optional<String> leftOutBecause(JsonNode json) {
        JsonNode service = json.path("service");
        // Accounts without urgencies have none, and all their incidents notify at once, as high ones do.
        String urgency = Wire.firstOf(Wire.text(json, "urgency"), "high").toLowerCase(Locale.ROOT);
        if (!settings.urgencies().contains(urgency)) {
            return Optional.of("urgency");
        }
        if (!settings.wantsService(Wire.text(service, "id"), serviceName(service))) {
            return Optional.of("service");
        }
        JsonNode priority = json.path("priority");
        return settings.wantsPriority(Wire.firstOf(Wire.text(priority, "summary"), Wire.text(priority, "name")))
                ? Optional.empty()
                : Optional.of("priority");
    }

    private Mapped understood(JsonNode json) {
        Optional<Instant> started = Wire.instant(json, "created_at");
        // Its alerts live on in the incident that it was merged into, which counts.
        if (json.path("resolve_reason").path("type").asText("").equals("merge_resolve_reason")) {
            return merged(json, started, Wire.resolvedAt(json));
        }
        if (started.isEmpty()) {
            return new Mapped.Skipped("no_start", false);
        }
        return switch (Wire.text(json, "status")) {
            case "triggered", "acknowledged" -> new Mapped.Kept(open(json, started.get()));
            case "resolved" -> resolved(json, started.get(), Wire.resolvedAt(json));
            default -> new Mapped.Skipped("unknown_status", true);
        };
    }

    private Mapped resolved(JsonNode json, Instant startedAt, Optional<Instant> resolvedAt) {
        if (resolvedAt.isEmpty()) {
            return new Mapped.Skipped("no_resolution", false);
        }
        if (resolvedAt.get().isBefore(startedAt)) {
            return new Mapped.Skipped("resolved_before_start", false);
        }
        return new Mapped.Kept(open(json, startedAt).resolved(resolvedAt.get()));
    }

    private Mapped merged(JsonNode json, Optional<Instant> startedAt, Optional<Instant> mergedAt) {
        boolean wasOpen = startedAt.isPresent()
                && mergedAt.filter(at -> at.isAfter(startedAt.get())).isPresent();
        return wasOpen
                ? new Mapped.Kept(open(json, startedAt.get()).merged(mergedAt.orElseThrow()))
                : new Mapped.LeftOut(Mapped.MERGED);
    }

    private Incident.Open open(JsonNode json, Instant startedAt) {
        JsonNode service = json.path("service");
        return new Incident.Open(
                id(Wire.text(json, "id")),
                Wire.text(service, "id"),
                serviceName(service),
                Unnamed.text(Wire.firstOf(Wire.text(json, "title"), Wire.text(json, "summary")), people(json)),
                startedAt,
                List.of(),
                Wire.text(json, "html_url"));
    }

    /** Whom the incident names beside its title: who is to look at it, and who did something with it. */
    private static Set<String> people(JsonNode json) {
        Stream<JsonNode> references = Stream.of(
                        spread(json.path("assignments")).map(one -> one.path("assignee")),
                        spread(json.path("acknowledgements")).map(one -> one.path("acknowledger")),
                        Stream.of(json.path("last_status_change_by")))
                .flatMap(Function.identity());
        return references
                .filter(one -> Wire.text(one, "type").startsWith("user"))
                .map(one -> Wire.text(one, "summary"))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> spread(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static String serviceName(JsonNode service) {
        return Wire.firstOf(Wire.text(service, "summary"), Wire.text(service, "name"));
    }

    /** The same incident with these links. */
    static Incident linked(Incident incident, List<String> links) {
        Incident.Open open = incident.opened().linkedTo(links);
        if (incident instanceof Incident.Merged merged) {
            return open.merged(merged.mergedAt());
        }
        return incident.end().<Incident>map(open::resolved).orElse(open);
    }
}
