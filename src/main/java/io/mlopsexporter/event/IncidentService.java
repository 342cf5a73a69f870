package io.mlopsexporter.event;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What incidents happen to, as its source lists it now. Incidents remember the name that it had when they were read last.
 *
 * @param id {@code <source>/<the source's id>}
 * @param name as people know it
 * @param paging whether it is in service and an escalation policy says who is called; empty: its source does not tell
 */
public record IncidentService(String id, String name, Optional<Boolean> paging) implements Event {
    private static final Pattern ISSUES = Pattern.compile("[\\w.-]+/[\\w.-]+#.+");

    /** Of which is not told whether anybody is called. */
    public IncidentService(String id, String name) {
        this(id, name, Optional.empty());
    }

    /** Whether this is the id of issues with a label, as {@code acme/incidents#outage}. */
    public static boolean isIssues(String service) {
        return ISSUES.matcher(service).matches();
    }

    /** Which source lists it. */
    public String source() {
        return id.substring(0, id.indexOf('/'));
    }

    /** Its id there: the {@code service} of its incidents. */
    public String service() {
        return id.substring(id.indexOf('/') + 1);
    }
}
