package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlopsexporter.config.ConfigReader;
import io.mlopsexporter.explain.view.Recomputation;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's organisation, polled and served by the real agent. */
class ExplainedServiceTest {
    private static final Pattern APPLICATION = Pattern.compile(
            "dora_deployments\\{ml_team=\"([^\"]*)\",application=\"([^\"]*)\",kind=\"([^\"]*)\",deploy_environment=\"([^\"]*)\".*");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyFigureOnMetrics_followsFromWhatExplainAnswers() throws IOException {
        try (StoodStill demo = StoodStill.at(Instant.now().truncatedTo(ChronoUnit.HOURS))) {
            Path config = Settings.of(folder, demo.url());
            Settings.add(config, "pagerduty: [{api_url: \"%s\", token_file: token}]".formatted(demo.pagerDutyUrl()));
            try (Service service = new Service(
                    () -> ConfigReader.read(config),
                    InstantSource.fixed(demo.now()),
                    GitHubWiring.Pace.LOOPBACK,
                    (figures, platform) -> {})) {
                service.start();
                String url = "http://127.0.0.1:" + service.port();
                Await.until(
                        "readiness",
                        Program.BOUND,
                        () -> Optional.of(Page.at(url + "/-/ready")).filter(page -> page.status() == 200),
                        () -> "not ready");

                SortedMap<String, Double> exposed = Scrape.of(url).dora();
                SortedMap<String, Double> recomputed = recomputed(url, exposed.keySet());

                assertThat(exposed).hasSizeGreaterThan(1_500);
                assertThat(without(exposed, recomputed)).as("not explained").isEmpty();
                assertThat(without(recomputed, exposed)).as("not exposed").isEmpty();
                recomputed.forEach((name, value) -> assertThat(value)
                        .as(name)
                        .isCloseTo(
                                exposed.getOrDefault(name, Double.NaN),
                                Offset.offset(Math.max(1e-9, Math.abs(value) * 1e-9))));
                assertThat(Page.at(url + "/").text()).contains("<a href=\"./explain\">");
                assertThat(Page.at(url + "/explain").text()).contains("<h1>The organisation</h1>");
                assertThat(Page.at(url + "/explain?application=nothing").status())
                        .isEqualTo(404);
            }
        }
    }

    private static SortedMap<String, Double> recomputed(String url, Set<String> names) throws IOException {
        Set<String> scopes = new LinkedHashSet<>(List.of(""));
        for (String name : names) {
            Matcher application = APPLICATION.matcher(name);
            if (application.matches()) {
                scopes.add("&team=" + encoded(application.group(1)));
                scopes.add("&team=" + encoded(application.group(1)) + "&application=" + encoded(application.group(2))
                        + "&kind=" + encoded(application.group(3)) + "&environment=" + encoded(application.group(4)));
            }
        }
        var recomputed = new TreeMap<String, Double>();
        for (String scope : scopes) {
            for (String window : List.of("7d", "30d")) {
                JsonNode json = JSON.readTree(Page.at(url + "/explain?format=json&window=" + window + scope)
                        .text());
                assertThat(json.path("pages").asInt()).isEqualTo(1);
                // without labels there are no braces
                Recomputation.of(json).forEach((name, value) -> recomputed.put(name.replace("{}", ""), value));
            }
        }
        return recomputed;
    }

    private static Set<String> without(SortedMap<String, Double> all, SortedMap<String, Double> others) {
        Set<String> left = new LinkedHashSet<>(all.keySet());
        left.removeAll(others.keySet());
        return left;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
