package io.mlopsexporter.source.http;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an API's client tells of itself. Safe for many threads; clients of one source may share an instance. */
public final class Telemetry {
    private final String source;
    private final TreeMap<String, Long> requests = new TreeMap<>();
    private final TreeMap<String, Long> remaining = new TreeMap<>();
    private Circuit circuit = Circuit.CLOSED;

    /** Counts requests with the others of the source; its budget and its circuit are its own. */
    private final @Nullable Telemetry whole;

    public Telemetry(String source) {
        this(source, null);
    }

    private Telemetry(String source, @Nullable Telemetry whole) {
        this.source = source;
        this.whole = whole;
    }

    /** Of a client with another credential, whose budget says nothing about the source's. */
    public Telemetry aside() {
        return new Telemetry(source, this);
    }

    /** Whether requests are let through: only a closed circuit does, a half-open one tries a few. */
    public enum Circuit {
        CLOSED,
        HALF_OPEN,
        OPEN;

        /** As it stands in the label {@code state}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The state at one moment.
     *
     * @param requests sent since the start, by status code; {@code timeout} and {@code error} for those without an answer
     * @param remaining requests or points left, by resource ({@code core}, {@code graphql}); none if the API tells none
     */
    public record Snapshot(
            String source, SortedMap<String, Long> requests, SortedMap<String, Long> remaining, Circuit circuit) {
        public Snapshot {
            requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
            remaining = Collections.unmodifiableSortedMap(new TreeMap<>(remaining));
        }
    }

    public synchronized Snapshot snapshot() {
        return new Snapshot(source, requests, remaining, circuit);
    }

    synchronized void request(String code) {
        requests.merge(code, 1L, Long::sum);
        if (whole != null) {
            whole.request(code);
        }
    }

    synchronized void remaining(String resource, long left) {
        remaining.put(resource, left);
    }

    synchronized void circuit(Circuit state) {
        circuit = state;
    }
}
