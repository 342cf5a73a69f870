package io.mlopsexporter.event;

/**
 * What incidents happen to, as its source lists it now. Incidents remember the name that it had when they were read last.
 *
 * @param id {@code <source>/<the source's id>}
 * @param name as people know it
 */
public record IncidentService(String id, String name) implements Event {
    /** Which source lists it. */
    public String source() {
        return id.substring(0, id.indexOf('/'));
    }

    /** Its id there: the {@code service} of its incidents. */
    public String service() {
        return id.substring(id.indexOf('/') + 1);
    }
}
