package io.mlopsexporter.explain.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.RepositoryWorld;
import io.mlopsexporter.dora.World;
import io.mlopsexporter.explain.Explainer;
import io.mlopsexporter.exposition.Content;
import io.mlopsexporter.exposition.Visit;
import io.mlopsexporter.platform.PlatformFigures;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainPageTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9!A-Z]+)([^<>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)(?:=\"([^\"<>]*)\")?");
    private static final Set<String> VOID = Set.of("meta", "link", "br", "!DOCTYPE");
    private static final Set<String> KNOWN = Set.of(
            "html",
            "head",
            "title",
            "style",
            "body",
            "main",
            "nav",
            "h1",
            "h2",
            "small",
            "p",
            "span",
            "strong",
            "a",
            "bdi",
            "form",
            "label",
            "select",
            "optgroup",
            "option",
            "button",
            "div",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "code",
            "time");
    private static final Set<String> ATTRIBUTES = Set.of(
            "lang",
            "charset",
            "name",
            "content",
            "rel",
            "href",
            "class",
            "method",
            "action",
            "value",
            "selected",
            "label",
            "scope",
            "data-of",
            "datetime",
            "id");

    private final Explainer explainer = explainer();

    private static Explainer explainer() {
        var world = new World();
        world.repository("feast")
                .commit("a", 900)
                .deploy("a", 500)
                .merge("b", 1, 60, 50, "a")
                .deploy("b", 48)
                .commit("c", 40, "b")
                .deploy("c", 30)
                .deploy("b", 28);
        world.repository("kserve")
                .commit("k", 100)
                .deploy("k", 90, "Production")
                .deploy("k", 80, "prod-eu");
        world.resolved("1", "feast", 29, 27, "down").open("2", "kserve", 5, "slow");
        return explainer(world);
    }

    private static Explainer explainer(World world) {
        return new Explainer(world.figures(), world.log(), Policy.DEFAULT);
    }

    private static Content get(Explainer explainer, boolean json, String... query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int at = 0; at < query.length; at += 2) {
            parameters.put(query[at], query[at + 1]);
        }
        return new ExplainPage(() -> explainer, () -> PlatformFigures.NONE)
                .page()
                .content()
                .apply(new Visit(parameters, json));
    }

    private Content get(String... query) {
        return get(explainer, false, query);
    }

    private static JsonNode json(Content content) throws IOException {
        assertThat(content.contentType()).startsWith("application/json");
        return new ObjectMapper().readTree(content.text());
    }

    @Test
    void page_showsFiguresAndTheirEvents_withLinksToTheirSources() {
        Content page = get("application", "feast", "window", "30d");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("<h1>feast</h1>", ">dora_change_failure_ratio<", "1 failed ÷ 4 deployments")
                .contains("href=\"https://pd.example/1\"", "href=\"explain?platform=all\"")
                .containsPattern("href=\"https://github.example/feast/deployments/[0-9]+\"")
                .containsPattern("rollback <a rel=\"noreferrer noopener\" href=\"https://github.example/feast/")
                .contains("the first deployment known: what it delivered is unknown")
                .doesNotContain("<script");
        assertThat(malformed(page.text())).isEmpty();
    }

    @Test
    void metric_showsItsDefinition_andOnlyWhatItFollowsFrom() {
        Content page = get("application", "feast", "metric", "dora_lead_time_seconds");

        assertThat(page.text())
                .contains("DORA&#39;s change lead time", "<h2 id=\"changes\">", "<h2 id=\"deployments\">")
                .doesNotContain("<h2 id=\"incidents\">", "dora_change_failure_ratio<")
                .contains("<option value=\"lead_time_seconds\" selected>");
    }

    @Test
    void form_choosesByGet_andKeepsWhatIsShown() {
        assertThat(get("team", "ml", "application", "", "metric", "").text())
                .contains("<form method=\"get\" action=\"explain\">", "<h1>Team ml</h1>")
                .contains(
                        "<option value=\"ml\" selected>",
                        "<option value=\"feast\">",
                        "<option value=\"30d\" selected>");
        assertThat(get().text()).contains("<h1>The organisation</h1>");
    }

    @Test
    void environments_areLinkedBesideEachOther() {
        assertThat(get("application", "kserve").text())
                .contains("<strong><bdi>production</bdi></strong>")
                .contains(
                        "explain?team=ml&amp;application=kserve&amp;kind=software&amp;environment=prod-eu&amp;window=30d");
        assertThat(get("application", "kserve", "environment", "prod-eu").text())
                .contains("<strong><bdi>prod-eu</bdi></strong>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | application | frost    | no application frost; there are: feast, kserve
            404 | team        | <b>      | no team &lt;b&gt;; there are: ml
            404 | metric      | magic    | no metric magic; there are:
            400 | window      | 1y       | window 1y: expected one of 7d, 30d, 90d
            400 | format      | xml      | format xml: expected html or json
            400 | app         | feast    | parameter app is not known; there are: team, application, kind,
            400 | environment | staging  | an environment is one of an application: name the application too
            400 | deployments_page | 0   | deployments_page 0: expected a number from 1
            400 | deployments_page | -1e | deployments_page -1e: expected a number from 1
            404 | deployments_page | 9   | deployments_page 9: there are 1
            """)
    void unknownValues_areSaid_andTheFormIsThere(int status, String parameter, String value, String sentence)
            throws IOException {
        Content page = get(parameter, value);

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.text()).contains(sentence, "<form method=\"get\"");
        assertThat(malformed(page.text())).isEmpty();
        if (!parameter.endsWith("_page")) {
            Content json = get(explainer, true, parameter, value);
            assertThat(json.status()).isEqualTo(status);
            if (!parameter.equals("format")) {
                assertThat(json(json).path("error").asText())
                        .isEqualTo(json(json).path("error").asText().strip())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void applicationOfAnotherTeam_isSaid_andTheChosenTeamKept() {
        var world = new World();
        world.repository("feast").commit("a", 90).deploy("a", 50);
        Content page = get(explainer(world), false, "team", "other", "application", "feast");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("application feast is of team ml, not other");
    }

    @Test
    void json_isAskedForByParameterOrHeader() throws IOException {
        JsonNode byParameter = json(get("application", "feast", "format", "json"));
        JsonNode byHeader = json(get(explainer, true, "application", "feast"));

        assertThat(byParameter).isEqualTo(byHeader);
        assertThat(byParameter.at("/scope/application").asText()).isEqualTo("feast");
        assertThat(get(explainer, true, "application", "feast", "format", "html")
                        .contentType())
                .startsWith("text/html");
    }

    @Test
    void longLists_areInPages_withTheirCount() throws IOException {
        var world = new World();
        RepositoryWorld feast = world.repository("feast");
        feast.commit("c0", 700);
        for (int number = 1; number <= 1_234; number++) {
            feast.commit("c" + number, 690 - number * 0.5, "c" + (number - 1)).deploy("c" + number, 690 - number * 0.5);
        }
        Explainer many = explainer(world);

        Content first = get(many, false, "application", "feast");
        Content last = get(many, false, "application", "feast", "deployments_page", "25");
        assertThat(first.text()).contains("1 to 50 of 1,234", "deployments_page=25#deployments\">25</a>");
        assertThat(first.text().length()).isLessThan(150_000);
        assertThat(last.text()).contains("1,201 to 1,234 of 1,234").contains("1 to 50 of 1,233");

        JsonNode one = json(get(many, true, "application", "feast"));
        JsonNode two = json(get(many, true, "application", "feast", "page", "2"));
        assertThat(one.path("pages").asInt()).isEqualTo(2);
        assertThat(one.at("/deployments/count").asInt()).isEqualTo(1_234);
        assertThat(one.at("/deployments/items")).hasSize(1_000);
        assertThat(two.at("/deployments/items")).hasSize(234);
        assertThat(get(many, true, "application", "feast", "page", "3").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(document.cookie)",
                "https://gh.example/\" onclick=\"alert(1)",
                "JaVaScRiPt://x/%0aalert(1)",
                "data:text/html,<script>alert(1)</script>",
                "https://gh.example/\njavascript:alert(1)",
                "//evil.example",
                "https://gh.example/?a=<b>&c='d'"
            })
    void hostileTextsAndAddresses_stayTexts(String address) {
        Explainer hostile = HostileWorld.explainer(address);
        for (String[] query : List.of(
                new String[] {"application", HostileWorld.NAME},
                new String[] {"application", HostileWorld.NAME, "environment", "production<b>"},
                new String[] {"team", HostileWorld.TEAM},
                new String[] {},
                new String[] {"application", HostileWorld.TITLE},
                new String[] {HostileWorld.TITLE, HostileWorld.TITLE},
                new String[] {"team", HostileWorld.TITLE, "metric", "<script>"})) {
            String page = get(hostile, false, query).text();

            assertThat(malformed(page)).isEmpty();
            assertThat(links(page)).allMatch(ExplainPageTest::leadsSomewhere);
        }
        assertThat(get(hostile, false, "application", HostileWorld.NAME).text())
                .contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;");
    }

    @Test
    void goodAddresses_areLinks() {
        assertThat(links(get(HostileWorld.explainer("https://gh.example/?a=1&b='2'"), false)
                        .text()))
                .contains("https://gh.example/?a=1&amp;b=&#39;2&#39;");
    }

    static boolean leadsSomewhere(String link) {
        return link.matches("https?://[^\\s\"<>]+|explain(\\?[^\\s\"<>:]*)?(#[a-z_]+)?|\\./|#[a-z_]+|data:,");
    }

    static List<String> links(String page) {
        return Pattern.compile("href=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** What is no element or attribute of ours, or not closed in order. */
    static List<String> malformed(String page) {
        String markup = page.replaceFirst("(?s)<style>.*?</style>", "<style></style>");
        var wrong = new ArrayList<String>();
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(markup);
        int end = 0;
        while (tag.find()) {
            if (markup.substring(end, tag.start()).matches("(?s).*[<>\"'].*")) {
                wrong.add("text " + markup.substring(end, tag.start()));
            }
            end = tag.end();
            String name = tag.group(2);
            if (!KNOWN.contains(name) && !VOID.contains(name)) {
                wrong.add(tag.group());
            } else if (!tag.group(1).isEmpty()) {
                if (open.isEmpty() || !open.pop().equals(name)) {
                    wrong.add(tag.group());
                }
            } else if (!VOID.contains(name)) {
                open.push(name);
            }
            if (!name.equals("!DOCTYPE")) {
                attributes(tag.group(3), wrong);
            }
        }
        open.forEach(name -> wrong.add("open " + name));
        return wrong;
    }

    private static void attributes(String attributes, List<String> wrong) {
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        int end = 0;
        while (attribute.find() && attribute.start() == end) {
            end = attribute.end();
            if (!ATTRIBUTES.contains(attribute.group(1))) {
                wrong.add(attribute.group());
            }
        }
        if (end != attributes.length()) {
            wrong.add(attributes);
        }
    }
}
