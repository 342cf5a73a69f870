package io.mlopsexporter.config;

import java.util.List;
import java.util.Optional;

/**
 * The whole configuration, checked and with every default filled in. It holds no secret, only where to find them.
 *
 * @param github at least one of {@code github}, {@code mlflow} and {@code pagerDuty} is configured
 * @param capabilities the whole catalogue, the bundled one included
 */
public record Config(
        ServerConfig server,
        StoreConfig store,
        PollingConfig polling,
        MetricsConfig metrics,
        List<GitHubConfig> github,
        List<MlflowConfig> mlflow,
        List<PagerDutyConfig> pagerDuty,
        List<SurveyConfig> surveys,
        List<CostConfig> costs,
        PlatformConfig platform,
        List<CapabilityConfig> capabilities,
        Optional<SupportConfig> support,
        MaturityConfig maturity,
        List<TeamConfig> teams) {

    public Config {
        github = List.copyOf(github);
        mlflow = List.copyOf(mlflow);
        pagerDuty = List.copyOf(pagerDuty);
        surveys = List.copyOf(surveys);
        costs = List.copyOf(costs);
        capabilities = List.copyOf(capabilities);
        teams = List.copyOf(teams);
    }

    /**
     * The configuration without a file: one organization, all else by default or discovered.
     *
     * @param apiUrl empty: github.com
     * @param credential empty: the environment variable {@code GITHUB_TOKEN}
     * @throws ConfigException if the organization or the URL is none
     */
    public static Config forGitHubOrganization(
            String organization, Optional<String> apiUrl, Optional<GitHubCredential> credential) {
        Config config = Flags.read(organization, apiUrl);
        List<GitHubConfig> github = config.github.stream()
                .map(one -> one.withCredential(credential.orElse(GitHubCredential.DEFAULT)))
                .toList();
        return config.with(config.store, github);
    }

    /** The same with another store. */
    public Config withStore(StoreConfig other) {
        return with(other, github);
    }

    private Config with(StoreConfig otherStore, List<GitHubConfig> otherGitHub) {
        return new Config(
                server,
                otherStore,
                polling,
                metrics,
                otherGitHub,
                mlflow,
                pagerDuty,
                surveys,
                costs,
                platform,
                capabilities,
                support,
                maturity,
                teams);
    }
}
