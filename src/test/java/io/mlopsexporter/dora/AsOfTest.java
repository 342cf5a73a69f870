package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.World.NOW;
import static io.mlopsexporter.dora.World.ago;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.QuickCheck.Metric;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where windows end, and what is withheld (design 3; 3.9, 13). */
class AsOfTest {
    private final World world = new World();

    @BeforeEach
    void someFacts() {
        world.repository("feast")
                .commit("a", 900)
                .deploy("a", 500)
                .commit("b", 410, "a")
                .deploy("b", 20)
                .deploy("a", 2);
        world.resolved("1", "feast", 19, 3, "down");
    }

    private ScopeFigures organization(AsOf asOf) {
        return Dora.figures(world.log(), Policy.DEFAULT, asOf).scopes().get(0);
    }

    @Test
    void figuresOfTwoSourcesEndAtTheEarlierInstant_thoseOfOneAtItsOwn() {
        var figures = organization(World.bothAt(NOW, ago(10)));
        assertThat(figures.delivery().orElseThrow().windows().get(0).deployments())
                .isEqualTo(2);
        assertThat(figures.incidents().orElseThrow().open()).isEqualTo(1);
        var failures = figures.failures().orElseThrow();
        assertThat(failures.asOf()).isEqualTo(ago(10));
        assertThat(failures.windows().get(0).deployments()).isEqualTo(1);
        assertThat(failures.windows().get(0).failed()).isEqualTo(1);
        assertThat(failures.windows().get(0).recoveries()).isZero();
    }

    @Test
    void aStaleSourceOfIncidents_withholdsWhatNeedsIt() {
        var figures = organization(new AsOf(Map.of("github", NOW), Set.of("github"), Set.of("pagerduty")));
        assertThat(figures.delivery()).isPresent();
        assertThat(figures.incidents()).isEmpty();
        assertThat(figures.failures()).isEmpty();
        assertThat(figures.quickCheck().get(0).scores())
                .containsKey(Metric.LEAD_TIME)
                .doesNotContainKeys(Metric.CHANGE_FAILURE, Metric.OVERALL);
    }

    @Test
    void aStaleSourceOfDeployments_leavesIncidentsAlone() {
        var figures = organization(new AsOf(Map.of("pagerduty", NOW), Set.of("github"), Set.of("pagerduty")));
        assertThat(figures.delivery()).isEmpty();
        assertThat(figures.failures()).isEmpty();
        assertThat(figures.quickCheck()).isEmpty();
        assertThat(figures.incidents().orElseThrow().windows().get(0).resolved())
                .isEqualTo(1);
    }

    @Test
    void withoutAnySourceOfIncidents_failuresAreKnownFromDeploymentsAlone() {
        var figures = organization(new AsOf(Map.of("github", NOW), Set.of("github"), Set.of()));
        assertThat(figures.incidents()).isEmpty();
        var shown = figures.failures().orElseThrow().windows().get(0);
        assertThat(shown.failed()).isEqualTo(1);
        assertThat(shown.bySignal()).containsEntry(FailureSignal.ROLLBACK, 1).doesNotContainKey(FailureSignal.INCIDENT);
        assertThat(shown.unlinked()).isEmpty();
        assertThat(figures.quickCheck().get(0).scores()).containsKey(Metric.OVERALL);
    }

    @Test
    void oneOfTwoSourcesOfDeploymentsUnsettled_withholdsTheRollUpThatNeedsIt() {
        var asOf = new AsOf(Map.of("github", NOW, "pagerduty", NOW), Set.of("github", "ghes"), Set.of("pagerduty"));
        var scopes = Dora.figures(world.log(), Policy.DEFAULT, asOf).scopes();
        assertThat(scopes.get(0).delivery()).as("organisation").isEmpty();
        assertThat(scopes.get(1).delivery()).as("a team of the settled one").isPresent();
        assertThat(scopes.get(2).delivery()).as("an application of it").isPresent();
    }

    @Test
    void aSourceThatWasReadAndHasNothing_showsZeros() {
        var figures = Dora.figures(new World().log(), Policy.DEFAULT, World.bothAt(NOW, NOW));
        assertThat(figures.scopes()).hasSize(1);
        var shown = figures.scopes().get(0);
        assertThat(shown.delivery().orElseThrow().windows().get(0).deployments())
                .isZero();
        assertThat(shown.incidents().orElseThrow().open()).isZero();
        assertThat(figures.unmappedIncidents()).containsEntry("pagerduty", 0);
    }
}
