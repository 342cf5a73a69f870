package io.mlopsexporter.exposition;

import static io.mlopsexporter.exposition.FixedHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.metric.AgentStatus;
import io.mlopsexporter.metric.AgentStatus.Breaker;
import io.mlopsexporter.metric.AgentStatus.SourceStatus;
import io.mlopsexporter.metric.Catalog;
import io.mlopsexporter.metric.Facts;
import io.mlopsexporter.metric.Family;
import io.mlopsexporter.platform.PlatformFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All figures of a fixed history as they are served: whatever changes a name, a help or a value shows in the file's diff. */
class GoldenExpositionTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/mlopsexporter/exposition/golden-metrics.txt");

    @Test
    void theFiguresOfAFixedHistoryStayWhatTheyAre() throws IOException {
        String text = rendered(Format.TEXT);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, text);
        }

        assertThat(text)
                .as("rewrite " + GOLDEN + " by -Dgolden.update=true if the change is meant")
                .isEqualTo(Files.readString(GOLDEN));
    }

    private static String rendered(Format format) {
        return new String(format.render(Samples.of(families())), StandardCharsets.UTF_8);
    }

    private static List<Family> families() {
        AsOf asOf = new AsOf(Map.of("github", NOW, "pagerduty", NOW), Set.of("github"), Set.of("pagerduty"));
        AgentStatus agent = new AgentStatus(
                new AgentStatus.Build("1.2.3", "17.0.1"),
                List.of(source("github", Map.of("core", 4321L)), source("pagerduty", Map.of())),
                Map.of("deployment", 7, "incident", 2),
                new AgentStatus.Reload(true, NOW.minusSeconds(3600)));
        return Catalog.families(
                new Facts(Dora.figures(FixedHistory.log(), Policy.DEFAULT, asOf), PlatformFigures.NONE, agent));
    }

    private static SourceStatus source(String name, Map<String, Long> budget) {
        return new SourceStatus(
                name,
                true,
                Optional.of(NOW),
                Optional.of(true),
                Optional.of(Duration.ofMillis(1500)),
                Optional.empty(),
                Map.of("200", 12L, "503", 1L),
                budget,
                Breaker.CLOSED,
                Map.of("unknown_status", 1L),
                name.equals("github")
                        ? Optional.of(new AgentStatus.Reach(Duration.ofMinutes(5), 3, 0))
                        : Optional.empty());
    }
}
