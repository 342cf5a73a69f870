package io.mlopsexporter.dashboard;

import static io.mlopsexporter.dashboard.Panel.about;

import io.mlopsexporter.dashboard.Panel.Word;
import io.mlopsexporter.dashboard.Tables.Column;
import java.util.List;
import java.util.Map;

/** How the platform serves its teams, and how mature they are. */
final class PlatformDashboards {
    private static final String PLATFORM = "mlops_platform_";
    private static final String NO_SURVEY = "no survey is configured, or fewer answers than a block";
    private static final String NO_COSTS = "no costs are configured, or they do not cover the window";
    private static final String NO_SUPPORT = "no support issues are configured, or none was answered";
    private static final String NO_MATURITY = "no indicator is known";

    private PlatformDashboards() {}

    static Dashboard platform() {
        return new Dashboard(
                        "mlops-platform",
                        "Platform",
                        "How the ML platform serves its teams: adoption, happiness, support, capabilities, cost per user.")
                .window()
                .chosen(
                        "survey_window",
                        "Survey window",
                        PLATFORM + "survey_responses{job=~\"$job\"}",
                        "window",
                        3,
                        false)
                .chosen("team", "Team", PLATFORM + "team_activities{job=~\"$job\"}", "ml_team", 1, true)
                .explain()
                .add(Panel.text(
                        "Figures look back over **Window** (surveys over **Survey window**), from the instant up to which their sources are"
                                + " known; the time picker moves the graphs only. Users are counted, never named. What is unknown is"
                                + " missing, never zero; teams stand in the order of the alphabet.",
                        2))
                .row("Can it be trusted?", new Delivery(Scope.ORGANIZATION).trust())
                .row("Adoption", explained("adoption", adoption()))
                .row("Happiness", explained("happiness", happiness()))
                .row("Support", explained("support", support()))
                .row("Capabilities", explained("capabilities", capabilities()))
                .row("Cost", explained("cost", cost()));
    }

    /** Each links to the part of the page that says what it was counted from. */
    private static Panel[] explained(String part, Panel... panels) {
        for (Panel panel : panels) {
            panel.link(
                    "Explain these figures", "${explain}/explain?platform=" + part + "&window=${window:percentencode}");
        }
        return panels;
    }

    private static Panel number(String title, String unit, Query query, String why) {
        return Panel.stat(title, about(query.metric()), unit, 4)
                .ask("", query.now())
                .without(why);
    }

    private static Query windowed(String suffix, String... by) {
        return Query.of(PLATFORM + suffix, by).ofWindow();
    }

    private static Panel[] adoption() {
        Query lead = Query.of(PLATFORM + "adoption_lead_time_seconds").with("statistic=\"p50\"");
        Query activities = windowed("team_activities", "ml_team", "activity").with("ml_team=~\"$team\"");
        String none = "unknown: the sources were not read yet";
        return new Panel[] {
            number("Adoption", "percentunit", windowed("adoption_ratio"), "no team is known"),
            number("Active teams", "none", windowed("active_teams"), none),
            number("Known teams", "none", Query.of(PLATFORM + "teams"), none),
            number("Active users", "none", windowed("active_users"), none),
            number("Users ever", "none", Query.of(PLATFORM + "users"), none),
            number("New teams", "none", windowed("new_teams"), "the history does not begin a window before"),
            number(
                    "Retention",
                    "percentunit",
                    windowed("retention_ratio"),
                    "nobody was active before, or history is short"),
            number("Adoption lead time (median)", "s", lead, "no team got that far within the history"),
            number("Teams without a deployment", "none", Query.of(PLATFORM + "teams_without_deployment"), none),
            Panel.bars("What teams do", about(activities.metric()), "none", 12, 8)
                    .ask("{{ml_team}} {{activity}}", activities.now())
                    .decimals(0)
                    .without("no activity in the window"),
            Trends.of("Adoption and retention", "percentunit", 12, windowed("adoption_ratio"), "adoption")
                    .ask("retention", windowed("retention_ratio").trend()),
            Trends.of("Active teams and users", "none", 12, windowed("active_teams"), "teams")
                    .ask("users", windowed("active_users").trend())
        };
    }

