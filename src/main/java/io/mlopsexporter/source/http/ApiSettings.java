package io.mlopsexporter.source.http;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;

/**
 * How to talk to one API.
 *
 * @param source the label {@code source}
 * @param baseUrl {@code https://api.github.com}, {@code https://HOST/api/v3}; a slash at its end does not matter
 * @param headers sent with each request
 */
public record ApiSettings(
        String source, String baseUrl, Map<String, String> headers, Timeouts timeouts, Bounds bounds) {
    private static final Map<String, String> DEFAULT_HEADERS =
            Map.of("Accept", "application/json", "User-Agent", "mlops-exporter");

    public ApiSettings {
        if (HttpUrl.parse(baseUrl) == null) {
            throw new IllegalArgumentException(
                    "not a URL: " + baseUrl + "; expected one such as https://api.github.com");
        }
        baseUrl = baseUrl.replaceAll("/+$", "");
        headers = Map.copyOf(headers);
    }

    /** With the usual headers, timeouts and bounds. */
    public static ApiSettings of(String source, String baseUrl) {
        return new ApiSettings(source, baseUrl, DEFAULT_HEADERS, Timeouts.USUAL, Bounds.USUAL);
    }

    /** Adds headers, or replaces the usual ones of the same name. */
    public ApiSettings withHeaders(Map<String, String> more) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putAll(more);
        return new ApiSettings(source, baseUrl, all, timeouts, bounds);
    }

    public ApiSettings withTimeouts(Timeouts other) {
        return new ApiSettings(source, baseUrl, headers, other, bounds);
    }

    public ApiSettings withBounds(Bounds other) {
        return new ApiSettings(source, baseUrl, headers, timeouts, other);
    }

    /**
     * @param connect until a connection stands
     * @param read between two pieces of an answer
     * @param call for one whole exchange
     */
    public record Timeouts(Duration connect, Duration read, Duration call) {
        /** GitHub gives up on a query after 10 s by itself; registries on small machines are slower. */
        public static final Timeouts USUAL =
                new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /**
     * @param attempts for a request that fails by accident
     * @param firstBackoff before the second attempt, give or take a half; it doubles
     * @param maxWait for rate limits, in all, of one request; where more would be needed it fails as rate limited
     * @param requestsPerSecond at most
     * @param maxBodyBytes of one answer, unpacked
     * @param memoryBytes for answers remembered for conditional requests, packed
     * @param maxPages of one list
     */
    public record Bounds(
            int attempts,
            Duration firstBackoff,
            Duration maxWait,
            int requestsPerSecond,
            int maxBodyBytes,
            int memoryBytes,
            int maxPages) {
        /** GitHub's secondary limit is 900 points a minute, one a GET: 14 a second stays below it. */
        public static final Bounds USUAL =
                new Bounds(3, Duration.ofMillis(500), Duration.ofSeconds(90), 14, 64 << 20, 16 << 20, 10_000);

        public Bounds withMaxWait(Duration other) {
            return new Bounds(attempts, firstBackoff, other, requestsPerSecond, maxBodyBytes, memoryBytes, maxPages);
        }

        public Bounds withRequestsPerSecond(int other) {
            return new Bounds(attempts, firstBackoff, maxWait, other, maxBodyBytes, memoryBytes, maxPages);
        }

        public Bounds withMaxBodyBytes(int other) {
            return new Bounds(attempts, firstBackoff, maxWait, requestsPerSecond, other, memoryBytes, maxPages);
        }

        public Bounds withMaxPages(int other) {
            return new Bounds(attempts, firstBackoff, maxWait, requestsPerSecond, maxBodyBytes, memoryBytes, other);
        }
    }
}
