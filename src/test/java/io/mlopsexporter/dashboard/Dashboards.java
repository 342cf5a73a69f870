package io.mlopsexporter.dashboard;

import static io.mlopsexporter.dashboard.Panel.about;

import io.mlopsexporter.dashboard.Tables.Column;
import io.mlopsexporter.dashboard.Tables.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All dashboards, by the name of their file. */
final class Dashboards {
    private static final String HOW =
            "Each figure looks back over the window chosen by **Window**, from the instant up to which its"
                    + " sources are known (*Known up to*). The time picker moves the graphs only. The *i* of a panel defines its figure; what is"
                    + " unknown is missing, never zero.";

    private Dashboards() {}

    static Map<String, Dashboard> all() {
        var all = new LinkedHashMap<String, Dashboard>();
        all.put("delivery-overview.json", overview());
        all.put("team.json", team());
        all.put("application.json", application());
        all.put("models.json", models());
        all.put("platform.json", PlatformDashboards.platform());
        all.put("maturity.json", PlatformDashboards.maturity());
        all.put("exporter-health.json", ExporterDashboard.make());
        return all;
    }

    private static Dashboard overview() {
        var delivery = new Delivery(Scope.ORGANIZATION);
        return new Dashboard(
                        "mlops-delivery",
                        "Delivery overview",
                        "How the organisation delivers software and models: DORA's metrics, and where somebody should look.")
                .window()
                .chosen("team", "Team", "dora_deployments{job=~\"$job\"}", "ml_team", 1, true)
                .chosen("kind", "Kind", "dora_deployments{job=~\"$job\", ml_team=~\"$team\"}", "kind", 1, true)
                .chosen(
                        "environment",
                        "Environment",
                        "dora_deployments{job=~\"$job\", ml_team=~\"$team\"}",
                        "deploy_environment",
                        1,
                        true)
                .explain()
                .add(Panel.text(
                        HOW
                                + " Panels say *organisation* or follow the variables Team, Kind and Environment; teams stand in the order of"
                                + " the alphabet, as nobody is ranked.",
                        2))
                .row("Can it be trusted?", delivery.trust())
                .row("The organisation: DORA's metrics", delivery.five())
                .add(delivery.score(), delivery.scoreTrend())
                .row("Where attention is needed", attention())
                .row("How it went: the organisation", delivery.trends())
                .row("Where the lead time goes, why deployments failed", delivery.stages(), delivery.signals())
                .row(
                        "Teams, by name",
                        Tables.delivery("Teams", 10, Level.TEAMS, "ml_team=~\"$team\""),
                        Tables.delivery("Applications", 14, Level.APPLICATIONS, filter()));
    }

    private static String[] filter() {
        return new String[] {"ml_team=~\"$team\"", "kind=~\"$kind\"", "deploy_environment=~\"$environment\""};
    }

    private static Panel[] attention() {
        Query open = new Query("dora_oldest_open_incident_timestamp_seconds", Tables.APPLICATION, List.of(filter()));
        Query complete = Level.APPLICATIONS.of("data_complete", filter());
        Query none = Level.APPLICATIONS.of("deployments", filter());
        Query last = new Query("dora_last_deployment_timestamp_seconds", Tables.APPLICATION, List.of(filter()));
        Query lead = new Query("dora_team_lead_time_seconds", List.of("ml_team"), List.of("ml_team=~\"$team\""))
                .with("statistic=\"p50\"");
        Query changes = new Query("dora_team_changes", List.of("ml_team"), List.of("ml_team=~\"$team\""));
        return new Panel[] {
            Tables.attention(
                    "Incidents open for more than a day",
                    about(open.metric()) + " Shown: its age, in seconds (in the unit that fits).",
                    12,
                    Tables.APPLICATION,
                    new Column("Open for", "s", "time() - " + open.now() + " > 86400")),
            Tables.attention(
                    "No deployment in the window, but before",
                    about(none.metric()) + " Shown: the time since the last one, in seconds (in the unit that fits).",
                    12,
                    Tables.APPLICATION,
                    new Column("Last", "s", "time() - " + last.now() + "\nand " + none.now() + " == 0")),
            Tables.attention(
                    "Lead time above the team's own last quarter",
                    about(lead.metric())
                            + " Shown: the median of 30d divided by that of the team's own 90d, if it is more than 1.5 and there are at"
                            + " least 20 changes in both. A ratio, without a unit; no team is compared with another.",
                    12,
                    List.of("ml_team"),
                    new Column(
                            "Times its quarter's",
                            "none",
                            lead.with("window=\"30d\"").now() + "\n/ "
                                    + lead.with("window=\"90d\"").now()
                                    + " > 1.5\nand "
                                    + changes.with("window=\"30d\"").now()
                                    + " >= 20\nand "
                                    + changes.with("window=\"90d\"").now()
                                    + " >= 20")),
            Tables.attention(
                    "Figures that are preliminary",
                    about(complete.metric()) + " Shown: those with 0.",
                    12,
                    Tables.APPLICATION,
                    new Column("Window covered", "none", complete.now() + " == 0"))
        };
    }

