package io.mlopsexporter.store;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.Repository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes batches without end, and prints the number of each one once it is committed. Made to be killed. */
final class WritingMain {
    private static final int NOTHING_YET = -1;

    private WritingMain() {}

    public static void main(String[] arguments) {
        try (EventStore store = EventStore.open(arguments[0])) {
            int last = last(store);
            while (true) {
                last++;
                store.write("github", batch(last), Map.of("last", Integer.toString(last)));
                System.out.println(last);
            }
        }
    }

    /** Batches grow to several megabytes, so that many a kill hits one that is being written, or a checkpoint. */
    static Batch batch(int number) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < sizeOf(number); i++) {
            String id = "github/" + number + "-" + i;
            events.add(new Repository(
                    id, "acme/" + "x".repeat(300), "main", Instant.EPOCH, Integer.toString(number), false));
        }
        // One that every batch writes anew.
        events.add(new Repository("github/same", "acme/same", "main", Instant.EPOCH, Integer.toString(number), false));
        return Batch.of(events);
    }

    static int sizeOf(int number) {
        return number % 7 == 6 ? 5000 : 50;
    }

    static int last(EventStore store) {
        String last = store.cursors("github").get("last");
        return last == null ? NOTHING_YET : Integer.parseInt(last);
    }
}
