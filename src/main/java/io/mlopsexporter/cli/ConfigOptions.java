package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.ConfigReader;
import io.mlopsexporter.config.StoreConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the configuration comes from: a file, or an organisation's name alone. */
final class ConfigOptions {
    @ArgGroup(multiplicity = "1")
    private @Nullable Origin origin;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "Keep events in this SQLite file, whatever the configuration says.")
    private @Nullable Path store;

    static final class Origin {
        @Option(
                names = {"-c", "--config", "--config.file"},
                paramLabel = "FILE",
                description = "The configuration, in YAML; see docs/configuration.md.")
        private @Nullable Path file;

        @ArgGroup(exclusive = false)
        private @Nullable Organization organization;
    }

    static final class Organization {
        @Option(
                names = "--github-org",
                paramLabel = "ORG",
                required = true,
                description = "Discover everything in this GitHub organisation. The token is read from GITHUB_TOKEN.")
        private String name = "";

        @Option(
                names = "--github-api-url",
                paramLabel = "URL",
                description = "A GitHub Enterprise Server's API: https://HOST/api/v3.")
        private @Nullable String apiUrl;
    }

    Config read() {
        Origin from = java.util.Objects.requireNonNull(origin);
        Config config = from.file != null
                ? ConfigReader.read(from.file)
                : forOrganization(java.util.Objects.requireNonNull(from.organization));
        return store == null ? config : withStore(config, "jdbc:sqlite:" + store);
    }

    private static Config forOrganization(Organization organization) {
        return Config.forGitHubOrganization(
                organization.name, Optional.ofNullable(organization.apiUrl), Optional.empty());
    }

    static Config withStore(Config config, String url) {
        return config.withStore(new StoreConfig(url));
    }
}
