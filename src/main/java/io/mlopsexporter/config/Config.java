package io.mlopsexporter.config;

import java.util.List;
import java.util.Optional;

/**
 * The whole configuration, checked and with every default filled in. It holds no secret, only where to find them.
 *
 * @param github at least one of {@code github} and {@code pagerDuty} is configured
 */
public record Config(
        ServerConfig server,
        StoreConfig store,
        PollingConfig polling,
        MetricsConfig metrics,
        List<GitHubConfig> github,
        List<PagerDutyConfig> pagerDuty,
        PlatformConfig platform,
        List<TeamConfig> teams) {

    public Config {
        github = List.copyOf(github);
        pagerDuty = List.copyOf(pagerDuty);
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
        return new Config(server, otherStore, polling, metrics, otherGitHub, pagerDuty, platform, teams);
    }
}
