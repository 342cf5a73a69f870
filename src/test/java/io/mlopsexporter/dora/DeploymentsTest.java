package io.mlopsexporter.dora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which deployments count, and how often (design 3.1, 3.3; 3.9, 1, 3, 14). */
class DeploymentsTest {
    private final World world = new World();
    private final RepositoryWorld feast =
            world.repository("feast").commit("a", 900).commit("b", 800, "a").commit("c", 700, "b");

    private List<String> counted() {
        return world.deliveries("feast").stream()
                .map(delivery -> delivery.deployment().event().number())
                .toList();
    }

    @Test
    void countsDatesAndRatePerDay() {
        feast.deploy("a", 50).deploy("b", 49).deploy("c", 3);
        var shown = world.delivery("feast");
        assertThat(shown.deployments()).isEqualTo(3);
        assertThat(shown.dates()).isEqualTo(2);
        assertThat(shown.perDay()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void aWindowIsOpenAtItsStartAndClosedAtItsEnd() {
        feast.deploy("a", 30 * 24).deploy("b", 30 * 24 - 0.001).deploy("c", 0);
        assertThat(world.delivery("feast").deployments()).isEqualTo(2);
    }

    @Test
    void whatFinishedBeforeTheHistoryOrAfterTheAsOfIsUnknown() {
        feast.deploy("a", 365 * 24).deploy("b", 10).deploy("c", -1);
        assertThat(counted()).containsExactly("7000000002");
    }

    @Test
    void theSameCommitWithin30MinutesOfTheFirstSuccess_isOne() {
        feast.deploy("a", 10).deploy("a", 9.8).deploy("a", 9.5).deploy("a", 9.4);
        assertThat(counted()).containsExactly("7000000001", "7000000004");
        assertThat(world.deliveries("feast").get(0).deployment().repetitions())
                .extracting(Repetition::reason)
                .containsExactly(Repetition.Reason.WITHIN_30_MINUTES, Repetition.Reason.WITHIN_30_MINUTES);
    }

    @Test
    void aRerunOfTheSameWorkflowRun_isOneAtAnyDistance() {
        feast.deployInRun("a", 10, "77").deployInRun("a", 5, "77").deployInRun("a", 4, "78");
        assertThat(counted()).containsExactly("7000000001", "7000000003");
    }

    @Test
    void anotherCommitInBetweenEndsTheRepetition() {
        feast.deploy("b", 10).deploy("a", 9.9).deploy("b", 9.8);
        assertThat(counted()).hasSize(3);
    }

    @Test
    void environmentsOfOneNameWhateverItsCaseAreOne_othersAreApart() {
        feast.deploy("a", 10, "Production").deploy("b", 9, "production").deploy("b", 8, "prod-eu");
        var figures = world.figures();
        assertThat(World.environment(figures, "production")
                        .delivery()
                        .orElseThrow()
                        .windows()
                        .get(1)
                        .deployments())
                .isEqualTo(2);
        assertThat(World.environment(figures, "prod-eu")
                        .delivery()
                        .orElseThrow()
                        .windows()
                        .get(1)
                        .deployments())
                .isEqualTo(1);
        assertThat(figures.scopes()
                        .get(0)
                        .delivery()
                        .orElseThrow()
                        .windows()
                        .get(1)
                        .deployments())
                .as("organisation")
                .isEqualTo(3);
    }

    @Test
    void stagingTransientPagesAndUnfinishedOnes_doNotCount() {
        feast.deploy("a", 10)
                .deploy("b", 9, "staging")
                .deployTransient("b", 8, "production-preview")
                .deploy("b", 7, "github-pages")
                .attempt("c", 6, "production");
        assertThat(counted()).containsExactly("7000000001");
    }

    @Test
    void anApplicationThatNeverSucceeded_showsZerosWhereItsAttemptsWent() {
        feast.attempt("a", 10, "Prod-US").attempt("a", 9, "prod-eu").attempt("a", 9, "dev");
        world.repository("idle");
        var figures = world.figures();
        var tried = World.environment(figures, "prod-eu").delivery().orElseThrow();
        assertThat(tried.windows().get(0).deployments()).isZero();
        assertThat(tried.lastDeployment()).isEmpty();
        assertThat(World.application(figures, "idle").scope())
                .isEqualTo(new Scope.OfApplication("ml", "idle", io.mlopsexporter.event.Kind.SOFTWARE, "production"));
    }

    @Test
    void aWindowIsCompleteIfTheHistoryCoversIt_orBeginsWithTheRepository() {
        var twoWeeks = new Policy(
                Policy.DEFAULT.windows(),
                LeadTimeStart.FIRST_COMMIT,
                Policy.DEFAULT.incidentLinkWindow(),
                Policy.DEFAULT.hotfixPattern(),
                java.time.Duration.ofDays(14));
        world.repository("young").created(13 * 24);
        var figures = world.figures(twoWeeks);
        assertThat(World.application(figures, "feast").delivery().orElseThrow().windows())
                .extracting(DeliveryFigures.InWindow::complete)
                .containsExactly(true, false, false);
        assertThat(World.application(figures, "young").delivery().orElseThrow().windows())
                .extracting(DeliveryFigures.InWindow::complete)
                .containsExactly(true, true, true);
        assertThat(figures.scopes().get(0).delivery().orElseThrow().windows())
                .as("organisation: as its members")
                .extracting(DeliveryFigures.InWindow::complete)
                .containsExactly(true, false, false);
    }
}
