package io.mlopsexporter.demo;

/** A service of PagerDuty's kind, named as the application that it watches. */
record DemoService(String id, String name, String team) {
    /** One team has no PagerDuty: what happens to its services is written down as issues. */
    boolean isOnPagerDuty() {
        return !team.equals(Blueprint.TEAM_OF_ISSUES);
    }
}
