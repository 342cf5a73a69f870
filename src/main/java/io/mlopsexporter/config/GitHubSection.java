package io.mlopsexporter.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code github}. */
final class GitHubSection {
    static final Key<URI> API_URL = Key.of(
            "api_url",
            AddressTypes.URL,
            "https://api.github.com",
            "Root of the REST API. GitHub Enterprise Server: `https://HOST/api/v3`.");
    static final Key<URI> GRAPHQL_URL = Key.optional(
            "graphql_url",
            AddressTypes.URL,
            "Where GraphQL is served. By default `https://HOST/api/graphql` where `api_url` ends in `/api/v3`, else `api_url` with `/graphql`.");
    static final Key<Path> TOKEN_FILE =
            Key.optional("token_file", Types.SECRET_FILE, "File with a token. It is read again when it changes.");
    static final Key<String> TOKEN_ENV = Key.optional(
            "token_env", Types.ENVIRONMENT_VARIABLE, "Environment variable with a token. Default: `GITHUB_TOKEN`.");
    static final Key<List<String>> ORGANIZATIONS = Key.of(
            "organizations",
            ListType.of(Types.ORGANIZATION),
            "[]",
            "Organizations whose repositories and teams are discovered.");
    static final Key<List<Pattern>> EXCLUDE = Key.of(
            "exclude",
            ListType.of(Types.REGEX_ANY_CASE),
            "[]",
            "Repositories that are not discovered: searched in their full names (`acme/x`).");
    static final Key<String> API_VERSION =
            Key.of("api_version", TimeTypes.API_VERSION, "2022-11-28", "The header `X-GitHub-Api-Version`.");

    static final Key<String> APP_ID =
            Key.required("id", Types.TEXT.allowingNumber(), "The app's id, or its client id.");
    static final Key<Long> INSTALLATION_ID = Key.required(
            "installation_id", new WholeNumber(1, Long.MAX_VALUE), "The installation's id, the last part of its URL.");
    static final Key<Path> PRIVATE_KEY_FILE =
            Key.required("private_key_file", Types.SECRET_FILE, "The app's private key, in PEM.");

    static final Key<Boolean> DELIVERY_LOG = Key.of(
            "delivery_log",
            new Flag(),
            "false",
            "Read the app's webhook-delivery log at each poll, and only the repositories that it names or that deploy by tags; all of them once an"
                    + " hour."
                    + " The app needs a webhook, whether or not anything receives it, and the events `create`, `deployment`,"
                    + " `deployment_status`, `push`, `release`, `repository` and `workflow_run`; for incidents or support by issues"
                    + " `issues` and `issue_comment`, too.");

    static final Section<GitHubCredential> APP_SECTION = new Section<>(
            "GitHub App",
            "Access as the installation of a GitHub App.",
            List.of(APP_ID, INSTALLATION_ID, PRIVATE_KEY_FILE, DELIVERY_LOG),
            List.of(),
            values -> new GitHubCredential.App(
                    values.get(APP_ID),
                    values.get(INSTALLATION_ID),
                    values.get(PRIVATE_KEY_FILE),
                    values.get(DELIVERY_LOG)));
    static final Key<GitHubCredential> APP =
            Key.optional("app", APP_SECTION, "Access as a GitHub App, in place of a token.");

    static final Section<GitHubConfig> SECTION = new Section<>(
            "GitHub",
            "A GitHub to read: repositories, deployments, pull requests and teams.",
            List.of(
                    SourceNames.NAME,
                    API_URL,
                    GRAPHQL_URL,
                    TOKEN_FILE,
                    TOKEN_ENV,
                    APP,
                    ORGANIZATIONS,
                    EXCLUDE,
                    API_VERSION),
            List.of(Rules.atMostOne("token_file", "token_env", "app")),
            GitHubSection::build);

    private GitHubSection() {}

    private static GitHubConfig build(Values values) {
        URI api = values.get(API_URL);
        return new GitHubConfig(
                values.find(SourceNames.NAME).orElse(SourceNames.byPosition(SourceNames.GITHUB, values.position())),
                api,
                values.find(GRAPHQL_URL).orElse(GitHubConfig.graphqlUrlOf(api)),
                credential(values),
                values.get(ORGANIZATIONS),
                values.get(EXCLUDE),
                values.get(API_VERSION));
    }

    private static GitHubCredential credential(Values values) {
        Optional<GitHubCredential> file = values.find(TOKEN_FILE).map(TokenFile::new);
        return file.or(() -> values.find(TOKEN_ENV).map(TokenEnvironment::new))
                .or(() -> values.find(APP))
                .orElse(GitHubCredential.DEFAULT);
    }
}
