package io.mlopsexporter.explain.view;

import static io.mlopsexporter.explain.view.HostileWorld.NAME;
import static io.mlopsexporter.explain.view.HostileWorld.NOW;
import static io.mlopsexporter.explain.view.HostileWorld.TEAM;
import static io.mlopsexporter.explain.view.HostileWorld.TITLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.exposition.Content;
import io.mlopsexporter.exposition.Visit;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.platform.AdoptionFigures;
import io.mlopsexporter.platform.Capability;
import io.mlopsexporter.platform.CapabilityFigures;
import io.mlopsexporter.platform.CostFigures;
import io.mlopsexporter.platform.Indicator;
import io.mlopsexporter.platform.MaturityFigures;
import io.mlopsexporter.platform.PlatformFigures;
import io.mlopsexporter.platform.SupportFigures;
import io.mlopsexporter.platform.SurveyFigures;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's part of the page: each figure with what it follows from, whatever others have called their things. */
class PlatformPageTest {
    private static final Window MONTH = new Window("30d", Duration.ofDays(30));
    private static final Capability REGISTRY =
            new Capability("model_registry", "models are registered", Set.of(Kind.MODEL), true, List.of(), List.of());
    private static final Indicator AUTONOMY = new Indicator(
            "autonomy",
            Indicator.Dimension.PEOPLE,
            false,
            Set.of(),
            "hands over",
            "partly",
            "does it all",
            Optional.empty());

    private static PlatformFigures figures() {
        var counts = new TreeMap<Activity.Type, Integer>(
                Map.of(Activity.Type.TRAINING_RUN, 31, Activity.Type.DEPLOYMENT, 4));
        var adoption = new AdoptionFigures(
                NOW,
                new TreeSet<>(Set.of("fraud", TEAM)),
                12,
                Optional.empty(),
                1,
                List.of(new AdoptionFigures.Start("fraud", NOW.minus(Duration.ofDays(200)), Optional.empty(), false)),
                List.of(new AdoptionFigures.InWindow(
                        MONTH,
                        new TreeSet<>(Set.of("fraud")),
                        5,
                        OptionalInt.of(1),
                        OptionalDouble.of(0.5),
                        new TreeMap<>(Map.of("fraud", counts)))));
        var survey = new SurveyFigures(
                NAME,
                NOW,
                OptionalInt.of(40),
                5,
                List.of(new SurveyFigures.InWindow(
                        new Window("365d", Duration.ofDays(365)),
                        10,
                        new SurveyFigures.Share(7, 10),
                        new SurveyFigures.Share(7, 10),
                        new SurveyFigures.Share(3, 10),
                        OptionalInt.of(40))));
        var sums = new CostFigures.InCurrency(
                new BigDecimal("60.5"),
                new TreeMap<>(Map.of("fraud", new BigDecimal("40.25"), TEAM, new BigDecimal("10.25"))),
                new TreeMap<>(Map.of(TITLE, BigDecimal.TEN)));
        var cost = new CostFigures(
                NOW,
                List.of("cost"),
                List.of(new CostFigures.InWindow(
                        MONTH, List.of(), new TreeMap<>(Map.of("USD", sums)), OptionalInt.of(5))));
        var standing =
                new CapabilityFigures.Standing(REGISTRY, Optional.of(true), Optional.of(false), TITLE, List.of());
        var capabilities = new CapabilityFigures(
                NOW,
                List.of(new CapabilityFigures.Offer(REGISTRY, Optional.of(false), "nobody uses it")),
                new TreeMap<>(Map.of(
                        "fraud",
                        List.of(standing),
                        TEAM,
                        List.of(new CapabilityFigures.Standing(
                                REGISTRY, Optional.of(true), Optional.empty(), "not read", List.of(TITLE))))));
        var profile = new MaturityFigures.Profile(List.of(new MaturityFigures.Rating(
                AUTONOMY, Optional.of(new MaturityFigures.Score(0.25, MaturityFigures.Evidence.ASSESSED)), TITLE)));
        var maturity = new MaturityFigures(
                NOW, new TreeMap<>(Map.of("fraud", profile, TEAM, profile)), new MaturityFigures.Profile(List.of()));
        var support = new SupportFigures(
                NAME + "#" + TITLE, NOW, 3, 2, Optional.of(NOW.minus(Duration.ofHours(9))), List.of());
        return new PlatformFigures(Optional.of(adoption), List.of(survey), Optional.of(cost))
                .with(capabilities)
                .with(maturity)
                .with(support);
    }

