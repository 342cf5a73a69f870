package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads PagerDuty's lists by offset ("classic pagination"). Items may come and go between two pages, so that each begins with the
 * last item of the one before: where it does not, items have moved up, and the reading steps back.
 */
final class Listing {
    static final int LIMIT = 100;

    /** Offset plus limit beyond this is refused with 400. */
    private static final int CAP = 10_000;

    private static final int MOST_STEPS_BACK = 10;

    private final HttpApi api;
    private int gaps;

    Listing(HttpApi api) {
        this.api = api;
    }

    enum End {
        /** The list was read to its end. */
        WHOLE,
        /** Whoever reads had enough. */
        STOPPED,
        /** The list goes on, but PagerDuty gives no more than 10,000 items of one. */
        CAPPED
    }

    /**
     * @param next offset at which the next page begins
     * @param full some items may be hidden from us: then a page is short, and what the next begins with can't be foretold
     * @param more whether the list goes on
     */
    record Page(List<JsonNode> items, int next, boolean full, boolean more) {
        Page {
            items = List.copyOf(items);
        }

        /** An endless list, and no page of it. */
        private boolean repeats(Set<String> before) {
            return more && !items.isEmpty() && before.containsAll(ids());
        }

        private Set<String> ids() {
            return items.stream().map(item -> Wire.text(item, "id")).collect(Collectors.toSet());
        }

        private String lastId() {
            return full ? Wire.text(items.get(items.size() - 1), "id") : "";
        }

        /** Nobody knows what is on it. */
        private boolean isGap() {
            return more && items.isEmpty();
        }

        private boolean follows(String id) {
            return id.isEmpty()
                    || items.stream().anyMatch(item -> Wire.text(item, "id").equals(id));
        }
    }

    /**
     * Reads page by page. A page that is empty amid a list, with items before and behind it, is asked for again, then counted and
     * passed over.
     *
     * @param list the part of the body that holds the items
     * @param from offset to begin at
     * @param goOn is given each page; false ends the reading
     * @throws SourceException {@link SourceError.Unavailable} if the first page, or one behind an empty one, is empty and says that
     *     more follow, or one repeats the page before it: that is no list
     */
    End read(String path, String list, Map<String, String> query, int from, Predicate<Page> goOn) {
        int offset = from;
        int stepsBack = 0;
        boolean amid = false;
        Set<String> before = Set.of();
        String expected = "";
        while (offset + LIMIT <= CAP) {
            Page page;
            try {
                page = page(path, list, query, offset);
            } catch (SourceException e) {
                if (offset > 0 && e.error() instanceof SourceError.BadPayload) {
                    return End.CAPPED;
                }
                throw e;
            }
            if ((page.isGap() && !amid) || page.repeats(before)) {
                throw notBelieved(
                        path,
                        (page.isGap() ? "a page without " + list : "a page that was there before") + ", at offset "
                                + offset + ", says that more follow");
            }
            if ((page.isGap() || !page.follows(expected)) && stepsBack++ < MOST_STEPS_BACK) {
                offset = Math.max(0, offset - LIMIT);
                amid = false;
                before = Set.of();
                expected = "";
                continue;
            }
            if (page.isGap()) {
                gaps++;
            }
            amid = !page.isGap();
            if (!goOn.test(page)) {
                return End.STOPPED;
            }
            if (!page.more()) {
                return End.WHOLE;
            }
            offset = page.next();
            expected = page.lastId();
            before = page.ids();
        }
        return End.CAPPED;
    }

    /** How many pages since the last call came empty amid a list, though asked for again. */
    int takeGaps() {
        int taken = gaps;
        gaps = 0;
        return taken;
    }

    /** Reads one page. */
    Page page(String path, String list, Map<String, String> query, int offset) {
        Map<String, String> paged = new TreeMap<>(query);
        paged.put("limit", Integer.toString(LIMIT));
        paged.put("offset", Integer.toString(offset));
        JsonNode body = api.get(path, paged).body();
        JsonNode array = body.path(list);
        if (!array.isArray()) {
            throw new SourceException(new SourceError.BadPayload("GET " + named(path) + ": the answer has no list \""
                    + list + "\"; check that the configured URL is PagerDuty's API"));
        }
        int told = body.path("offset").asInt(offset);
        if (told != offset) {
            throw notBelieved(path, "the page at offset " + told + " came for that at " + offset);
        }
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        // A bigger limit than the server's own is silently not honoured, so that it may be smaller than asked for.
        int limit = Math.min(LIMIT, Math.max(1, body.path("limit").asInt(LIMIT)));
        boolean full = items.size() >= limit && limit > 1;
        return new Page(
                items,
                offset + (full ? limit - 1 : limit),
                full,
                body.path("more").asBoolean(full));
    }

    private static SourceException notBelieved(String path, String why) {
        return new SourceException(
                new SourceError.Unavailable("GET " + named(path) + ": " + why + "; the list is not believed"));
    }

    private static String named(String path) {
        return path.replaceFirst("\\?.*", "");
    }
}
