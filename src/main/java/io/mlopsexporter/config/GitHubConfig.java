package io.mlopsexporter.config;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A GitHub, or a GitHub Enterprise Server.
 *
 * @param name the label {@code source}
 * @param apiUrl without a slash at its end
 * @param organizations whose repositories are discovered; none: only configured repositories are read
 * @param exclude searched in the full names ({@code acme/x}) of repositories: those are not discovered
 * @param apiVersion the header {@code X-GitHub-Api-Version}
 */
public record GitHubConfig(
        String name,
        URI apiUrl,
        URI graphqlUrl,
        GitHubCredential credential,
        List<String> organizations,
        List<Pattern> exclude,
        String apiVersion) {

    private static final String ENTERPRISE_API = "/api/v3";

    public GitHubConfig {
        organizations = List.copyOf(organizations);
        exclude = List.copyOf(exclude);
    }

    GitHubConfig withCredential(GitHubCredential other) {
        return new GitHubConfig(name, apiUrl, graphqlUrl, other, organizations, exclude, apiVersion);
    }

    /** Where GraphQL is served beside a REST API: Enterprise Server has it at {@code /api/graphql}. */
    static URI graphqlUrlOf(URI apiUrl) {
        String api = apiUrl.toString();
        String root = api.endsWith(ENTERPRISE_API) ? api.substring(0, api.length() - "/v3".length()) : api;
        return URI.create(root + "/graphql");
    }
}