    private static Query surveyed(String suffix) {
        return Query.of(PLATFORM + suffix, "survey").with("window=\"$survey_window\"");
    }

    private static Panel[] happiness() {
        return new Panel[] {
            survey("Satisfaction", "percentunit", "satisfaction_ratio"),
            survey("Net Promoter Score (−100 to 100)", "none", "net_promoter_score"),
            survey("Responses that count", "none", "survey_responses"),
            survey("Response rate", "percentunit", "survey_response_ratio"),
            Trends.of("Satisfaction", "percentunit", 12, surveyed("satisfaction_ratio"), "{{survey}}")
                    .ask(
                            "number of responses, {{survey}}",
                            surveyed("survey_responses").trend())
                    .countsLike("/^number of responses.*/", "number of responses"),
            Trends.of("Net Promoter Score", "none", 12, surveyed("net_promoter_score"), "{{survey}}")
                    .range(-100, 100)
        };
    }

    private static Panel survey(String title, String unit, String suffix) {
        Query query = surveyed(suffix);
        return Panel.stat(title, about(query.metric()), unit, 6)
                .ask("{{survey}}", query.now())
                .names()
                .without(
                        suffix.equals("survey_response_ratio")
                                ? "the number of people invited is not configured"
                                : NO_SURVEY);
    }

    private static Panel[] support() {
        Query response = windowed("support_first_response_seconds").with("statistic=\"p50\"");
        Query slow = windowed("support_first_response_seconds").with("statistic=\"p95\"");
        Query oldest = Query.of(PLATFORM + "oldest_unanswered_support_issue_timestamp_seconds");
        return new Panel[] {
            number("First response (median)", "s", response, NO_SUPPORT),
            number("First response (p95)", "s", slow, NO_SUPPORT),
            number("Open issues", "none", Query.of(PLATFORM + "open_support_issues"), NO_SUPPORT),
            Panel.stat("Oldest unanswered", about(oldest.metric()), "dateTimeFromNow", 4)
                    .ask("", oldest.now() + " * 1000")
                    .without("none waits for an answer, or no support is configured"),
            Trends.of("First response", "s", 8, response, "p50").ask("p95", slow.trend())
        };
    }

    private static Panel[] capabilities() {
        String used = Query.of(PLATFORM + "capability_used", "ml_team", "capability")
                .with("ml_team=~\"$team\"")
                .now();
        String needed = Query.of(PLATFORM + "capability_needed", "ml_team", "capability")
                .with("ml_team=~\"$team\"")
                .now();
        Query offered = Query.of(PLATFORM + "capability_offered", "capability");
        Panel map = Panel.table(
                        "Who uses what",
                        about(PLATFORM + "capability_used") + " " + about(PLATFORM + "capability_needed")
                                + " Each cell says in words what it is; the colour only repeats it.",
                        "none",
                        24,
                        10)
                .ask(
                        "",
                        used + " == 1\nor (" + used + " == 0 and " + needed + " == 1)\nor (" + needed
                                + " == 1) + 1\nor (" + needed + " == 0) + 3")
                .words(Map.of(
                        0, new Word("not used", "orange"),
                        1, new Word("used", "blue"),
                        2, new Word("unknown", "text"),
                        3, new Word("not needed", "transparent")))
                .coloured()
                .without("no team is known")
                .transform(
                        "groupingToMatrix",
                        Map.of(
                                "columnField",
                                "capability",
                                "rowField",
                                "ml_team",
                                "valueField",
                                "Value",
                                "emptyValue",
                                "empty"));
        Query team =
                Query.of(PLATFORM + "team_capability_coverage_ratio", "ml_team").with("ml_team=~\"$team\"");
        return new Panel[] {
            number(
                    "Coverage",
                    "percentunit",
                    Query.of(PLATFORM + "capability_coverage_ratio"),
                    "no capability is needed by a known team"),
            Panel.bars("Offered", about(offered.metric()), "none", 10, 8)
                    .ask("{{capability}}", offered.now())
                    .words(Map.of(0, new Word("not offered", "text"), 1, new Word("offered", "blue")))
                    .range(0, 1)
                    .without("no capability is known"),
            Panel.bars("Used of what it needs, by team", about(team.metric()), "percentunit", 10, 8)
                    .ask("{{ml_team}}", team.now())
                    .range(0, 1)
                    .without("unknown"),
            map
        };
    }

