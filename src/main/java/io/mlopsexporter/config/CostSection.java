package io.mlopsexporter.config;

import io.mlopsexporter.config.CostConfig.Category;
import io.mlopsexporter.config.CostConfig.CostColumn;
import io.mlopsexporter.config.CostConfig.Files;
import io.mlopsexporter.config.CostConfig.Focus;
import io.mlopsexporter.config.CostConfig.Scope;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code costs}. */
final class CostSection {
    private static final TokenEnvironment GITHUB_TOKEN = new TokenEnvironment("GITHUB_TOKEN");
    private static final TextType<String> NUMBER_OR_TEXT = Types.TEXT.allowingNumber();
    private static final TextMap<List<String>> VALUES = new TextMap<>(
            ListType.orSingle(NUMBER_OR_TEXT), "names with a value or a list of them, as ServiceName: [X, Y]");
    private static final TextMap<String> TEAMS_BY_NAME =
            new TextMap<>(Types.TEXT, "names with the team of each, as fraud-prod: fraud");

    static final Key<String> NAME = Key.optional(
            "name",
            Types.SOURCE_NAME,
            "Its label `source` is `cost-NAME`. By default `cost`, from the second one on with a number: `cost-2`.");
    static final Key<String> SCOPE = Key.optional(
            "scope",
            Types.TEXT,
            "What it pays for, in a word of your own: no two sources may pay for the same, as the bill of a cluster's machines and OpenCost do. By default `infrastructure`, of GitHub `github ORGANIZATION`.");
    static final Key<Path> FOCUS_FILE = Key.optional(
            "focus_file",
            Types.FILE,
            "Bills in FOCUS format 1.0 to 1.4: a CSV file, gzipped or not; a folder; or a pattern as `exports/**.csv.gz`. Read again when anything changes.");
    static final Key<URI> FOCUS_URL =
            Key.optional("focus_url", FileTypes.DOCUMENT_URL, "One such file at an HTTPS URL.");
    static final Key<URI> OPENCOST_URL = Key.optional(
            "opencost_url",
            AddressTypes.URL,
            "OpenCost's API (port 9003), or Kubecost's with its `/model`: asked for each closed UTC day, which is kept.");
    static final Key<String> GITHUB_ORGANIZATION = Key.optional(
            "github_organization",
            Types.ORGANIZATION,
            "What GitHub bills an organization for usage beyond its plan: Actions, storage, licences.");
    static final Key<URI> API_URL =
            Key.of("api_url", AddressTypes.URL, "https://api.github.com", "Root of GitHub's REST API.");
    static final Key<Path> TOKEN_FILE = Key.optional(
            "token_file",
            Types.SECRET_FILE,
            "File with a token that the URL or GitHub needs, sent as `Authorization: Bearer`.");
    static final Key<String> TOKEN_ENV = Key.optional(
            "token_env",
            Types.ENVIRONMENT_VARIABLE,
            "Environment variable with that token. GitHub's default: `GITHUB_TOKEN`.");
    static final Key<String> AGGREGATE = Key.of(
            "aggregate",
            new TextType<>(
                    "aggregate",
                    "namespace, or a label or annotation as label:team",
                    "^(namespace|controller|cluster|(label|annotation):[A-Za-z0-9_./-]+)$",
                    (text, reading) -> text),
            "namespace",
            "Whose charges OpenCost tells apart.");
    static final Key<String> CURRENCY = Key.optional(
            "currency",
            new TextType<>("currency", "three capital letters, as USD", "^[A-Z]{3}$", (text, reading) -> text),
            "The currency of OpenCost's price sheet, which it does not tell.");
    static final Key<Duration> LOOK_BACK = Key.of(
            "look_back",
            TimeTypes.DAYS,
            "14d",
            "How far back OpenCost is asked at first: as far as its Prometheus remembers.");
    static final Key<Files> FILES = Key.optional(
            "files",
            new Choice<>(List.of(Files.PARTS, Files.VERSIONS), Choice::key),
            "What several files with the same account and month are to each other, where no manifest tells: each has some of the rows, or the newest has them all.");
    static final Key<CostColumn> COST_COLUMN = Key.of(
            "cost_column",
            Choice.of(CostColumn.class, CostColumn::column),
            "EffectiveCost",
            "Which amounts are added: with commitments spread over what they cover, or as they are invoiced.");
    static final Key<List<Category>> CHARGE_CATEGORIES = Key.of(
            "charge_categories",
            ListType.notEmpty(Choice.of(Category.class, Category::word)),
            "[Usage, Purchase, Adjustment]",
            "Which charges count. `Tax` and `Credit` are left out, as a credit that runs out would make the platform look suddenly dear.");

