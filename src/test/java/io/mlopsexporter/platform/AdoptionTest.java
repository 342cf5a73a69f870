package io.mlopsexporter.platform;

import static io.mlopsexporter.dora.World.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.RepositoryWorld;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.dora.World;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Application;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Experiment;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.RegisteredModel;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.platform.AdoptionFigures.InWindow;
import io.mlopsexporter.platform.AdoptionFigures.Start;
import io.mlopsexporter.platform.PlatformPolicy.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who uses the platform (design 3.8). Times are days before now. */
final class AdoptionTest {
    private static final Set<Activity.Type> ALL = Set.of(Activity.Type.values());

    private final World world = new World();
    private final List<Event> more = new ArrayList<>();
    private Set<Activity.Type> counted = ALL;
    private Map<String, Member> teams = Map.of();
    private int activities;

    @Test
    void aTeamIsActiveByWhateverItDoes() {
        world.repository("api", "deploys").commit("a", 24 * 9).deploy("a", 24 * 3);
        world.repository("batch", "trains");
        world.repository("web", "idles");
        experiment("mlflow/experiment/1", Optional.of("trains"), Optional.empty());
        did(2, Activity.Type.TRAINING_RUN, "mlflow/experiment/1", "p1");

        assertThat(figures().known()).containsExactly("deploys", "idles", "trains");
        assertThat(week().active()).containsExactly("deploys", "trains");
        assertThat(figures().ratio(week())).hasValue(2 / 3.0);
    }

    @Test
    void aWindowBeginsAfterItsStartAndEndsWithNow() {
        world.repository("api", "ml");
        did(7, Activity.Type.PIPELINE_RUN, "github/api", "at the start");
        assertThat(week().active()).isEmpty();
        assertThat(week().users()).isZero();

        did(0, Activity.Type.PIPELINE_RUN, "github/api", "now");
        assertThat(week().active()).containsExactly("ml");
        did(-1, Activity.Type.PIPELINE_RUN, "github/api", "by a clock that is ahead");
        assertThat(week().users()).isEqualTo(1);
        assertThat(week().counts().get("ml")).containsEntry(Activity.Type.PIPELINE_RUN, 1);
    }

    @Test
    void onlyCountedTypesMakeActive() {
        world.repository("api", "ml").commit("a", 24 * 9).deploy("a", 24 * 3);
        did(1, Activity.Type.PIPELINE_RUN, "github/api", "p1");
        counted = Set.of(Activity.Type.TRAINING_RUN);

        assertThat(week().active()).isEmpty();
        assertThat(week().users()).isZero();
        assertThat(week().counts().get("ml")).containsOnlyKeys(Activity.Type.TRAINING_RUN);
    }

    @Test
    void botsMakeATeamActiveAndAreNoUsers() {
        world.repository("api", "ml");
        did(1, Activity.Type.PIPELINE_RUN, "github/api", null);
        assertThat(week().active()).containsExactly("ml");
        assertThat(week().users()).isZero();
    }

    @Test
    void aPersonIsCountedOnceWhereverActive() {
        world.repository("api", "ml");
        world.repository("web", "web");
        did(1, Activity.Type.PIPELINE_RUN, "github/api", "p1");
        did(2, Activity.Type.TRAINING_RUN, "github/web", "p1");
        did(3, Activity.Type.TRAINING_RUN, "github/web", "p2");
        did(100, Activity.Type.TRAINING_RUN, "github/web", "p3");
        assertThat(week().users()).isEqualTo(2);
        assertThat(figures().users()).isEqualTo(3);
    }

    @Test
    void whoDeployedIsAUserIfTheDeploymentCounts() {
        world.repository("api", "ml").commit("a", 24 * 9).deploy("a", 24 * 3).deploy("a", 24 * 2, "staging");
        for (Event event : world.events()) {
            if (event instanceof Deployment deployment) {
                more.add(new Activity(
                        deployment.id(),
                        Activity.Type.DEPLOYMENT,
                        deployment.requestedAt(),
                        deployment.repository(),
                        Optional.of("of " + deployment.environment())));
            }
        }
        assertThat(week().users()).isEqualTo(1);
        assertThat(week().counts().get("ml")).containsEntry(Activity.Type.DEPLOYMENT, 1);
    }

