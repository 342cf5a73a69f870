package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.World.NOW;
import static io.mlopsexporter.dora.World.ago;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.QuickCheck.Metric;
import io.mlopsexporter.event.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void incidentReopenedSinceTheEarlierInstant_wasOverThen_andIsOpenAtItsOwn() {
        var reopened = new World();
        reopened.repository("feast")
                .commit("a", 900)
                .deploy("a", 500)
                .commit("b", 410, "a")
                .deploy("b", 20);
        reopened.event(new Incident.Open(
                "pagerduty/1",
                "P-feast",
                "feast",
                "down",
                ago(19),
                List.of(),
                "",
                Optional.of(new Incident.Pause(ago(8), ago(1)))));
        var derivation = new Derivation(Policy.DEFAULT);

        var before = derivation
                .figures(reopened.log(), World.bothAt(ago(5), NOW))
                .scopes()
                .get(0);
        assertThat(before.incidents().orElseThrow().open()).isEqualTo(1);
        assertThat(before.failures().orElseThrow().windows().get(0).recoveries())
                .isEqualTo(1);

        var after = derivation
                .figures(reopened.log(), World.bothAt(ago(1), NOW))
                .scopes()
                .get(0);
        assertThat(after.failures().orElseThrow().windows().get(0).failed()).isEqualTo(1);
        assertThat(after.failures().orElseThrow().windows().get(0).recoveries()).isZero();
    }

    @Test
    void incidentMergedSinceTheEarlierInstant_wasOpenThen_andIsNoneAtItsOwn() {
        var merged = new World();
        merged.repository("feast")
                .commit("a", 900)
                .deploy("a", 500)
                .commit("b", 410, "a")
                .deploy("b", 20);
        merged.merged("1", "feast", 19, 4);
        merged.merged("2", "unknown", 19, 4);

        var before = Dora.figures(merged.log(), Policy.DEFAULT, World.bothAt(ago(5), NOW))
                .scopes()
                .get(0);
        assertThat(before.incidents().orElseThrow().open()).isZero();
        assertThat(before.incidents().orElseThrow().windows().get(0).started()).isZero();
        assertThat(before.failures().orElseThrow().windows().get(0).failed()).isEqualTo(1);

        var after = Dora.figures(merged.log(), Policy.DEFAULT, World.bothAt(NOW, NOW))
                .scopes()
                .get(0);
        assertThat(after.failures().orElseThrow().windows().get(0).failed()).isZero();
        assertThat(after.failures().orElseThrow().windows().get(0).recoveries()).isZero();
    }

    @Test
    void aRepositoryReadSinceItsSourceWas_makesItsApplicationsFiguresEndLater_andNoOthers() {
        var both = World.bothAt(ago(60), ago(30));
        String repository =
                world.log().applications().values().iterator().next().repository();
        var figures = Dora.figures(
                world.log(),
                Policy.DEFAULT,
                new AsOf(
                        both.instants(),
                        both.deploymentSources(),
                        both.incidentSources(),
                        Set.of(),
                        Map.of(repository, ago(10))));

        assertThat(figures.scopes()).isNotEmpty().allSatisfy(scope -> {
            boolean ofApplication = scope.scope() instanceof Scope.OfApplication;
            assertThat(scope.delivery().orElseThrow().asOf()).isEqualTo(ofApplication ? ago(10) : ago(60));
            assertThat(scope.incidents().orElseThrow().asOf()).isEqualTo(ago(30));
            assertThat(scope.failures().orElseThrow().asOf()).isEqualTo(ofApplication ? ago(30) : ago(60));
        });
    }

    @Test
    void whatIsTooStaleAsAWhole_isNotShownForAPart() {
        var figures = Dora.figures(
                world.log(),
                Policy.DEFAULT,
                new AsOf(
                        Map.of("pagerduty", NOW),
                        Set.of("github"),
                        Set.of("pagerduty"),
                        Set.of(),
                        Map.of(
                                world.log()
                                        .applications()
                                        .values()
                                        .iterator()
                                        .next()
                                        .repository(),
                                NOW)));

        assertThat(figures.scopes())
                .allSatisfy(scope -> assertThat(scope.delivery()).isEmpty());
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

    /** Before, no application is known, and so every incident would count as nobody's: 0 where nothing is known. */
    @Test
    void aSourceOfDeploymentsThatWasNeverReadToTheEnd_withholdsWhoseIncidentsAreWhose() {
        var figures = Dora.figures(
                world.log(),
                Policy.DEFAULT,
                new AsOf(Map.of("pagerduty", NOW), Set.of("github"), Set.of("pagerduty"), Set.of("github")));
        assertThat(figures.scopes())
                .allSatisfy(scope -> assertThat(scope.incidents()).isEmpty());
        assertThat(figures.unmappedIncidents()).isEmpty();
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

    /** Feast's service is in the account that works, kserve's in the other one, of another team. */
    private static World twoAccounts() {
        var two = new World();
        two.service("pagerduty", "feast").service("pagerduty-2", "kserve");
        two.repository("feast", "features").commit("a", 900).deploy("a", 20);
        two.repository("kserve", "serving").commit("k", 900).deploy("k", 20);
        two.open("1", "feast", 19, "down").openAt("pagerduty-2", "2", "kserve", 18);
        return two;
    }

    private static Figures figures(World world, Map<String, Instant> instants) {
        return Dora.figures(
                world.log(), Policy.DEFAULT, new AsOf(instants, Set.of("github"), Set.of("pagerduty", "pagerduty-2")));
    }

    @Test
    void oneOfTwoAccountsBehind_holdsBackItsOwnApplicationsOnly() {
        var figures = figures(twoAccounts(), Map.of("github", NOW, "pagerduty", NOW, "pagerduty-2", ago(2)));

        var feast = World.application(figures, "feast");
        assertThat(feast.incidents().orElseThrow().asOf()).isEqualTo(NOW);
        assertThat(feast.failures().orElseThrow().asOf()).isEqualTo(NOW);
        var kserve = World.application(figures, "kserve");
        assertThat(kserve.delivery().orElseThrow().asOf()).isEqualTo(NOW);
        assertThat(kserve.incidents().orElseThrow().asOf()).isEqualTo(ago(2));
        assertThat(kserve.failures().orElseThrow().asOf()).isEqualTo(ago(2));
        assertThat(team(figures, "features").failures().orElseThrow().asOf()).isEqualTo(NOW);
        assertThat(team(figures, "serving").failures().orElseThrow().asOf()).isEqualTo(ago(2));
        assertThat(figures.scopes().get(0).incidents().orElseThrow().asOf()).isEqualTo(ago(2));
    }

    @Test
    void oneOfTwoAccountsTooStale_withholdsItsOwnApplicationsOnly() {
        var figures = figures(twoAccounts(), Map.of("github", NOW, "pagerduty", NOW));

        var feast = World.application(figures, "feast");
        assertThat(feast.incidents().orElseThrow().open()).isEqualTo(1);
        assertThat(feast.failures().orElseThrow().windows().get(0).failed()).isEqualTo(1);
        var kserve = World.application(figures, "kserve");
        assertThat(kserve.delivery()).isPresent();
        assertThat(kserve.incidents()).isEmpty();
        assertThat(kserve.failures()).isEmpty();
        assertThat(team(figures, "features").incidents()).isPresent();
        assertThat(team(figures, "serving").incidents()).isEmpty();
        assertThat(figures.scopes().get(0).incidents()).as("organisation").isEmpty();
        assertThat(figures.unmappedIncidents())
                .as("0 is not known of the other")
                .containsOnlyKeys("pagerduty");
    }

    @Test
    void anApplicationWithServicesInBoth_needsBoth() {
        var figures = figures(twoAccounts().service("pagerduty-2", "Feast"), Map.of("github", NOW, "pagerduty", NOW));
        assertThat(World.application(figures, "feast").incidents()).isEmpty();
    }

    @Test
    void anAccountThatNeverToldItsServices_mayHaveThoseThatAreNotFoundElsewhere() {
        var world = new World().service("pagerduty", "feast");
        world.repository("feast").commit("a", 900).deploy("a", 20);
        world.repository("kserve").commit("k", 900).deploy("k", 20);
        var figures = figures(world, Map.of("github", NOW, "pagerduty", NOW));
        assertThat(World.application(figures, "feast").incidents().orElseThrow().open())
                .isZero();
        assertThat(World.application(figures, "kserve").incidents()).isEmpty();
    }

    @Test
    void anApplicationWithoutService_hasNoIncidentsAsFarAsAllAccountsAreKnown() {
        var world = twoAccounts();
        world.repository("dvc").commit("d", 900).deploy("d", 20);
        var known = Map.of("github", NOW, "pagerduty", NOW, "pagerduty-2", ago(2));
        assertThat(World.application(figures(world, known), "dvc")
                        .incidents()
                        .orElseThrow()
                        .asOf())
                .isEqualTo(ago(2));
        var stale = Map.of("github", NOW, "pagerduty", NOW);
        assertThat(World.application(figures(world, stale), "dvc").incidents()).isEmpty();
    }

    private static ScopeFigures team(Figures figures, String name) {
        return figures.scopes().stream()
                .filter(scope -> scope.scope().equals(new Scope.Team(name)))
                .findFirst()
                .orElseThrow();
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
