package io.mlopsexporter.exposition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Pages that were made within the last second, for whoever asks for the same: to make one takes the processor for a while, and a crowd
 * before one page shall cost no more than one visitor.
 */
final class Lately {
    private static final long AGE_NANOS = 1_000_000_000;

    /** What is bigger is made again; so many bytes are held at most, and only until somebody comes later. */
    private static final int MOST_BYTES = 2 << 20;

    private static final int MOST_PAGES = 16;

    private final LongSupplier nanoTime;
    private final Map<Wanted, Made> made = new LinkedHashMap<>();
    private long bytes;

    Lately() {
        this(System::nanoTime);
    }

    Lately(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What was asked for. */
    record Wanted(String path, Visit visit) {}

    private record Made(Reply reply, long at) {}

    synchronized Optional<Reply> find(Wanted wanted) {
        long now = nanoTime.getAsLong();
        forget(oldest -> now - oldest.at() >= AGE_NANOS);
        return Optional.ofNullable(made.get(wanted)).map(Made::reply);
    }

    /** @param reply made just now, of the agent's state of just now */
    synchronized void keep(Wanted wanted, Reply reply) {
        long length = reply.length();
        if (length > MOST_BYTES) {
            return;
        }
        forget(oldest -> bytes + length > MOST_BYTES || made.size() >= MOST_PAGES);
        if (made.putIfAbsent(wanted, new Made(reply, nanoTime.getAsLong())) == null) {
            bytes += length;
        }
    }

    /** The oldest come first. */
    private void forget(Predicate<Made> dispensable) {
        var oldest = made.values().iterator();
        while (oldest.hasNext()) {
            Made one = oldest.next();
            if (!dispensable.test(one)) {
                return;
            }
            bytes -= one.reply().length();
            oldest.remove();
        }
    }
}
