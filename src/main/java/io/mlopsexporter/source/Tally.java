package io.mlopsexporter.source;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts records by reason, each once however often it is read again. Safe for many threads. */
public final class Tally {
    private final Map<String, Set<String>> ids = new TreeMap<>();

    public synchronized void add(String reason, String id) {
        ids.computeIfAbsent(reason, any -> new HashSet<>()).add(id);
    }

    public synchronized Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        ids.forEach((reason, members) -> counts.put(reason, (long) members.size()));
        return counts;
    }
}
