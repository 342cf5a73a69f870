package io.mlopsexporter.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code pagerduty}. */
final class PagerDutySection {
    static final Key<URI> API_URL = Key.of(
            "api_url",
            AddressTypes.URL,
            "https://api.pagerduty.com",
            "Root of the REST API. Service region EU: `https://api.eu.pagerduty.com`.");
    static final Key<Path> TOKEN_FILE = Key.optional(
            "token_file",
            Types.SECRET_FILE,
            "File with an API key (read-only is enough). It is read again when it changes.");
    static final Key<String> TOKEN_ENV = Key.optional(
            "token_env",
            Types.ENVIRONMENT_VARIABLE,
            "Environment variable with an API key. Default: `PAGERDUTY_TOKEN`.");
    static final Key<PagerDutyCredential> OAUTH =
            Key.optional("oauth", OAuthSection.SECTION, "Access as a scoped OAuth client, in place of an API key.");
    static final Key<List<PagerDutyConfig.Urgency>> URGENCIES = Key.of(
            "urgencies",
            ListType.notEmpty(Choice.of(PagerDutyConfig.Urgency.class)),
            "[high]",
            "Which incidents count, by their urgency.");
    static final Key<List<String>> PRIORITIES = Key.of(
            "priorities",
            ListType.of(Types.TEXT),
            "[]",
            "Which incidents count, by the name of their priority (`P1`). None: all, also those without a priority.");

    static final Key<List<Pattern>> INCLUDE = Key.of(
            "include",
            ListType.of(Types.REGEX_ANY_CASE),
            "[]",
            "Services that are read: searched in their names. None: all.");
    static final Key<List<Pattern>> EXCLUDE = Key.of(
            "exclude",
            ListType.of(Types.REGEX_ANY_CASE),
            "[]",
            "Services that are not read: searched in their names. Wins over `include`.");

    /** Which services are read. */
    record Services(List<Pattern> include, List<Pattern> exclude) {}

    static final Section<Services> SERVICES_SECTION = new Section<>(
            "selection of services",
            "Which services are read.",
            List.of(INCLUDE, EXCLUDE),
            List.of(),
            values -> new Services(values.get(INCLUDE), values.get(EXCLUDE)));
    static final Key<Services> SERVICES = Key.of("services", SERVICES_SECTION, "{}", "Which services are read.");

    static final Section<PagerDutyConfig> SECTION = new Section<>(
            "PagerDuty account",
            "A PagerDuty account to read: incidents and services.",
            List.of(SourceNames.NAME, API_URL, TOKEN_FILE, TOKEN_ENV, OAUTH, URGENCIES, PRIORITIES, SERVICES),
            List.of(Rules.atMostOne("token_file", "token_env", "oauth")),
            PagerDutySection::build);

    private PagerDutySection() {}

    private static PagerDutyConfig build(Values values) {
        Services services = values.get(SERVICES);
        return new PagerDutyConfig(
                values.find(SourceNames.NAME).orElse(SourceNames.byPosition(SourceNames.PAGERDUTY, values.position())),
                values.get(API_URL),
                credential(values),
                EnumSet.copyOf(values.get(URGENCIES)),
                services.include(),
                services.exclude(),
                values.get(PRIORITIES));
    }

    private static PagerDutyCredential credential(Values values) {
        Optional<PagerDutyCredential> file = values.find(TOKEN_FILE).map(TokenFile::new);
        return file.or(() -> values.find(TOKEN_ENV).map(TokenEnvironment::new))
                .or(() -> values.find(OAUTH))
                .orElse(PagerDutyCredential.DEFAULT);
    }
}
