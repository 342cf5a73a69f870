package io.mlopsexporter.config;

import java.util.ArrayList;
import java.util.List;

/** The whole file. */
final class RootSection {
    static final Key<ServerConfig> SERVER =
            Key.of("server", ServerSection.SECTION, "{}", "Where and how HTTP is served.");
    static final Key<StoreConfig> STORE = Key.of("store", StoreSection.SECTION, "{}", "Where events are kept.");
    static final Key<PollingConfig> POLLING =
            Key.of("polling", PollingSection.SECTION, "{}", "When sources are read, and how far back.");
    static final Key<MetricsConfig> METRICS =
            Key.of("metrics", MetricsSection.SECTION, "{}", "How figures are computed.");
    static final Key<List<GitHubConfig>> GITHUB = Key.optional(
            SourceNames.GITHUB, ListType.notEmpty(GitHubSection.SECTION), "GitHub, or GitHub Enterprise Server.");
    static final Key<List<PagerDutyConfig>> PAGERDUTY = Key.optional(
            SourceNames.PAGERDUTY, ListType.notEmpty(PagerDutySection.SECTION), "PagerDuty accounts, for incidents.");
    static final Key<PlatformConfig> PLATFORM =
            Key.of("platform", PlatformSection.SECTION, "{}", "What counts as using the platform.");
    static final Key<List<TeamConfig>> TEAMS = Key.of(
            "teams",
            ListType.of(TeamSection.SECTION),
            "[]",
            "Teams and their applications. What is not configured is discovered.");

    /** Keys of later versions, rejected by name until then. */
    private static final List<Key<?>> LATER = List.of(
            Key.unsupported("mlflow", "MLflow, for models."),
            Key.unsupported("surveys", "Surveys, for user happiness."),
            Key.unsupported("costs", "Cost files and OpenCost."),
            Key.unsupported("capabilities", "The catalogue of capabilities."),
            Key.unsupported("maturity", "Maturity indicators."));

    static final Section<Config> SECTION = new Section<>(
            "configuration",
            "Configuration of mlops-exporter. Every key is optional but a source.",
            keys(),
            List.of(
                    Rules.atLeastOne(SourceNames.GITHUB, SourceNames.PAGERDUTY),
                    Rule.inCode("Every source has a name of its own.", SourceNames::checkUnique),
                    Rule.inCode("Every team has a name of its own.", TeamNames::checkTeams),
                    Rule.inCode("Every application has a name of its own, across teams.", TeamNames::checkApplications),
                    Rule.inCode("No window is longer than `polling.history`.", WindowsInHistory::check)),
            RootSection::build);

    private RootSection() {}

    private static List<Key<?>> keys() {
        List<Key<?>> keys =
                new ArrayList<>(List.of(SERVER, STORE, POLLING, METRICS, GITHUB, PAGERDUTY, PLATFORM, TEAMS));
        keys.addAll(LATER);
        return keys;
    }

    private static Config build(Values values) {
        return new Config(
                values.get(SERVER),
                values.get(STORE),
                values.get(POLLING),
                values.get(METRICS),
                values.find(GITHUB).orElse(List.of()),
                values.find(PAGERDUTY).orElse(List.of()),
                values.get(PLATFORM),
                values.get(TEAMS));
    }
}