    private static Dashboard team() {
        var delivery = new Delivery(Scope.TEAM);
        return new Dashboard(
                        "mlops-team",
                        "Team",
                        "How one team delivers, by DORA's metrics, in itself and over time; not compared with others.")
                .window()
                .chosen("team", "Team", "dora_team_deployments{job=~\"$job\"}", "ml_team", 1, false)
                .explain()
                .add(Panel.text(HOW, 2))
                .row("Can it be trusted?", delivery.trust())
                .row("DORA's metrics", delivery.five())
                .add(delivery.score(), delivery.scoreTrend())
                .row("Its applications", Tables.delivery("Applications", 10, Level.APPLICATIONS, "ml_team=\"$team\""))
                .row("How it went", delivery.trends())
                .row(
                        "Where the lead time goes, why deployments failed",
                        delivery.stages(),
                        delivery.stagesTrend(),
                        delivery.signals(),
                        delivery.uncounted());
    }

    private static Dashboard application() {
        var delivery = new Delivery(Scope.APPLICATION);
        String of = "dora_deployments{job=~\"$job\", ml_team=~\"$team\"";
        var dashboard = new Dashboard(
                        "mlops-application",
                        "Application",
                        "How one application is delivered to one environment, with its deployments and incidents on the graphs.")
                .window()
                .chosen("team", "Team", "dora_deployments{job=~\"$job\"}", "ml_team", 1, false)
                .chosen("kind", "Kind", of + "}", "kind", 1, false)
                .chosen("application", "Application", of + ", kind=~\"$kind\"}", "application", 1, false)
                .chosen(
                        "environment",
                        "Environment",
                        of + ", kind=~\"$kind\", application=~\"$application\"}",
                        "deploy_environment",
                        1,
                        false)
                .explain()
                .add(Panel.text(
                        HOW + " [Explain all figures of this window](${explain}/explain?team=${team:percentencode}"
                                + "&application=${application:percentencode}&kind=${kind:percentencode}"
                                + "&environment=${environment:percentencode}&window=${window:percentencode})",
                        2))
                .row("Can it be trusted?", delivery.trust())
                .row("DORA's metrics", delivery.five())
                .add(delivery.score(), delivery.scoreTrend())
                .row("Where the lead time goes", delivery.stages(), delivery.stagesTrend())
                .row("Why deployments failed, what was left out", delivery.signals(), delivery.uncounted())
                .row("How it went", delivery.trends());
        Query last = Scope.APPLICATION.figure("last_deployment_timestamp_seconds");
        dashboard
                .annotate("Deployment", "blue", last.trend(" * 1000"), "finished")
                .put("useValueForTime", true);
        Query oldest = Scope.APPLICATION.figure("oldest_open_incident_timestamp_seconds");
        dashboard
                .annotate("Incident began", "orange", oldest.now() + " * 1000", "the oldest that is open")
                .put("useValueForTime", true);
        Query open = Scope.APPLICATION.figure("open_incidents");
        dashboard
                .annotate("Incidents open", "red", open.now() + " > 0", "at least one")
                .put("useValueForTime", false);
        return dashboard;
    }

