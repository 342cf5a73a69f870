package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The configuration that flags make, without a file. */
class GitHubOrganizationTest {
    @Test
    void anOrganizationIsEnough() {
        Config flags = Config.forGitHubOrganization("acme", Optional.empty(), Optional.empty());
        Config file = ConfigReader.parse("github: [{organizations: [acme]}]", "exporter.yml");

        // as text, because patterns have no equality
        assertThat(flags).hasToString(file.toString());
    }

    @Test
    void urlAndCredentialCanBeGiven() {
        GitHubConfig github = Config.forGitHubOrganization(
                        "acme",
                        Optional.of("https://github.example.com/api/v3"),
                        Optional.of(new TokenEnvironment("ENTERPRISE_TOKEN")))
                .github()
                .get(0);

        assertThat(github.graphqlUrl()).isEqualTo(URI.create("https://github.example.com/api/graphql"));
        assertThat(github.credential()).isEqualTo(new TokenEnvironment("ENTERPRISE_TOKEN"));
    }

    @Test
    void whatIsWrongIsNamedByItsFlag() {
        assertThatThrownBy(() -> Config.forGitHubOrganization("a b", Optional.of("ftp://x"), Optional.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--github-org: \"a b\" is no organization name")
                .hasMessageContaining("--github-api-url: \"ftp://x\" is no URL");
    }
}
