package io.mlopsexporter.source;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts records by reason, each once however often it is read again, as long as it is among the last ten thousand of its reason:
 * an API that invents a new bad record with every answer must not fill the memory. Safe for many threads.
 */
public final class Tally {
    private static final int REMEMBERED = 10_000;
    private static final int MULTIPLIER = 1_000_003;

    private final Map<String, Seen> reasons = new TreeMap<>();

    public synchronized void add(String reason, String id) {
        reasons.computeIfAbsent(reason, any -> new Seen()).add(digest(id));
    }

    public synchronized Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        reasons.forEach((reason, seen) -> counts.put(reason, seen.count));
        return counts;
    }

    /** Ids are as long as an API wants them to be. */
    private static long digest(String id) {
        long digest = id.length();
        for (int i = 0; i < id.length(); i++) {
            digest = digest * MULTIPLIER + id.charAt(i);
        }
        return digest;
    }

    private static final class Seen {
        private final LinkedHashSet<Long> digests = new LinkedHashSet<>();
        private long count;

        void add(long digest) {
            // what is met again goes to the end of the queue
            if (digests.remove(digest)) {
                digests.add(digest);
                return;
            }
            count++;
            digests.add(digest);
            if (digests.size() > REMEMBERED) {
                digests.remove(digests.iterator().next());
            }
        }
    }
}
