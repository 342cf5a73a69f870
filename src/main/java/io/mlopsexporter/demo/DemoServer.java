package io.mlopsexporter.demo;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The synthetic organisation, served over HTTP on 127.0.0.1: GitHub's REST and GraphQL APIs on one port, PagerDuty's on
 * another, a cloud's bill on a third, all free ones. It goes on as the clock does, and only when asked.
 */
public final class DemoServer implements AutoCloseable {
    private static final String TOKEN = "demo";

    private final LoopbackServer gitHub;
    private final LoopbackServer pagerDuty;
    private final LoopbackServer mlflow;
    private final LoopbackServer bills;

    private DemoServer(LoopbackServer gitHub, LoopbackServer pagerDuty, LoopbackServer mlflow, LoopbackServer bills) {
        this.gitHub = gitHub;
        this.pagerDuty = pagerDuty;
        this.mlflow = mlflow;
        this.bills = bills;
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
                LoopbackServer.start("github", gitHub::answer),
                LoopbackServer.start("pagerduty", pagerDuty::answer),
                LoopbackServer.start("mlflow", new MlflowService(organization, clock, TOKEN)::answer),
                LoopbackServer.start("bills", new DemoBills(clock, seed)::answer));
    }

    /** Login of the organisation to discover. */
    public String organization() {
        return DemoOrganization.LOGIN;
    }

    /** Where users of the platform ask for help. */
    public String supportRepository() {
        return DemoOrganization.LOGIN + "/" + Questions.REPOSITORY;
    }

    /** Of the issues by which they do. */
    public String supportLabel() {
        return DemoIssue.SUPPORT;
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
        teams.put(Pipelines.NEWCOMER, List.of());
        return teams;
    }

    /** The team that runs the platform, and is no user of it. */
    public String platformTeam() {
        return "platform";
    }

    /** What is in the names of the platform's workflows. */
    public String platformWorkflows() {
        return Pipelines.PLATFORM + "/";
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

    /** Where the cloud's bill is, in FOCUS format, with a tag {@code team}; everybody may read it. */
    public String billUrl() {
        return bills.url() + "/focus.csv";
    }

    /** Root of the MLflow server. */
    public String mlflowUrl() {
        return mlflow.url();
    }

    /** What all three APIs ask for; it is no secret, and anything else is refused. */
    public String token() {
        return TOKEN;
    }

    @Override
    public void close() {
        gitHub.close();
        pagerDuty.close();
        mlflow.close();
        bills.close();
    }
}
