package io.mlopsexporter.event;

import java.util.SortedMap;

/** Logs that differ from others in one part. */
public final class EventLogs {
    private EventLogs() {}

    /** The same with other histories. */
    public static EventLog withHistories(EventLog log, SortedMap<String, RepositoryHistory> histories) {
        return new EventLog(
                log.applications(),
                log.repositories(),
                histories,
                log.incidents(),
                log.incidentServices(),
                log.activities(),
                log.experiments(),
                log.models(),
                log.platformFacts());
    }
}
