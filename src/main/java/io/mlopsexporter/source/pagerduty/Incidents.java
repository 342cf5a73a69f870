package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Batch;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The questions that we ask about incidents. */
final class Incidents {
    static final String OPEN = "/incidents?statuses[]=triggered&statuses[]=acknowledged";
    static final String RESOLVED = "/incidents?statuses[]=resolved";

    /** More than six months are answered with an empty list, without an error. */
    private static final Duration WIDEST = Duration.ofDays(30);

    /** Some accounts see dates only, so that the last day would be missing. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private static final Duration NARROWEST = Duration.ofMinutes(1);
    private static final String LIST = "incidents";

    private final HttpApi api;
    private final Listing listing;

    Incidents(HttpApi api) {
        this.api = api;
        this.listing = new Listing(api);
    }

    /** The open ones, in the order of their creation. */
    Listing.End open(Consumer<List<JsonNode>> page) {
        Map<String, String> query = Map.of("date_range", "all", "sort_by", "created_at:asc", "time_zone", "UTC");
        return listing.read(OPEN, LIST, query, 0, one -> {
            page.accept(one.items());
            return true;
        });
    }

    /** Those that are over, the newest resolution first. */
    Listing.End resolved(int offset, Predicate<Listing.Page> goOn) {
        return listing.read(RESOLVED, LIST, newestFirst(), offset, goOn);
    }

    /** One page of {@link #resolved}. */
    Listing.Page resolvedPage(int offset) {
        return listing.page(RESOLVED, LIST, newestFirst(), offset);
    }

    private static Map<String, String> newestFirst() {
        return Map.of("date_range", "all", "sort_by", "resolved_at:desc", "time_zone", "UTC");
    }

    /** Says what was not to be seen, and has it looked for at the next poll. */
    void tellGaps(Poll poll) {
        int gaps = listing.takeGaps();
        if (gaps > 0) {
            poll.journal().write(Batch.EMPTY, Map.of(TailNote.NAME, TailNote.READ_ANEW));
            poll.problem(
                    LIST,
                    "PagerDuty gave " + gaps
                            + " empty pages amid its lists, though asked again; incidents may be missing:"
                            + " they are read anew at the next poll; if that does not end, ask PagerDuty what the key may see");
        }
    }

    /** One incident by its id; nothing if it does not exist any more. */
    Optional<JsonNode> one(String id) {
        try {
            JsonNode incident = api.get("/incidents/" + id, Map.of("time_zone", "UTC"))
                    .body()
                    .path("incident");
            if (!Wire.text(incident, "id").equals(id)) {
                throw new SourceException(
                        new SourceError.BadPayload("GET /incidents/" + id + ": the answer holds no such incident"));
            }
            return Optional.of(incident);
        } catch (SourceException e) {
            if (e.error() instanceof SourceError.NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A stretch of time that was read. */
    record Slice(Instant from, Instant to, int items) {
        /** One that was narrowed because there are so many beside it may well be empty. */
        boolean isWide() {
            return Duration.between(from, to).compareTo(WIDEST) >= 0;
        }
    }

    /**
     * Reads by time of creation, the newest slice first, each so narrow that PagerDuty gives all of it.
     *
     * @param path {@link #OPEN} or {@link #RESOLVED}
     * @param goOn is told of each slice that was read whole; false ends the reading
     */
    void created(String path, Instant from, Instant to, Consumer<List<JsonNode>> page, Predicate<Slice> goOn) {
        Instant end = to;
        Duration width = WIDEST;
        while (end.isAfter(from)) {
            Instant start = end.minus(width).isBefore(from) ? from : end.minus(width);
            int[] items = {0};
            Listing.End how = listing.read(path, LIST, range(start, end, width), 0, one -> {
                items[0] += one.items().size();
                page.accept(one.items());
                return true;
            });
            if (how == Listing.End.CAPPED) {
                width = halved(width, start, end);
            } else if (goOn.test(new Slice(start, end, items[0]))) {
                end = start;
                width = width.compareTo(WIDEST.dividedBy(2)) > 0 ? WIDEST : width.multipliedBy(2);
            } else {
                return;
            }
        }
    }

    private static Map<String, String> range(Instant start, Instant end, Duration width) {
        Duration overlap = width.compareTo(OVERLAP) < 0 ? width : OVERLAP;
        // Without until it is a month from since, without a zone it is the account's.
        return Map.of(
                "since",
                start.toString(),
                "until",
                end.plus(overlap).toString(),
                "sort_by",
                "created_at:asc",
                "time_zone",
                "UTC");
    }

    private static Duration halved(Duration width, Instant start, Instant end) {
        Duration half = width.dividedBy(2);
        if (half.compareTo(NARROWEST) < 0) {
            throw new SourceException(new SourceError.BadPayload("GET /incidents: more than 10,000 incidents between "
                    + start + " and " + end + ", and PagerDuty lists no more at once; shorten polling.history"));
        }
        return half;
    }
}
