package io.mlopsexporter.demo;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The synthetic organisation, served over HTTP on 127.0.0.1: GitHub's REST and GraphQL APIs on one port, PagerDuty's on
 * another, both free ones. It goes on as the clock does, and only when asked.
 */
public final class DemoServer implements AutoCloseable {
    private static final String TOKEN = "demo";

    private final LoopbackServer gitHub;
    private final LoopbackServer pagerDuty;

    private DemoServer(LoopbackServer gitHub, LoopbackServer pagerDuty) {
        this.gitHub = gitHub;
        this.pagerDuty = pagerDuty;
    }

    /**
     * Makes the organisation's year up to now, and serves it.
     *
     * @param seed the same seed at the same instant makes the same organisation
     */
    public static DemoServer start(InstantSource clock, long seed) {
        DemoOrganization organization = new DemoOrganization(clock.instant(), seed);
        GitHubService gitHub = new GitHubService(organization, clock, TOKEN);
        PagerDutyService pagerDuty = new PagerDutyService(organization, clock, TOKEN);
        return new DemoServer(
                LoopbackServer.start("github", gitHub::answer), LoopbackServer.start("pagerduty", pagerDuty::answer));
    }

    /** Login of the organisation to discover. */
    public String organization() {
        return DemoOrganization.LOGIN;
    }

    /** Slugs of the organisation's teams that own applications, each with those of its repositories whose issues are incidents. */
    public Map<String, List<String>> teams() {
        Map<String, List<String>> teams = new LinkedHashMap<>();
        for (Blueprint blueprint : Blueprint.all()) {
            List<String> repositories = teams.computeIfAbsent(blueprint.team(), any -> new ArrayList<>());
            if (blueprint.team().equals(Blueprint.TEAM_OF_ISSUES)) {
                repositories.add(DemoOrganization.LOGIN + "/" + blueprint.name());
            }
        }
        return teams;
    }

    /** The label of issues that are incidents. */
    public String incidentLabel() {
        return DemoIssue.LABEL;
    }

    /** Base URL of GitHub's REST API; GraphQL is at {@code /graphql} below it. */
    public String githubUrl() {
        return gitHub.url();
    }

    /** Base URL of PagerDuty's API. */
    public String pagerDutyUrl() {
        return pagerDuty.url();
    }

    /** What both ask for; it is no secret, and anything else is refused. */
    public String token() {
        return TOKEN;
    }

    @Override
    public void close() {
        gitHub.close();
        pagerDuty.close();
    }
}
