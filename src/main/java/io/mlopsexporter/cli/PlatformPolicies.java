package io.mlopsexporter.cli;

import io.mlopsexporter.config.CapabilityConfig;
import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.CostConfig;
import io.mlopsexporter.config.EvidenceConfig;
import io.mlopsexporter.config.IndicatorConfig;
import io.mlopsexporter.config.MaturityConfig;
import io.mlopsexporter.config.PagerDutyConfig;
import io.mlopsexporter.config.PlatformConfig.ActivityType;
import io.mlopsexporter.config.SurveyConfig;
import io.mlopsexporter.config.TeamConfig;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.RepositoryFiles;
import io.mlopsexporter.platform.Capability;
import io.mlopsexporter.platform.CapabilityPolicy;
import io.mlopsexporter.platform.CostPolicy;
import io.mlopsexporter.platform.Indicator;
import io.mlopsexporter.platform.MaturityPolicy;
import io.mlopsexporter.platform.SurveyPolicy;
import io.mlopsexporter.source.github.FileMarks;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a configuration to what may be chosen about the platform's figures. */
final class PlatformPolicies {
    /** The last four quarters of 91 days. */
    static final List<Window> QUARTERS = List.of(quarters(1), quarters(2), quarters(3), quarters(4));

    private PlatformPolicies() {}

    /** The types that count and that some source tells of: of the others nothing is known, and so there is no 0. */
    static Set<Activity.Type> activities(Config config) {
        return config.platform().activities().stream()
                .filter(type -> isTold(type, config))
                .map(type -> Activity.Type.valueOf(type.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isTold(ActivityType type, Config config) {
        return switch (type) {
            case TRAINING_RUN, MODEL_VERSION -> !config.mlflow().isEmpty();
            case PIPELINE_RUN ->
                !config.github().isEmpty() && !config.platform().workflows().isEmpty();
            case DEPLOYMENT -> true;
        };
    }

    private static Window quarters(int count) {
        return new Window(91 * count + "d", Duration.ofDays(91L * count));
    }

    static SurveyPolicy surveys(Config config) {
        return new SurveyPolicy(
                config.metrics().surveyWindows().stream()
                        .map(window -> new Window(window.label(), window.length()))
                        .toList(),
                config.surveys().stream()
                        .collect(Collectors.toUnmodifiableMap(SurveyConfig::source, PlatformPolicies::asked)));
    }

    static CostPolicy costs(Config config) {
        return new CostPolicy(
                config.metrics().windows().stream()
                        .map(window -> new Window(window.label(), window.length()))
                        .toList(),
                config.costs().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                CostConfig::name,
                                cost -> new CostPolicy.Allocation(
                                        cost.teams(),
                                        cost.origin() instanceof CostConfig.GitHubUsage,
                                        cost.origin().settle()))),
                config.teams().stream().map(TeamConfig::name).collect(Collectors.toUnmodifiableSet()));
    }

    static CapabilityPolicy capabilities(Config config) {
        return new CapabilityPolicy(
                config.capabilities().stream().map(PlatformPolicies::capability).toList(),
                config.platform().offers().map(Set::copyOf),
                config.teams().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                TeamConfig::name,
                                team -> new CapabilityPolicy.Said(
                                        team.capabilities().needs(),
                                        team.capabilities().needless(),
                                        team.capabilities().uses(),
                                        team.capabilities().unused()))),
                config.pagerDuty().stream().map(PagerDutyConfig::name).collect(Collectors.toUnmodifiableSet()),
                costs(config));
    }

    /** What is to be sought in repositories for the catalogue. */
    static FileMarks marks(Config config) {
        List<EvidenceConfig> all = config.capabilities().stream()
                .flatMap(one -> Stream.concat(one.evidence().stream(), one.hints().stream()))
                .toList();
        return new FileMarks(
                all.stream().flatMap(one -> one.path().stream()).distinct().toList(),
                all.stream().flatMap(one -> one.workflow().stream()).distinct().toList());
    }

    static MaturityPolicy maturity(Config config) {
        return new MaturityPolicy(
                config.maturity().indicators().stream()
                        .map(PlatformPolicies::indicator)
                        .toList(),
                config.maturity().prefer() == MaturityConfig.Prefer.ASSESSED,
                capabilities(config).incidentSources(),
                MaturityConfig.SOURCE);
    }

    private static Indicator indicator(IndicatorConfig config) {
        return new Indicator(
                config.name(),
                Indicator.Dimension.valueOf(config.dimension().name()),
                config.scope() == IndicatorConfig.Scope.PLATFORM,
                kinds(config.kinds()),
                config.immature(),
                config.halfway(),
                config.mature(),
                config.formula().map(formula -> Indicator.Formula.valueOf(formula.name())));
    }

    private static Set<Kind> kinds(Set<CapabilityConfig.ApplicationKind> kinds) {
        return kinds.stream().map(kind -> Kind.valueOf(kind.name())).collect(Collectors.toUnmodifiableSet());
    }

    private static Capability capability(CapabilityConfig config) {
        return new Capability(
                config.name(),
                config.description(),
                kinds(config.kinds()),
                config.needed(),
                config.evidence().stream().map(PlatformPolicies::evidence).toList(),
                config.hints().stream().map(PlatformPolicies::evidence).toList());
    }

    private static Capability.Evidence evidence(EvidenceConfig config) {
        return config.activity()
                .<Capability.Evidence>map(type ->
                        new Capability.Done(Activity.Type.valueOf(type.name()), config.atLeast(), config.onDays()))
                .or(() -> config.workflow().map(RepositoryFiles::workflow).map(Capability.Marked::new))
                .or(() -> config.path().map(RepositoryFiles::path).map(Capability.Marked::new))
                .or(() -> config.fact().map(fact -> Capability.Fact.valueOf(fact.name())))
                .orElseThrow();
    }

    private static SurveyPolicy.Asked asked(SurveyConfig survey) {
        return new SurveyPolicy.Asked(survey.positiveFrom(), survey.minResponses(), survey.invited());
    }
}