    private static Content get(PlatformFigures figures, String... query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int at = 0; at < query.length; at += 2) {
            parameters.put(query[at], query[at + 1]);
        }
        return new ExplainPage(() -> HostileWorld.explainer("https://gh.example/"), () -> figures)
                .page()
                .content()
                .apply(new Visit(parameters, false));
    }

    @Test
    void page_showsEachPart_withWhatItFollowsFrom() {
        Content page = get(figures(), "platform", "all");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("<h1>The platform</h1>")
                .contains("30d: 0.5: 1 active of 2 known teams", "30d: 5 people", ">31</td>")
                .contains("365d: 0.7: 7 of 10 answers say satisfied", "365d: 0.25: 10 responses, 40 people invited")
                .contains("3: open ones, of which 2 have no answer yet")
                .contains(
                        ">60.50</td>",
                        ">12.10</td>",
                        ">40.25</td>",
                        ">66.5 %</td>",
                        ">10.00</td>",
                        "unallocated: no known team")
                .contains("0.0 %: 0 of 2 pairs of a team and a capability that it needs", "nobody uses it")
                .contains(">0.25</td>", "1 of 1 indicators");
        assertThat(get(figures(), "platform", "all", "team", "fraud").text())
                .contains("0: hands over", "1: does it all", ">assessed</td>")
                .contains("0.0 %: 0 of 1 needed capabilities whose use is known are used")
                .contains("Of the platform as a whole only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "adoption", "happiness", "support", "cost", "capabilities", "maturity"})
    void hostileNames_stayTexts_inEachPart(String part) {
        for (String team : List.of("", "fraud", TEAM)) {
            String page = get(figures(), "platform", part, "team", team).text();

            assertThat(ExplainPageTest.malformed(page)).isEmpty();
            assertThat(ExplainPageTest.links(page)).allMatch(ExplainPageTest::leadsSomewhere);
            assertThat(page).doesNotContain("<script", "<img");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, platform, everything, team, fraud",
        "404, platform, cost, team, nobody",
        "400, platform, cost, window, 31d",
        "400, platform, cost, application, fraud-api",
        "400, platform, cost, format, xml",
        "404, platform, cost, team, <script>alert(1)</script>"
    })
    void unknownValues_areSaid_andTheFormIsThere(int status, String name, String value, String other, String another) {
        Content page = get(figures(), name, value, other, another);

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.text()).contains("That cannot be explained", "<form").doesNotContain("<script");
        assertThat(ExplainPageTest.malformed(page.text())).isEmpty();
    }

    @Test
    void whatIsNotKnown_isSaidToBe() {
        assertThat(get(PlatformFigures.NONE, "platform", "all").text())
                .contains("Not known: no survey is configured", "Not known: no source of costs is configured");
    }

    @Test
    void json_holdsEachSeriesOfMetrics_andWhatItFollowsFrom() throws IOException {
        JsonNode all = json("platform", "all");
        JsonNode fraud = json("platform", "capabilities", "team", "fraud");

        assertThat(all.path("figures")).hasSize(Catalog.series(figures()).size());
        assertThat(all.path("explanations").findValuesAsText("metric"))
                .containsAll(
                        Set.of("mlops_platform_cost_per_user", "mlops_platform_active_users", "mlops_maturity_score"));
        assertThat(all.at("/cost/windows/0/currencies/USD/teams/fraud").decimalValue())
                .isEqualByComparingTo("40.25");
        assertThat(all.at("/adoption/windows/0/activities/fraud/training_run").asInt())
                .isEqualTo(31);
        assertThat(all.at("/maturity/teams/fraud/0/evidence").asText()).isEqualTo("assessed");
        assertThat(fraud.path("figures").findValuesAsText("ml_team"))
                .isNotEmpty()
                .containsOnly("fraud");
        assertThat(fraud.has("cost")).isFalse();
        assertThat(fraud.at("/capabilities/teams").size()).isEqualTo(1);
        assertThat(fraud.at("/capabilities/teams/fraud/0/used").asBoolean(true)).isFalse();
    }

    private static JsonNode json(String... query) throws IOException {
        String[] asked = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(query), java.util.stream.Stream.of("format", "json"))
                .toArray(String[]::new);
        Content content = get(figures(), asked);
        assertThat(content.contentType()).startsWith("application/json");
        return new ObjectMapper().readTree(content.text());
    }
}
