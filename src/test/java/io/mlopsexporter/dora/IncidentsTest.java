package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.RepositoryWorld.oid;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.LinkedIncident.Confidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Incidents: whose they are, what they are linked to, how long they last (design 3.4, 3.5; 3.9, 2, 7, 12). */
class IncidentsTest {
    private final World world = new World();
    private final RepositoryWorld feast = world.repository("feast")
            .commit("a", 900)
            .deploy("a", 500)
            .commit("b", 410, "a")
            .deploy("b", 400);

    private LinkedIncident only() {
        var incidents = world.application("feast").evidence().incidents().get(0).incidents();
        assertThat(incidents).hasSize(1);
        return incidents.get(0);
    }

    private String blamed() {
        return only().link().orElseThrow().delivery().deployment().commit();
    }

    @Test
    void theLatestDeploymentWithinTheLinkWindow_isBlamed() {
        world.open("1", "feast", 376, "down");
        assertThat(blamed()).isEqualTo(oid("b"));
        assertThat(only().link().orElseThrow().confidence()).isEqualTo(Confidence.TEMPORAL);
    }

    @Test
    void laterOrEarlierThanThat_itIsUnlinked_neverDropped() {
        world.open("1", "feast", 375.9, "down").open("2", "feast", 501, "before all");
        assertThat(world.failure("feast").unlinked()).hasValue(2);
        assertThat(world.incident("feast").started()).isEqualTo(2);
        assertThat(world.failure("feast").failed()).isZero();
    }

    @Test
    void anIncidentThatNamesADeployment_blamesItWithoutLimitInTime() {
        world.open("1", "feast", 10, "wrong since " + oid("a").substring(0, 12) + ".");
        assertThat(blamed()).isEqualTo(oid("a"));
        assertThat(only().link().orElseThrow().confidence()).isEqualTo(Confidence.EXPLICIT);
    }

    @Test
    void itMayNameTheNumberOrTheAddress_inTitleOrLinks() {
        world.open("1", "feast", 10, "bad roll-out 7000000001");
        assertThat(blamed()).isEqualTo(oid("a"));
        var linked = new World();
        linked.repository("feast")
                .commit("a", 900)
                .deploy("a", 500)
                .commit("b", 410, "a")
                .deploy("b", 400);
        linked.open("1", "feast", 399, "down", "https://github.example/feast/deployments/7000000001");
        assertThat(linked.failures("feast").get(0).delivery().deployment().commit())
                .isEqualTo(oid("a"));
    }

    @Test
    void aShortWordOrALaterDeployment_isNoName() {
        feast.commit("c", 350, "b").deploy("c", 300);
        world.open("1", "feast", 399, "at " + oid("a").substring(0, 6) + " and " + oid("c"));
        assertThat(only().link().orElseThrow().confidence()).isEqualTo(Confidence.TEMPORAL);
        assertThat(blamed()).isEqualTo(oid("b"));
    }

    @Test
    void restorationIsOfIncidentsResolvedInTheWindow_wheneverTheyBegan() {
        world.resolved("1", "feast", 2000, 100, "long").resolved("2", "feast", 20, 10, "short");
        var shown = world.incident("feast");
        assertThat(shown.resolved()).isEqualTo(2);
        assertThat(shown.started()).isEqualTo(1);
        assertThat(shown.restoration().orElseThrow().p50()).isEqualTo((1900 + 10) * 3600 / 2.0);
    }

    @Test
    void openOnesAreCountedWithTheOldest_andHaveNoRestoration() {
        world.open("1", "feast", 5000, "old").open("2", "feast", 2, "new");
        var shown = world.application("feast").incidents().orElseThrow();
        assertThat(shown.open()).isEqualTo(2);
        assertThat(shown.oldestOpen()).contains(World.ago(5000));
        assertThat(shown.windows().get(1).restoration()).isEmpty();
    }

    @Test
    void whatIsResolvedAfterTheAsOf_isOpen() {
        world.resolved("1", "feast", 20, -1, "later");
        assertThat(world.application("feast").incidents().orElseThrow().open()).isEqualTo(1);
    }

    @Test
    void anEndBeforeTheStart_isNoRestorationTime() {
        world.resolved("1", "feast", 20, 21, "odd");
        assertThat(world.incident("feast").restoration()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "feast, '', 1",
        "FEAST, '', 1",
        "other, '', 0",
        "billing, P-billing, 1",
        "billing, billing, 1",
        "feast-eu, /^feast-/, 1",
        "my-feast-eu, /^feast-/, 0",
        "feast, other, 0",
        "a (b, a (b, 1",
        "paymentsXv2, payments.v2, 0",
        "Billing, bILLING, 1",
        "'', /.*/, 0"
    })
    void servicesBelongByIdNameOrPattern_elseByEqualName(String service, String configured, int incidents) {
        if (!configured.isEmpty()) {
            feast.services(configured);
        }
        world.open("1", service, 10, "down");
        assertThat(world.incident("feast").started()).isEqualTo(incidents);
        assertThat(world.figures().unmappedIncidents()).containsEntry("pagerduty", 1 - incidents);
    }

    @Test
    void anIncidentOfTwoApplications_isOneForTheirTeam() {
        feast.services("shared");
        world.repository("second").services("shared");
        world.resolved("1", "shared", 399, 390, "down");
        var team = world.figures().scopes().get(1);
        assertThat(team.incidents().orElseThrow().windows().get(1).started()).isEqualTo(1);
        assertThat(team.failures().orElseThrow().windows().get(1).unlinked()).hasValue(0);
    }

    @Test
    void itBelongsToTheEnvironmentOfItsDeployment_elseToProduction() {
        feast.commit("c", 350, "b").deploy("c", 300, "prod-eu");
        world.open("1", "feast", 299, "eu").open("2", "feast", 100, "unlinked");
        var figures = world.figures();
        assertThat(World.environment(figures, "prod-eu")
                        .incidents()
                        .orElseThrow()
                        .open())
                .isEqualTo(1);
        assertThat(World.environment(figures, "production")
                        .incidents()
                        .orElseThrow()
                        .open())
                .isEqualTo(1);
    }

    @Test
    void withoutProduction_toTheEnvironmentWithMostDeployments() {
        world.repository("eu")
                .commit("e", 500)
                .commit("f", 500, "e")
                .deploy("e", 490, "prod-a")
                .deploy("e", 490, "prod-b")
                .deploy("f", 480, "prod-b");
        world.open("1", "eu", 10, "down");
        assertThat(World.environment(world.figures(), "prod-b")
                        .incidents()
                        .orElseThrow()
                        .open())
                .isEqualTo(1);
    }
}
