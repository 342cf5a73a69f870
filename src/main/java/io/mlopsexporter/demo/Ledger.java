package io.mlopsexporter.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Incidents written down so far, and the numbers that are unique in the whole organisation. */
final class Ledger {
    // beyond 32 bits, as GitHub's deployment ids are since 2026
    private long lastId = 4_100_000_000L;
    private final List<DemoIncident> incidents = new ArrayList<>();

    long nextId() {
        lastId += 7;
        return lastId;
    }

    int nextIncident() {
        return incidents.size() + 1;
    }

    void add(DemoIncident incident) {
        incidents.add(incident);
    }

    List<DemoIncident> incidents() {
        return Collections.unmodifiableList(incidents);
    }
}
