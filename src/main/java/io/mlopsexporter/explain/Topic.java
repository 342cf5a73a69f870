package io.mlopsexporter.explain;

import java.util.Map;
import java.util.Set;

/** Which facts a metric follows from. */
enum Topic {
    DEPLOYMENTS,
    CHANGES,
    FAILURES,
    LINKS,
    INCIDENTS,
    ALL;

    /** A section of an explanation. */
    enum Part {
        DEPLOYMENTS,
        CHANGES,
        UNCOUNTED,
        FAILURES,
        LINKED,
        INCIDENTS
    }

    private static final Map<String, Topic> BY_SUFFIX = Map.ofEntries(
            Map.entry("deployments", DEPLOYMENTS),
            Map.entry("deployments_per_day", DEPLOYMENTS),
            Map.entry("deployment_dates", DEPLOYMENTS),
            Map.entry("last_deployment_timestamp_seconds", DEPLOYMENTS),
            Map.entry("deployments_unmeasured", DEPLOYMENTS),
            Map.entry("data_complete", DEPLOYMENTS),
            Map.entry("lead_time_seconds", CHANGES),
            Map.entry("lead_time_stage_seconds", CHANGES),
            Map.entry("changes", CHANGES),
            Map.entry("changes_excluded", CHANGES),
            Map.entry("failed_deployments", FAILURES),
            Map.entry("failed_deployments_by_signal", FAILURES),
            Map.entry("change_failure_ratio", FAILURES),
            Map.entry("recovery_time_seconds", FAILURES),
            Map.entry("recoveries", FAILURES),
            Map.entry("rework_deployments", FAILURES),
            Map.entry("rework_ratio", FAILURES),
            Map.entry("incidents_unlinked", LINKS),
            Map.entry("incidents", INCIDENTS),
            Map.entry("incidents_resolved", INCIDENTS),
            Map.entry("restoration_time_seconds", INCIDENTS),
            Map.entry("open_incidents", INCIDENTS),
            Map.entry("oldest_open_incident_timestamp_seconds", INCIDENTS),
            Map.entry("quick_check_score", ALL));

    boolean needs(Part part) {
        return switch (this) {
            case DEPLOYMENTS -> part == Part.DEPLOYMENTS || part == Part.UNCOUNTED;
            case CHANGES -> part == Part.DEPLOYMENTS || part == Part.CHANGES;
            case FAILURES -> part == Part.FAILURES;
            case LINKS -> part == Part.LINKED;
            case INCIDENTS -> part == Part.INCIDENTS;
            case ALL -> true;
        };
    }

    /** That of a metric; of one that is not known here, all facts. */
    static Topic of(String suffix) {
        return BY_SUFFIX.getOrDefault(suffix, ALL);
    }

    static Set<String> known() {
        return BY_SUFFIX.keySet();
    }
}