    @Test
    void anExperimentIsItsTagsTeamsElseItsRepositorys() {
        world.repository("api", "ml");
        world.repository("web", "web");
        experiment("mlflow/experiment/1", Optional.empty(), Optional.of("github/api"));
        experiment("mlflow/experiment/2", Optional.of("web"), Optional.of("github/api"));
        experiment("mlflow/experiment/3", Optional.empty(), Optional.empty());
        did(1, Activity.Type.TRAINING_RUN, "mlflow/experiment/1", "p1");
        assertThat(week().active()).containsExactly("ml");
        did(1, Activity.Type.TRAINING_RUN, "mlflow/experiment/2", "p1");
        assertThat(week().active()).containsExactly("ml", "web");
        did(1, Activity.Type.TRAINING_RUN, "mlflow/experiment/3", "somebody of no known team");
        assertThat(week().active()).containsExactly("ml", "web");
        assertThat(week().users()).isEqualTo(2);
    }

    @Test
    void aMonorepoIsEveryTeamsThatHasAnApplicationInIt() {
        world.repository("mono", "ml");
        var other = new World().repository("other", "web");
        more.add(inRepository(other, "github/mono"));
        did(1, Activity.Type.PIPELINE_RUN, "github/mono", "p1");
        assertThat(week().active()).containsExactly("ml", "web");
    }

    @Test
    void knownAreTheConfiguredTeamsWithoutThoseLeftOut() {
        world.repository("api", "discovered");
        teams = Map.of("fraud", member(true), "sandbox", member(false));
        did(1, Activity.Type.PIPELINE_RUN, "github/api", "p1");
        assertThat(figures().known()).containsExactly("fraud");
        assertThat(week().active()).isEmpty();
        assertThat(week().users()).isEqualTo(1);
        assertThat(figures().ratio(week())).hasValue(0);
    }

    @Test
    void withoutAKnownTeamThereIsNoRatio() {
        assertThat(figures().ratio(week())).isEmpty();
    }

    @Test
    void newIsWhoseFirstActivityInAllHistoryLiesInTheWindow() {
        world.repository("api", "old");
        world.repository("web", "new");
        did(200, Activity.Type.PIPELINE_RUN, "github/api", "p1");
        did(1, Activity.Type.PIPELINE_RUN, "github/api", "p1");
        did(2, Activity.Type.PIPELINE_RUN, "github/web", "p1");
        assertThat(week().fresh()).hasValue(1);
        assertThat(figures(Duration.ofDays(14)).windows().get(0).fresh()).hasValue(2);
        assertThat(figures(Duration.ofDays(13)).windows().get(0).fresh()).isEmpty();
    }

    @Test
    void retentionComparesWithTheWindowBefore() {
        world.repository("a", "stays");
        world.repository("b", "leaves");
        world.repository("c", "comes");
        assertThat(week().retention()).isEmpty();
        did(8, Activity.Type.PIPELINE_RUN, "github/a", "p1");
        did(9, Activity.Type.PIPELINE_RUN, "github/b", "p1");
        did(1, Activity.Type.PIPELINE_RUN, "github/a", "p1");
        did(1, Activity.Type.PIPELINE_RUN, "github/c", "p1");
        assertThat(week().retention()).hasValue(0.5);
        assertThat(figures(Duration.ofDays(13)).windows().get(0).retention()).isEmpty();
    }

