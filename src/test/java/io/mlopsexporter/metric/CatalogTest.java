package io.mlopsexporter.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.KeptFiles;
import io.mlopsexporter.dora.World;
import io.mlopsexporter.metric.AgentStatus.Breaker;
import io.mlopsexporter.metric.AgentStatus.SourceStatus;
import io.mlopsexporter.platform.PlatformFigures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/families.txt");

    private static Facts facts() {
        var world = new World();
        world.repository("feast")
                .commit("a", 900)
                .deploy("a", 500)
                .merge("b", 1, 60, 50, "a")
                .deploy("b", 48)
                .commit("c", 40, "b")
                .deploy("c", 30)
                .deploy("b", 28);
        world.repository("kserve").commit("k", 100).deploy("k", 90, "Production");
        world.resolved("1", "feast", 29, 27, "down")
                .open("2", "kserve", 5, "slow")
                .open("3", "billing", 5, "late");
        return new Facts(world.figures(), PlatformFigures.NONE, agent());
    }

    private static AgentStatus agent() {
        var source = new SourceStatus(
                "github",
                true,
                Optional.of(World.NOW),
                Optional.of(true),
                Optional.of(Duration.ofMillis(1500)),
                Optional.empty(),
                Map.of("200", 41L, "304", 7L),
                Map.of("core", 4990L, "graphql", 4800L),
                Breaker.CLOSED,
                Map.of("unknown_state", 1L),
                Optional.of(new AgentStatus.Reach(Duration.ofMinutes(30), 40, 960)));
        return new AgentStatus(
                new AgentStatus.Build("1.0.0", "17.0.15"),
                List.of(source),
                Map.of("deployment", 5, "commit", 4),
                new AgentStatus.Reload(true, World.NOW));
    }

    private static double value(List<Family> families, String name) {
        return families.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow()
                .samples()
                .get(0)
                .value();
    }

    private static int series(List<Family> families) {
        return families.stream().mapToInt(family -> family.samples().size()).sum();
    }

    @Test
    void familiesOfAFixedWorld_areAsTheyWere() {
        String text = Text.of(Catalog.families(facts()));
        assertThat(text).isEqualTo(KeptFiles.golden(GOLDEN, text));
    }

    @Test
    void familiesComeByNameAndSamplesByLabels_eachOnce() {
        var families = Catalog.families(facts());
        assertThat(families).extracting(Family::name).isSorted().doesNotHaveDuplicates();
        for (Family family : families) {
            assertThat(family.samples()).isNotEmpty();
            assertThat(new HashSet<>(
                            family.samples().stream().map(Family.Sample::labels).toList()))
                    .as(family.name())
                    .hasSameSizeAs(family.samples());
        }
    }

    @Test
    void namesFollowPrometheusConventions() {
        for (Metric metric : Catalog.metrics()) {
            assertThat(metric.name()).matches("(dora|mlops)_[a-z0-9_]+[a-z0-9]");
            assertThat(metric.help()).as(metric.name()).endsWith(".").doesNotContain("\n");
            if (metric.type() == Family.Type.GAUGE) {
                assertThat(metric.name()).doesNotMatch(".*_(count|sum|total|bucket)");
            }
            assertThat(metric.labels())
                    .as("labels that target discovery sets would be renamed: " + metric.name())
                    .doesNotContain(
                            "service",
                            "namespace",
                            "pod",
                            "container",
                            "endpoint",
                            "job",
                            "instance",
                            "team",
                            "environment",
                            "le",
                            "quantile");
        }
    }

    @Test
    void deliveryMetricsSayThatTheyAreDerivedAndNameDorasTerm() {
        assertThat(Catalog.metrics())
                .filteredOn(metric ->
                        metric.name().startsWith("dora_") && !metric.name().endsWith("benchmark"))
                .hasSize(3 * Catalog.MEASURES.size())
                .allSatisfy(metric -> assertThat(metric.help()).contains("DORA").contains("Derived at each poll."));
    }

    @Test
    void seriesAreCounted() {
        var families = Catalog.families(facts());
        assertThat(value(families, "mlops_exporter_series")).isEqualTo(series(families));
        assertThat(value(families, "mlops_exporter_series_dropped")).isZero();
    }

    @Test
    void aboveTheLimit_applicationsGoFirst_wholeAndFromTheEnd() {
        var all = Catalog.families(facts());
        var limited = Catalog.families(facts(), series(all) - 1);
        assertThat(series(limited)).isLessThan(series(all));
        assertThat(value(limited, "mlops_exporter_series")).isEqualTo(series(limited));
        assertThat(value(limited, "mlops_exporter_series_dropped")).isEqualTo(series(all) - series(limited));
        assertThat(Text.of(limited)).contains("application=feast").doesNotContain("application=kserve");
    }

    @Test
    void theOrganisationAndTheAgentStay_whateverTheLimit() {
        String text = Text.of(Catalog.families(facts(), 0));
        assertThat(text)
                .contains("dora_organization_deployments{", "mlops_exporter_source_up{source=github} 1.0")
                .doesNotContain("ml_team=");
    }

    @Test
    void namesFromOutsideAreKeptAsTheyAre() {
        var world = new World();
        world.repository("we \"quote\"\n\\ ü").commit("a", 10).deploy("a", 5);
        assertThat(Text.of(Catalog.families(new Facts(world.figures(), PlatformFigures.NONE, agent()))))
                .contains("application=we \"quote\"\n\\ ü");
    }
}
