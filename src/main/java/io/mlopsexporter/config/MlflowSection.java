package io.mlopsexporter.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code mlflow}. */
final class MlflowSection {
    static final Key<URI> TRACKING_URI = Key.required(
            "tracking_uri",
            AddressTypes.URL,
            "Root of the server. MLflow 3.5 and later refuse host names that `--allowed-hosts` does not name, such as that of a Kubernetes service.");
    static final Key<Path> TOKEN_FILE = Key.optional(
            "token_file",
            Types.SECRET_FILE,
            "File with a token, sent as `Authorization: Bearer`. It is read again when it changes.");
    static final Key<String> TOKEN_ENV =
            Key.optional("token_env", Types.ENVIRONMENT_VARIABLE, "Environment variable with that token.");
    static final Key<String> USERNAME = Key.optional(
            "username",
            Types.TEXT,
            "User of MLflow's own authentication (`--app-name basic-auth`), with permission to read.");
    static final Key<Path> PASSWORD_FILE =
            Key.optional("password_file", Types.SECRET_FILE, "File with that user's password.");
    static final Key<String> PASSWORD_ENV =
            Key.optional("password_env", Types.ENVIRONMENT_VARIABLE, "Environment variable with that password.");
    static final Key<AliasesType.Aliases> ALIASES = Key.of(
            "production_aliases",
            new AliasesType(),
            "[production, prod, champion]",
            "Aliases whose version is in production, whatever their case: as a list, or each with the environment that it stands for.");
    static final Key<Boolean> STAGE = Key.of(
            "production_stage", new Flag(), "true", "Whether a version in the stage `Production` is in production.");
    static final Key<String> DEPLOYED_AT_TAG = Key.of(
            "deployed_at_tag",
            Types.OPTIONAL_TAG,
            "deployed_at",
            "Tag of a version that says when it was deployed, in RFC 3339 (`2026-11-20T10:00:00Z`). `\"\"`: none does.");
    static final Key<String> ENVIRONMENT = Key.of(
            "environment",
            Types.TEXT,
            "production",
            "The label `deploy_environment` of stage and tag, and of aliases that name none of their own.");
    static final Key<List<Pattern>> EXCLUDE_MODELS = Key.of(
            "exclude_models",
            ListType.of(Types.REGEX_ANY_CASE),
            "[]",
            "Models that are not read unless they are configured: searched in their names.");
    static final Key<List<Pattern>> EXCLUDE_EXPERIMENTS = Key.of(
            "exclude_experiments",
            ListType.of(Types.REGEX_ANY_CASE),
            "[]",
            "Experiments whose runs are no use of the platform: searched in their names.");

    static final Section<MlflowConfig> SECTION = new Section<>(
            "MLflow server",
            "An MLflow tracking server to read, 2.9 to 3.x: models, their versions and aliases, runs and experiments.",
            List.of(
                    SourceNames.NAME,
                    TRACKING_URI,
                    TOKEN_FILE,
                    TOKEN_ENV,
                    USERNAME,
                    PASSWORD_FILE,
                    PASSWORD_ENV,
                    ALIASES,
                    STAGE,
                    DEPLOYED_AT_TAG,
                    ENVIRONMENT,
                    EXCLUDE_MODELS,
                    EXCLUDE_EXPERIMENTS),
            List.of(
                    Rules.atMostOne("token_file", "token_env", "username"),
                    Rules.atMostOne("password_file", "password_env"),
                    Rule.inCode(
                            "`username` needs one of `password_file`, `password_env`, and these need it.",
                            MlflowSection::checkPassword)),
            MlflowSection::build);

    private MlflowSection() {}

    private static void checkPassword(Item.Mapping server, Reading reading) {
        boolean user = server.find(USERNAME.name()).isPresent();
        for (String password : List.of(PASSWORD_FILE.name(), PASSWORD_ENV.name())) {
            if (!user && server.find(password).isPresent()) {
                reading.report(Problem.of(server.pathOf(password), server.lineOf(password), "goes only with username"));
            }
        }
        if (user
                && server.find(PASSWORD_FILE.name()).isEmpty()
                && server.find(PASSWORD_ENV.name()).isEmpty()) {
            reading.report(Problem.of(server.pathOf(USERNAME.name()), server.lineOf(USERNAME.name()), "has no password")
                    .expecting("password_file or password_env beside it"));
        }
    }

    private static MlflowConfig build(Values values) {
        String environment = values.get(ENVIRONMENT);
        SortedMap<String, String> aliases = new TreeMap<>();
        values.get(ALIASES).environments().forEach((alias, own) -> aliases.put(alias, own.orElse(environment)));
        return new MlflowConfig(
                values.find(SourceNames.NAME).orElse(SourceNames.byPosition(SourceNames.MLFLOW, values.position())),
                values.get(TRACKING_URI),
                credential(values),
                environment,
                aliases,
                values.get(STAGE),
                Optional.of(values.get(DEPLOYED_AT_TAG)).filter(tag -> !tag.isEmpty()),
                values.get(EXCLUDE_MODELS),
                values.get(EXCLUDE_EXPERIMENTS));
    }

    private static Optional<MlflowCredential> credential(Values values) {
        Optional<MlflowCredential> token = values.find(TOKEN_FILE).map(TokenFile::new);
        Optional<UrlCredential> password = values.find(PASSWORD_FILE).map(TokenFile::new);
        return token.or(() -> values.find(TOKEN_ENV).map(TokenEnvironment::new))
                .or(() -> values.find(USERNAME)
                        .map(user -> new MlflowCredential.Basic(
                                user,
                                password.or(() -> values.find(PASSWORD_ENV).map(TokenEnvironment::new))
                                        .orElseThrow())));
    }
}