    @Test
    void fromTheFirstActivityToTheFirstDeploymentAfterIt() {
        world.repository("api", "ml").commit("a", 24 * 100).deploy("a", 24 * 40).deploy("a", 24 * 20);
        did(50, Activity.Type.TRAINING_RUN, "github/api", "p1");
        assertThat(figures().leadTime().orElseThrow().p50()).isEqualTo(10 * 86400.0);
        assertThat(figures().withoutDeployment()).isZero();
    }

    @Test
    void aTeamNotThereYetIsCountedAndNotMeasured() {
        world.repository("api", "ml");
        did(50, Activity.Type.TRAINING_RUN, "github/api", "p1");
        assertThat(figures().leadTime()).isEmpty();
        assertThat(figures().withoutDeployment()).isEqualTo(1);
    }

    @Test
    void aTeamSeenSoonAfterTheHistoryBeginsMayBeOlder() {
        world.repository("api", "ml").commit("a", 24 * 400).deploy("a", 24 * 340);
        did(336, Activity.Type.TRAINING_RUN, "github/api", "p1");
        assertThat(figures().leadTime()).isEmpty();
        assertThat(figures().withoutDeployment()).isZero();
        assertThat(figures().starts()).singleElement().matches(Start::leftOut);
    }

    @Test
    void whereAStartIsConfiguredItHolds() {
        world.repository("api", "ml").commit("a", 24 * 400).deploy("a", 24 * 350);
        teams = Map.of("ml", new Member(true, Optional.of(daysAgo(355))));
        assertThat(figures().leadTime().orElseThrow().p50()).isEqualTo(5 * 86400.0);
    }

    @Test
    void aConfiguredModelIsOfItsConfiguredTeam_whateverItsTagSays() {
        world.repository("web", "tagged");
        more.add(new RegisteredModel("mlflow/ranker", "ranker", daysAgo(99), Optional.of("tagged"), Optional.empty()));
        more.add(new Application(
                "mlflow/ranker",
                "ranker",
                "configured",
                Kind.MODEL,
                "mlflow/ranker",
                Signal.MLFLOW,
                Application.DEFAULT_ENVIRONMENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                "configured"));
        did(2, Activity.Type.MODEL_VERSION, "mlflow/ranker", "p1");

        assertThat(figures().known()).containsExactly("configured", "tagged");
        assertThat(week().active()).containsExactly("configured");
    }

    private static Member member(boolean counted) {
        return new Member(counted, Optional.empty());
    }

    private static Event inRepository(RepositoryWorld world, String repository) {
        var given = world.applicationEvent();
        return new Application(
                given.id(),
                given.name(),
                given.team(),
                given.kind(),
                repository,
                given.signal(),
                given.environment(),
                given.workflow(),
                given.branch(),
                given.tags(),
                given.paths(),
                given.incidentServices(),
                given.chosen());
    }

    private void experiment(String id, Optional<String> team, Optional<String> repository) {
        more.add(new Experiment(id, team, repository));
    }

    private void did(double days, Activity.Type type, String subject, @Nullable String person) {
        more.add(new Activity(
                "test/activity/" + ++activities, type, daysAgo(days), subject, Optional.ofNullable(person)));
    }

    private static Instant daysAgo(double days) {
        return World.ago(24 * days);
    }

    private InWindow week() {
        return figures().windows().get(0);
    }

    private AdoptionFigures figures() {
        return figures(Duration.ofDays(365));
    }

    private AdoptionFigures figures(Duration history) {
        var events = new ArrayList<>(world.events());
        events.addAll(more);
        EventLog log = EventLog.of(events);
        var asOf = new AsOf(Map.of("github", NOW), Set.of("github"), Set.of());
        ScopeFigures organization = Dora.figures(log, Policy.DEFAULT, asOf).scopes().stream()
                .filter(scope -> scope.scope() instanceof Scope.Organization)
                .findFirst()
                .orElseThrow();
        List<Window> windows = Policy.DEFAULT.windows();
        return Adoption.figures(
                log, organization.evidence().delivery(), new PlatformPolicy(windows, counted, teams, history), NOW);
    }
}
