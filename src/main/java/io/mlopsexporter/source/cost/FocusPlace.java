package io.mlopsexporter.source.cost;

import io.mlopsexporter.source.file.DeliveredFile;
import java.time.Instant;
import java.util.List;

/** Where bills lie. */
public interface FocusPlace {
    /**
     * What lies there now.
     *
     * @throws io.mlopsexporter.source.SourceException if there is nothing to be read
     */
    Lot look();

    /** What lies there has been read: what was fetched for it may go. */
    default void done() {}

    /** Which place it is, without anything secret: sums from elsewhere are of something else. */
    String where();

    /** The present. */
    Instant now();

    /**
     * Bills.
     *
     * @param state differs if what lies there differs
     * @param deliveries in the order in which they were made: a later one replaces what it holds of the accounts and months of those before
     * @param problems with what was left aside
     * @param partsTold whether several files are known to be parts of one delivery, each with other rows
     */
    record Lot(Object state, List<Delivery> deliveries, List<String> problems, boolean partsTold) {
        public Lot {
            deliveries = List.copyOf(deliveries);
            problems = List.copyOf(problems);
        }
    }

    /** Files that came together. */
    record Delivery(List<Part> parts) {
        public Delivery {
            parts = List.copyOf(parts);
        }
    }

    /** @param shown its name, for messages */
    record Part(String shown, DeliveredFile file) {}
}