    private static Panel[] cost() {
        Query perUser = windowed("cost_per_user", "currency");
        Query all = windowed("cost", "currency");
        Query rest = windowed("unallocated_cost", "currency");
        Query team = windowed("team_cost", "ml_team", "currency").with("ml_team=~\"$team\"");
        return new Panel[] {
            money("Cost per active user", perUser),
            money("Cost", all),
            money("Not allocated to a team", rest),
            Panel.bars("By team", about(team.metric()), "none", 12, 8)
                    .ask("{{ml_team}} ({{currency}})", team.now())
                    .decimals(2)
                    .without(NO_COSTS),
            Trends.of("Cost per active user", "none", 12, perUser, "{{currency}}")
        };
    }

    private static Panel money(String title, Query query) {
        return Panel.stat(
                        title, about(query.metric()) + " In the currency named; currencies are never added.", "none", 8)
                .ask("{{currency}}", query.now())
                .names()
                .decimals(2)
                .without(NO_COSTS);
    }

    static Dashboard maturity() {
        Query scores = Query.of("mlops_maturity_score", "ml_team", "dimension").with("ml_team=~\"$team\"");
        Query all = Query.of("mlops_maturity_organization_score", "dimension");
        List<String> labels = List.of("ml_team", "dimension", "indicator", "evidence");
        Query indicators = new Query("mlops_maturity_indicator", labels, List.of("ml_team=~\"$team\""));
        Query shared = Query.of("mlops_maturity_organization_indicator", "dimension", "indicator", "evidence");
        return new Dashboard(
                        "mlops-maturity",
                        "Maturity",
                        "From immature (0) to mature (1) over three dimensions: people, process, technology. There is no overall score.")
                .window()
                .chosen("team", "Team", "mlops_maturity_indicator{job=~\"$job\"}", "ml_team", 1, true)
                .explain()
                .add(Panel.text(
                        "0 is **immature**, 1 is **mature**. A dimension's score is the mean of its indicators, if at least half of them are"
                                + " known; each indicator says what it rests on: *measured* from events, *assessed* by the team, or a *stale*"
                                + " assessment. **Window** only says whether the delivery figures behind them are covered; the time picker"
                                + " moves the graphs only. Teams stand in the order of the alphabet."
                                + " [Explain all of it](${explain}/explain?platform=maturity)",
                        3))
                .row("Can it be trusted?", new Delivery(Scope.ORGANIZATION).trust())
                .row(
                        "The platform as a whole",
                        Panel.bars("Dimensions", about(all.metric()), "none", 12, 8)
                                .ask("{{dimension}}", all.now())
                                .range(0, 1)
                                .decimals(2)
                                .without(NO_MATURITY),
                        Trends.of("Dimensions", "none", 12, all, "{{dimension}}")
                                .range(0, 1),
                        Tables.of(
                                        "Indicators",
                                        about(shared.metric()),
                                        8,
                                        List.of("dimension", "indicator", "evidence"),
                                        List.of(new Column("Immature 0 … 1 mature", "none", shared.now())))
                                .without(NO_MATURITY))
                .row(
                        "Teams",
                        Panel.table("Scores (0 immature … 1 mature)", about(scores.metric()), "none", 24, 8)
                                .ask("", scores.now())
                                .decimals(2)
                                .without(NO_MATURITY)
                                .transform(
                                        "groupingToMatrix",
                                        Map.of(
                                                "columnField",
                                                "dimension",
                                                "rowField",
                                                "ml_team",
                                                "valueField",
                                                "Value",
                                                "emptyValue",
                                                "empty")),
                        Trends.of("Scores", "none", 24, scores, "{{ml_team}} {{dimension}}")
                                .range(0, 1),
                        Tables.of(
                                        "Indicators",
                                        about(indicators.metric()),
                                        12,
                                        labels,
                                        List.of(new Column("Immature 0 … 1 mature", "none", indicators.now())))
                                .without(NO_MATURITY));
    }
}