    private static Dashboard models() {
        Query deployments = Scope.MODELS.windowed("deployments");
        Query lead = Scope.MODELS.windowed("lead_time_seconds").with("statistic=\"p50\"");
        Query stages =
                Scope.MODELS.windowed("lead_time_stage_seconds").by("stage").with("statistic=\"p50\"");
        Query ratio = Scope.MODELS.windowed("change_failure_ratio");
        Query last = Scope.MODELS.figure("last_deployment_timestamp_seconds");
        Query versions = new Query(
                        "mlops_platform_team_activities", List.of("ml_team", "activity"), List.of("ml_team=~\"$team\""))
                .ofWindow();
        String models = "dora_deployments{job=~\"$job\", kind=\"model\"";
        var trust = new Delivery(Scope.ORGANIZATION);
        return new Dashboard(
                        "mlops-models",
                        "Models",
                        "How model versions come to production: promotion, model lead time, failures. One series a model.")
                .window()
                .chosen("team", "Team", models + "}", "ml_team", 1, true)
                .chosen("application", "Model", models + ", ml_team=~\"$team\"}", "application", 1, true)
                .explain()
                .add(Panel.text(
                        HOW
                                + " A deployment of a model is a registered version that goes live (alias, stage or tag in MLflow); its change is"
                                + " the version.",
                        2))
                .row("Can it be trusted? (the organisation)", trust.trust())
                .row(
                        "Models, by name",
                        Tables.delivery(
                                "Models",
                                12,
                                Level.APPLICATIONS,
                                "ml_team=~\"$team\"",
                                "kind=\"model\"",
                                "application=~\"$application\""))
                .row(
                        "Promotion",
                        Panel.bars("Versions that went live", about(deployments.metric()), "none", 12, 8)
                                .ask("{{application}}", deployments.now())
                                .decimals(0)
                                .without("no model is known"),
                        Panel.bars(
                                        "Time since the last one",
                                        about(last.metric()) + " Shown: its age in seconds.",
                                        "s",
                                        12,
                                        8)
                                .ask("{{application}}", "time() - " + last.now())
                                .without("no model went live yet"),
                        Trends.of("Versions that went live", "none", 12, deployments, "{{application}}"),
                        Trends.of("What teams do with models", "none", 12, versions, "{{ml_team}} {{activity}}"))
                .row(
                        "Model lead time",
                        Panel.bars(
                                        "From the commit or run to production (median)",
                                        about(lead.metric())
                                                + " The number of values behind each stands in the table of models.",
                                        "s",
                                        12,
                                        8)
                                .ask("{{application}}", lead.now())
                                .without(Delivery.WHY_NO_DISTRIBUTION),
                        Panel.bars(
                                        "Its stages: training, registration, promotion (median)",
                                        about(stages.metric())
                                                + " The number of values behind each stands in the table of models.",
                                        "s",
                                        12,
                                        8)
                                .ask("{{application}} {{stage}}", stages.now())
                                .without(Delivery.WHY_NO_DISTRIBUTION),
                        Trends.of("Model lead time (median)", "s", 24, lead, "{{application}}"))
                .row(
                        "Failures",
                        Panel.bars("Change failure rate", about(ratio.metric()), "percentunit", 12, 8)
                                .ask("{{application}}", ratio.now())
                                .range(0, 1)
                                .without("no deployment in the window"),
                        Panel.bars(
                                        "Failed deployments by signal",
                                        about("dora_failed_deployments_by_signal"),
                                        "none",
                                        12,
                                        8)
                                .ask(
                                        "{{application}} {{signal}}",
                                        Scope.MODELS
                                                .windowed("failed_deployments_by_signal")
                                                .by("signal")
                                                .now())
                                .decimals(0)
                                .without("no failed deployment is known"));
    }
}