    static final Key<SortedMap<String, List<String>>> COLUMNS = Key.of(
            "columns",
            VALUES,
            "{}",
            "Columns, each with the values that count, as `ServiceCategory: AI and Machine Learning`.");
    static final Key<SortedMap<String, List<String>>> TAGS =
            Key.of("tags", VALUES, "{}", "Tags, each with the values that count, as `platform: ml`.");
    static final Section<Scope> WHERE_SECTION = new Section<>(
            "scope of a bill",
            "Which rows are the platform's: those that have one of the values in each of the columns and tags.",
            List.of(COLUMNS, TAGS),
            List.of(Rules.atLeastOne("columns", "tags")),
            values -> new Scope(values.get(COLUMNS), values.get(TAGS)));
    static final Key<Scope> WHERE = Key.optional("where", WHERE_SECTION, "Which rows of the bill are the platform's.");
    static final Key<Boolean> ALL = Key.of(
            "all", new Flag(), "false", "Every row of the bill is the platform's. This or `where` has to be said.");

    static final Key<String> TEAM_TAG = Key.optional(
            "team_tag",
            Types.TEXT,
            "The tag whose value names a charge's team, by `AllocatedTags` where a bill has them, else by `Tags`. A provider's prefix is part of it.");
    static final Key<SortedMap<String, String>> SUB_ACCOUNTS = Key.of(
            "sub_accounts",
            TEAMS_BY_NAME,
            "{}",
            "Teams by the id or name of a sub account (AWS account, Azure subscription, Google project), for charges that no tag gives to a team.");
    static final Key<SortedMap<String, String>> TEAMS = Key.of(
            "teams",
            TEAMS_BY_NAME,
            "{}",
            "Teams by the value of the tag, the namespace or the repository, where that is not the team's own name.");
    static final Key<Duration> SETTLE = Key.of(
            "settle",
            TimeTypes.DAYS,
            "2d",
            "How long after a day its charges may still change, in whole days: windows end so long before the last day with usage.");
    static final Key<Charset> ENCODING =
            Key.optional("encoding", FileTypes.ENCODING, "Of a file without a byte-order mark. Default: UTF-8.");

    static final Section<CostConfig> SECTION = new Section<>(
            "source of costs",
            "A source of what the platform costs.",
            List.of(
                    NAME,
                    SCOPE,
                    FOCUS_FILE,
                    FOCUS_URL,
                    OPENCOST_URL,
                    GITHUB_ORGANIZATION,
                    API_URL,
                    TOKEN_FILE,
                    TOKEN_ENV,
                    AGGREGATE,
                    CURRENCY,
                    LOOK_BACK,
                    FILES,
                    COST_COLUMN,
                    CHARGE_CATEGORIES,
                    WHERE,
                    ALL,
                    TEAM_TAG,
                    SUB_ACCOUNTS,
                    TEAMS,
                    SETTLE,
                    ENCODING),
            List.of(
                    Rules.atLeastOne("focus_file", "focus_url", "opencost_url", "github_organization"),
                    Rules.atMostOne("focus_file", "focus_url", "opencost_url", "github_organization"),
                    Rules.atMostOne("token_file", "token_env"),
                    Rules.atMostOne("focus_file", "token_file"),
                    Rules.atMostOne("focus_file", "token_env"),
                    Rule.inCode("`currency` is required with `opencost_url`.", CostRules::checkCurrency),
                    Rule.inCode("Each key stands only beside the origin that it is about.", CostRules::checkFit),
                    Rule.inCode("A bill has `where` or `all: true`, not both.", CostRules::checkScope)),
            CostSection::build);

    private CostSection() {}

    private static CostConfig build(Values values) {
        return new CostConfig(
                SourceNames.ofCost(values.find(NAME), values.position()),
                CostRules.scope(values.find(SCOPE), values.find(GITHUB_ORGANIZATION)),
                origin(values),
                values.get(TEAMS));
    }

    private static CostConfig.Origin origin(Values values) {
        Optional<UrlCredential> credential = values.find(TOKEN_FILE)
                .<UrlCredential>map(TokenFile::new)
                .or(() -> values.find(TOKEN_ENV).map(TokenEnvironment::new));
        if (values.find(OPENCOST_URL).isPresent()) {
            return new CostConfig.OpenCost(
                    values.find(OPENCOST_URL).get(),
                    credential,
                    values.get(AGGREGATE),
                    values.get(CURRENCY),
                    values.get(LOOK_BACK));
        }
        return values.find(GITHUB_ORGANIZATION).isPresent()
                ? new CostConfig.GitHubUsage(
                        values.get(API_URL),
                        values.find(GITHUB_ORGANIZATION).get(),
                        credential.orElse(GITHUB_TOKEN),
                        values.get(SETTLE))
                : focus(values, credential);
    }

    private static Focus focus(Values values, Optional<UrlCredential> credential) {
        return new Focus(
                values.find(FOCUS_FILE),
                values.find(FOCUS_URL),
                credential,
                values.find(FILES).orElse(Files.UNTOLD),
                values.get(COST_COLUMN),
                values.get(CHARGE_CATEGORIES),
                values.find(WHERE).orElse(new Scope(new TreeMap<>(), new TreeMap<>())),
                values.find(TEAM_TAG),
                values.get(SUB_ACCOUNTS),
                values.get(SETTLE),
                values.find(ENCODING));
    }
}
