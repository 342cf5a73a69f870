package io.mlopsexporter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Answers as PagerDuty does, for one API key. */
final class PagerDutyService {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration SIX_MONTHS = Duration.ofDays(184);

    private final DemoOrganization organization;
    private final InstantSource clock;
    private final String token;

    PagerDutyService(DemoOrganization organization, InstantSource clock, String token) {
        this.organization = organization;
        this.clock = clock;
        this.token = token;
    }

    /** A request that PagerDuty answers an error to. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    Answer answer(Asked asked) {
        synchronized (organization) {
            return answer(asked, clock.instant())
                    .with("ratelimit-limit", "960")
                    .with("ratelimit-remaining", "959")
                    .with("ratelimit-reset", "60");
        }
    }

    private Answer answer(Asked asked, Instant now) {
        List<String> accepted = List.of("Token token=" + token, "Bearer " + token);
        if (asked.header("Authorization").filter(accepted::contains).isEmpty()) {
            return new Answer(401, "", Map.of());
        }
        try {
            return asked.method().equals("GET")
                    ? find(asked.path(), asked.query(), organization.at(now))
                    : problem(404, 2100, "Not Found");
        } catch (Refused e) {
            return problem(400, 2001, String.valueOf(e.getMessage()));
        }
    }

    private static Answer find(String path, Query query, Moment moment) {
        PagerDutyJson json = new PagerDutyJson(moment);
        if (path.equals("/incidents")) {
            return page("incidents", incidents(query, moment), json::incident, query);
        }
        if (path.equals("/services")) {
            String wanted = query.text("query").orElse("");
            List<DemoService> services = moment.services().stream()
                    .filter(service -> service.name().contains(wanted))
                    .toList();
            return page("services", services, json::service, query);
        }
        if (path.equals("/change_events")) {
            return page("change_events", changes(query, moment), json::change, query);
        }
        if (path.endsWith("/related_change_events")) {
            return moment.incidents().stream()
                    .filter(incident -> path.equals("/incidents/" + incident.id() + "/related_change_events"))
                    .findFirst()
                    .map(incident -> page("change_events", related(incident, moment), json::change, query))
                    .orElseGet(() -> problem(404, 2100, "Not Found"));
        }
        if (path.startsWith("/incidents/")) {
            return moment.incidents().stream()
                    .filter(incident -> path.equals("/incidents/" + incident.id()))
                    .findFirst()
                    .map(incident -> one("incident", json.incident(incident)))
                    .orElseGet(() -> problem(404, 2100, "Not Found"));
        }
        return moment.services().stream()
                .filter(service -> path.equals("/services/" + service.id()))
                .findFirst()
                .map(service -> one("service", json.service(service)))
                .orElseGet(() -> problem(404, 2100, "Not Found"));
    }

    private static List<DemoIncident> incidents(Query query, Moment moment) {
        List<String> statuses = query.all("statuses[]");
        List<String> services = query.all("service_ids[]");
        List<String> urgencies = query.all("urgencies[]");
        boolean all =
                query.wants("date_range", "all") && query.text("date_range").isPresent();
        Optional<Span> span = all ? Optional.of(Span.ALWAYS) : Span.of(query, moment.now());
        return moment.incidents().stream()
                .filter(one -> statuses.isEmpty() || statuses.contains(one.status(moment.now())))
                .filter(one ->
                        services.isEmpty() || services.contains(one.service().id()))
                .filter(one -> urgencies.isEmpty() || urgencies.contains(one.urgency()))
                .filter(one -> span.filter(it -> it.contains(one.at())).isPresent())
                .sorted(order(query.text("sort_by").orElse("created_at:asc"), moment.now()))
                .toList();
    }

    private static Comparator<DemoIncident> order(String text, Instant now) {
        Comparator<DemoIncident> order =
                switch (text.replaceFirst(":.*", "")) {
                    case "incident_number" -> Comparator.comparing(DemoIncident::number);
                    case "created_at" -> Comparator.comparing(DemoIncident::at);
                    case "urgency" -> Comparator.comparing(DemoIncident::urgency);
                    case "resolved_at" ->
                        Comparator.comparing(one -> one.isResolved(now) ? one.changedAt(now) : Instant.EPOCH);
                    default -> throw new Refused("Sort by is invalid.");
                };
        return text.endsWith(":desc") ? order.reversed() : order;
    }

    private static List<PagerDutyJson.Change> changes(Query query, Moment moment) {
        Optional<Span> span = Span.of(query, moment.now());
        return PagerDutyJson.changes(moment).stream()
                .filter(change -> span.filter(it -> it.contains(change.at())).isPresent())
                .toList();
    }

    /** Of the same service, in the day before. */
    private static List<PagerDutyJson.Change> related(DemoIncident incident, Moment moment) {
        Span day = new Span(incident.at().minus(DAY), incident.at());
        return PagerDutyJson.changes(moment, incident.service()).stream()
                .filter(change -> day.contains(change.at()))
                .toList();
    }

    /** A range of creation, as {@code since} and {@code until} give it. */
    private record Span(Instant since, Instant until) {
        static final Span ALWAYS = new Span(Instant.MIN, Instant.MAX);

        /** Nothing if it is longer than six months, which PagerDuty answers nothing to. Only one end means a month. */
        static Optional<Span> of(Query query, Instant now) {
            Optional<Instant> since = instant(query, "since");
            Optional<Instant> until = instant(query, "until");
            Instant from = since.or(() -> until.map(it -> it.minus(MONTH))).orElse(now.minus(MONTH));
            Instant to = until.or(() -> since.map(it -> it.plus(MONTH))).orElse(now.plusSeconds(1));
            return Duration.between(from, to).compareTo(SIX_MONTHS) > 0
                    ? Optional.empty()
                    : Optional.of(new Span(from, to));
        }

        boolean contains(Instant at) {
            return !at.isBefore(since) && at.isBefore(until);
        }

        private static Optional<Instant> instant(Query query, String name) {
            try {
                return query.text(name).map(text -> OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException e) {
                throw new Refused(name + " is invalid.");
            }
        }
    }

    private static <T> Answer page(String name, List<T> all, Function<T, JsonNode> shape, Query query) {
        int limit = Math.max(1, Math.min(100, query.number("limit", 25)));
        int offset = query.number("offset", 0);
        if (offset + limit > 10_000) {
            throw new Refused("Offset+limit exceeds maximum allowed value of 10000");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode items = body.putArray(name);
        all.stream().skip(offset).limit(limit).forEach(item -> items.add(shape.apply(item)));
        body.put("limit", limit).put("offset", offset).put("more", offset + limit < all.size());
        if (query.text("total").filter("true"::equals).isPresent()) {
            body.put("total", all.size());
        } else {
            body.putNull("total");
        }
        return Answer.of(200, body);
    }

    private static Answer one(String name, JsonNode item) {
        return Answer.of(200, JsonNodeFactory.instance.objectNode().set(name, item));
    }

    private static Answer problem(int status, int code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("message", message).put("code", code);
        return Answer.of(status, body);
    }
}
