package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** A request to PagerDuty, understood by PagerDuty's rules. */
record Asked(Request request, String path) {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration SIX_MONTHS = Duration.ofDays(184);

    static Asked of(Request request) {
        return new Asked(
                request, URI.create(request.getUrl().replaceAll("[\\[\\]]", "")).getPath());
    }

    int number(String name, int otherwise) {
        String text = text(name);
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    /** Change events are refused for other zones. */
    boolean isUtc() {
        return text("since").endsWith("Z") && text("until").endsWith("Z");
    }

    /** Incidents with one of the statuses, created in the range, in the wanted order. */
    List<JsonNode> select(Collection<FakeIncident> incidents, Instant now) {
        List<String> statuses = all("statuses[]");
        Predicate<FakeIncident> inRange = text("date_range").equals("all") ? any -> true : range(now);
        return incidents.stream()
                .filter(incident -> statuses.isEmpty() || statuses.contains(incident.text("status")))
                .filter(inRange)
                .sorted(order())
                .map(FakeIncident::json)
                .toList();
    }

    private Comparator<FakeIncident> order() {
        String sort = text("sort_by");
        Comparator<FakeIncident> order = sort.startsWith("resolved_at")
                ? Comparator.comparing(FakeIncident::resolvedAt)
                : Comparator.comparing(FakeIncident::createdAt);
        order = order.thenComparing(incident -> incident.text("id"));
        return sort.endsWith(":desc") ? order.reversed() : order;
    }

    /** By creation, whatever the names say; without an end a month, and beyond six months nothing at all. */
    private Predicate<FakeIncident> range(Instant now) {
        Instant since = text("since").isEmpty() ? now.minus(MONTH) : instant("since");
        Instant until = text("until").isEmpty() ? since.plus(MONTH) : instant("until");
        if (Duration.between(since, until).compareTo(SIX_MONTHS) > 0) {
            return any -> false;
        }
        return incident ->
                !incident.createdAt().isBefore(since) && incident.createdAt().isBefore(until);
    }

    private Instant instant(String name) {
        return OffsetDateTime.parse(text(name)).toInstant();
    }

    private String text(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    private List<String> all(String name) {
        QueryParameter parameter = request.queryParameter(name);
        return parameter.isPresent() ? parameter.values() : List.of();
    }
}
