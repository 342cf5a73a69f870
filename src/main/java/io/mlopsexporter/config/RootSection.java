package io.mlopsexporter.config;

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
    static final Key<List<MlflowConfig>> MLFLOW = Key.optional(
            SourceNames.MLFLOW, ListType.notEmpty(MlflowSection.SECTION), "MLflow tracking servers, for models.");
    static final Key<List<PagerDutyConfig>> PAGERDUTY = Key.optional(
            SourceNames.PAGERDUTY, ListType.notEmpty(PagerDutySection.SECTION), "PagerDuty accounts, for incidents.");
    static final Key<List<SurveyConfig>> SURVEYS =
            Key.of(SourceNames.SURVEYS, ListType.of(SurveySection.SECTION), "[]", "Surveys of the platform's users.");
    static final Key<List<CostConfig>> COSTS =
            Key.of(SourceNames.COSTS, ListType.of(CostSection.SECTION), "[]", "What the platform costs.");
    static final Key<PlatformConfig> PLATFORM =
            Key.of("platform", PlatformSection.SECTION, "{}", "What counts as using the platform.");
    static final Key<List<CapabilitySection.Change>> CAPABILITIES = Key.of(
            "capabilities",
            ListType.of(CapabilitySection.SECTION),
            "[]",
            "Changes to the bundled catalogue of what platforms offer and teams need.");
    static final Key<SupportConfig> SUPPORT =
            Key.optional("support", SupportSection.SECTION, "Where users of the platform ask for help.");
    static final Key<MaturityConfig> MATURITY =
            Key.of("maturity", MaturitySection.SECTION, "{}", "How mature teams and the platform are.");
    static final Key<List<TeamConfig>> TEAMS = Key.of(
            "teams",
            ListType.of(TeamSection.SECTION),
            "[]",
            "Teams and their applications. What is not configured is discovered.");

    static final Section<Config> SECTION = new Section<>(
            "configuration",
            "Configuration of mlops-exporter. Every key is optional but a source.",
            keys(),
            List.of(
                    Rules.atLeastOne(SourceNames.GITHUB, SourceNames.MLFLOW, SourceNames.PAGERDUTY),
                    Rule.inCode("Every source has a name of its own.", SourceNames::checkUnique),
                    Rule.inCode("Every source of costs has a scope of its own.", CostRules::checkScopes),
                    Rule.inCode("The teams of costs are those under `teams`, if there are any.", CostRules::checkTeams),
                    Rule.inCode("Every team has a name of its own.", TeamNames::checkTeams),
                    Rule.inCode("Every application has a name of its own, across teams.", TeamNames::checkApplications),
                    Rule.inCode("Capabilities that are named are in the catalogue.", CapabilityCatalogue::check),
                    Rule.inCode("No window is longer than `polling.history`.", WindowsInHistory::check)),
            RootSection::build);

    private RootSection() {}

    private static List<Key<?>> keys() {
        return List.of(
                SERVER,
                STORE,
                POLLING,
                METRICS,
                GITHUB,
                MLFLOW,
                PAGERDUTY,
                SURVEYS,
                COSTS,
                PLATFORM,
                CAPABILITIES,
                SUPPORT,
                MATURITY,
                TEAMS);
    }

    private static Config build(Values values) {
        return new Config(
                values.get(SERVER),
                values.get(STORE),
                values.get(POLLING),
                values.get(METRICS),
                values.find(GITHUB).orElse(List.of()),
                values.find(MLFLOW).orElse(List.of()),
                values.find(PAGERDUTY).orElse(List.of()),
                values.get(SURVEYS),
                values.get(COSTS),
                values.get(PLATFORM),
                CapabilityCatalogue.with(values.get(CAPABILITIES)),
                values.find(SUPPORT),
                values.get(MATURITY),
                values.get(TEAMS));
    }
}
