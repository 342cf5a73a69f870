package io.mlopsexporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LandingPageTest {
    @Test
    void sources_areShownWithTheirState() {
        String html = page(
                "1.2.3",
                new SourceStatus("github", true, Optional.of(Instant.parse("2026-03-01T12:00:00.123Z")), ""),
                new SourceStatus("mlflow", false, Optional.empty(), "GET /api 503"));

        assertThat(html)
                .contains(
                        "1.2.3", "<th scope=\"row\">github</th><td class=\"good\">up</td><td>2026-03-01T12:00:00Z</td>")
                .contains(
                        "<th scope=\"row\">mlflow</th><td class=\"bad\">down</td><td>not yet</td><td>GET /api 503</td>");
    }

    @Test
    void links_areRelativeAndLeadEverywhere() {
        assertThat(page("1"))
                .contains("href=\"./metrics\"", "href=\"./explain\"", "href=\"./-/healthy\"", "href=\"./-/ready\"")
                .contains("No source has been polled yet.");
    }

    @Test
    void whatComesFromOutside_isEscaped() {
        String attack = "<script>alert('1')</script>\"&{sources}";

        String html = page(attack, new SourceStatus(attack, true, Optional.empty(), attack));

        assertThat(html).doesNotContain("<script", "alert('1')", "\"&{");
        assertThat(html).contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;{sources}");
    }

    private static String page(String version, SourceStatus... sources) {
        Page explain = new Page("<why>", query -> Content.html(200, ""));
        Content content =
                new LandingPage(new Site(version, () -> List.of(sources), Map.of("/explain", explain))).content();
        assertThat(content.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(content.text()).contains("&lt;why&gt;");
        return content.text();
    }
}
