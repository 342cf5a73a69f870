package io.mlopsexporter.platform;

import static io.mlopsexporter.dora.World.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.ChainFacts;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.World;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.Experiment;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.RepositoryFiles;
import io.mlopsexporter.platform.Capability.Done;
import io.mlopsexporter.platform.Capability.Evidence;
import io.mlopsexporter.platform.Capability.Fact;
import io.mlopsexporter.platform.Capability.Marked;
import io.mlopsexporter.platform.CapabilityFigures.Offer;
import io.mlopsexporter.platform.CapabilityFigures.Standing;
import io.mlopsexporter.platform.CapabilityPolicy.Said;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is offered, needed and used (design 3.8). Times are days before now. */
final class CapabilitiesTest {
    private static final Marked FEAST = new Marked(RepositoryFiles.workflow("feast apply"));
    private static final Marked HINT = new Marked(RepositoryFiles.path("feature_store.yaml"));

    private final World world = new World();
    private final List<Event> more = new ArrayList<>();
    private final List<Capability> catalogue = new ArrayList<>();
    private Optional<Set<String>> offers = Optional.empty();
    private Map<String, Said> said = Map.of();
    private Set<String> pagers = Set.of("pagerduty");
    private CostPolicy costs = CostPolicy.NONE;
    private Set<String> known = Set.of("ml");
    private int activities;

    @Test
    void evidenceThatIsFoundIsUse_andUseIsAnOffer() {
        world.repository("api");
        capability("features", FEAST);
        files("api", 1, Set.of(FEAST, HINT), Set.of(FEAST));

        assertThat(used("features")).contains(true);
        assertThat(standing("features").why()).isEqualTo("workflow /feast apply/ in acme/api");
        assertThat(offer("features")).contains(true);
        assertThat(figures().coverage("ml").ratio()).hasValue(1);
        assertThat(figures().coverage().orElseThrow().ratio()).hasValue(1);
    }

    @Test
    void onlyWhatWasReadIsDenied() {
        world.repository("api");
        world.repository("web");
        capability("features", FEAST);
        assertThat(used("features")).as("nothing was read").isEmpty();

        files("api", 1, Set.of(FEAST), Set.of());
        assertThat(used("features")).as("one of two repositories was read").isEmpty();

        files("web", 1, Set.of(FEAST), Set.of());
        assertThat(used("features")).contains(false);
        assertThat(figures().coverage("ml").ratio()).hasValue(0);
        assertThat(offer("features"))
                .as("that nobody uses it does not say that it is not offered")
                .isEmpty();
        assertThat(figures().coverage()).isEmpty();

        files("web", 4, Set.of(FEAST), Set.of());
        assertThat(used("features")).as("what was read four days ago is old").isEmpty();
    }

    @Test
    void aHintProvesNothing_andTurnsANoIntoNotKnown() {
        world.repository("api");
        catalogue.add(new Capability("features", "", Set.of(Kind.SOFTWARE), true, List.of(FEAST), List.of(HINT)));
        files("api", 1, Set.of(FEAST, HINT), Set.of(HINT));

        assertThat(used("features")).isEmpty();
        assertThat(standing("features").hints()).containsExactly("path feature_store.yaml in acme/api");
    }

    @Test
    void severalKindsOfEvidence_oneIsEnough_andAllMustBeReadForANo() {
        world.repository("api");
        capability("integration", Fact.CHECKS, FEAST);
        more.add(new RepositoryFiles(
                "github/files/1",
                "github/api",
                daysAgo(1),
                Optional.of(daysAgo(2)),
                Optional.of(false),
                Set.of(),
                Set.of()));
        assertThat(used("integration")).isEmpty();

        files("api", 1, Set.of(FEAST), Set.of());
        assertThat(used("integration"))
                .as("whether there are checks was not told")
                .isEmpty();

        more.add(new RepositoryFiles(
                "github/files/api",
                "github/api",
                daysAgo(1),
                Optional.of(daysAgo(2)),
                Optional.of(false),
                Set.of(FEAST.mark()),
                Set.of()));
        assertThat(used("integration")).contains(false);
    }

    @Test
    void checksCountOnACommitOfTheLastNinetyDays() {
        world.repository("api");
        capability("integration", Fact.CHECKS);
        capability("versions", Fact.COMMITS);
        commit(89);
        assertThat(used("integration")).contains(true);
        assertThat(used("versions")).contains(true);
        commit(90);
        assertThat(used("integration")).contains(false);
        assertThat(used("versions")).contains(false);
    }

    @Test
    void activitiesCountByTheirNumberAndDays_andAreOnlyDeniedToWhoIsKnownThere() {
        world.repository("api");
        capability("tracking", new Done(Activity.Type.TRAINING_RUN, 3, 2));
        assertThat(used("tracking")).isEmpty();

        more.add(new Experiment("mlflow/experiment/1", Optional.of("ml"), Optional.empty()));
        trained(1);
        trained(1);
        trained(1);
        trained(91);
        assertThat(used("tracking")).contains(false);
        assertThat(standing("tracking").why()).isEqualTo("3 training runs on 1 day");
        trained(3);
        assertThat(used("tracking")).contains(true);
    }

    @Test
    void whatATeamSaysHolds() {
        world.repository("api");
        capability("features", FEAST);
        capability("serving");
        files("api", 1, Set.of(FEAST), Set.of(FEAST));
        said = Map.of("ml", new Said(Set.of(), Set.of("features"), Set.of("serving"), Set.of("features")));

        assertThat(used("features")).contains(false);
        assertThat(used("serving")).contains(true);
        assertThat(standing("features").needed()).contains(false);
        assertThat(figures().coverage("ml").of()).isEqualTo(1);
    }

    @Test
    void neededIsWhatIsForTheTeamsKindsOfApplications() {
        world.repository("api");
        capability("for software");
        catalogue.add(new Capability("for models", "", Set.of(Kind.MODEL), true, List.of(), List.of()));
        catalogue.add(new Capability("rare", "", Set.of(Kind.SOFTWARE), false, List.of(), List.of()));
        known = Set.of("idle", "ml");
        said = Map.of("idle", new Said(Set.of("rare"), Set.of(), Set.of(), Set.of()));

        assertThat(standing("for software").needed()).contains(true);
        assertThat(standing("for models").needed()).contains(false);
        assertThat(standing("rare").needed()).contains(false);
        assertThat(figures().teams().get("idle"))
                .extracting(Standing::needed)
                .as("of a team without an application nothing is known but what it says")
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of(true));
        assertThat(used("for software")).isEmpty();
        assertThat(figures().coverage("ml").ratio()).isEmpty();
    }

    @Test
    void aPlatformThatSaysWhatItOffers_isTakenAtItsWord() {
        world.repository("api");
        world.repository("web", "web");
        known = Set.of("ml", "web");
        capability("features", FEAST);
        capability("serving");
        offers = Optional.of(Set.of("serving"));
        files("api", 1, Set.of(FEAST), Set.of(FEAST));

        assertThat(offer("features")).as("used, and not the platform's").contains(false);
        assertThat(offer("serving")).contains(true);
        assertThat(figures().coverage().orElseThrow()).isEqualTo(new CapabilityFigures.Share(2, 4));
    }

    @Test
    void somebodyIsCalled_ifAServiceOfTheTeamHasAnEscalationPolicy() {
        world.repository("api");
        capability("response", Fact.PAGING);
        assertThat(used("response")).as("no service is listed").isEmpty();

        service("web", Optional.of(true));
        assertThat(used("response"))
                .as("the service of nobody may be the team's")
                .isEmpty();

        world.repository("web", "web");
        assertThat(used("response")).contains(false);
        service("api", Optional.empty());
        assertThat(used("response")).as("not told").isEmpty();
        service("api", Optional.of(false));
        assertThat(used("response")).contains(false);
        service("api", Optional.of(true));
        assertThat(used("response")).contains(true);
        pagers = Set.of();
        assertThat(used("response")).as("PagerDuty is stale").isEmpty();
    }

    @Test
    void fourOfFiveDeploymentsByAPipeline() {
        var repository = world.repository("api").commit("a", 24 * 80);
        capability("deployment", Fact.DEPLOYED_BY_PIPELINE);
        repository.deploy("a", 24 * 60);
        assertThat(used("deployment")).as("of none it is told").isEmpty();
        for (int i = 1; i <= 4; i++) {
            repository.commit("r" + i, 24 * 50 - i, "a").deployInRun("r" + i, 24 * 40 - i, "run" + i);
        }
        assertThat(used("deployment")).contains(true);
        byHand(1);
        assertThat(standing("deployment").why()).isEqualTo("4 of 5 production deployments were made by a pipeline");
        assertThat(used("deployment")).contains(true);
        repository.commit("b", 24 * 30, "r4").deploy("b", 24 * 20);
        byHand(6);
        assertThat(used("deployment")).contains(false);
    }

    /** The deployment of this number was made by a person. */
    private void byHand(int number) {
        more.add(new Activity(
                "github/api/github_deployments/" + (7_000_000_000L + number),
                Activity.Type.DEPLOYMENT,
                daysAgo(1),
                "github/api",
                Optional.of("somebody")));
    }

    private void service(String name, Optional<Boolean> paging) {
        more.add(new IncidentService("pagerduty/P-" + name, name, paging));
    }

    private void commit(double days) {
        more.add(new RepositoryFiles(
                "github/files/api",
                "github/api",
                daysAgo(1),
                Optional.of(daysAgo(days)),
                Optional.of(true),
                Set.of(),
                Set.of()));
    }

    private void trained(double days) {
        more.add(new Activity(
                "mlflow/run/" + ++activities,
                Activity.Type.TRAINING_RUN,
                daysAgo(days),
                "mlflow/experiment/1",
                Optional.empty()));
    }

    private void capability(String name, Evidence... evidence) {
        catalogue.add(new Capability(name, "", Set.of(Kind.SOFTWARE), true, List.of(evidence), List.of()));
    }

    private void files(String repository, double days, Set<Marked> sought, Set<Marked> found) {
        more.add(new RepositoryFiles(
                "github/files/" + repository,
                "github/" + repository,
                daysAgo(days),
                Optional.of(daysAgo(days)),
                Optional.empty(),
                marks(sought),
                marks(found)));
    }

    private static Set<String> marks(Set<Marked> marks) {
        return marks.stream().map(Marked::mark).collect(java.util.stream.Collectors.toSet());
    }

    private static Instant daysAgo(double days) {
        return World.ago(24 * days);
    }

    @Test
    void charges_thatNameATeam_showThatItSeesWhatItCosts_andNothingElseDoes() {
        capability("visibility", Fact.COSTS);
        assertThat(standing("visibility").why()).isEqualTo("no source of costs is known");

        costs = new CostPolicy(
                List.of(),
                Map.of("cost", new CostPolicy.Allocation(Map.of(), false, Duration.ZERO)),
                Set.of("ml", "other"));
        charge("1", "other", 5);
        charge("2", "ml", 91);
        assertThat(used("visibility")).isEmpty();
        assertThat(standing("visibility").why()).isEqualTo("no charge names the team");

        charge("3", "ML ", 3);
        charge("4", "ml", 2);
        assertThat(used("visibility")).contains(true);
        assertThat(standing("visibility").why()).isEqualTo("charges of 2 days name the team");
        assertThat(offer("visibility")).contains(true);
    }

    private void charge(String id, String owner, int daysAgo) {
        Instant from = NOW.minus(Duration.ofDays(daysAgo));
        Instant to = from.plus(Duration.ofDays(1));
        more.add(new CostStatement(
                "cost/" + id,
                "",
                from,
                to,
                List.of(new CostStatement.Charge(owner, "", "USD", from, to, BigDecimal.ONE))));
    }

    private Optional<Boolean> used(String capability) {
        return standing(capability).used();
    }

    private Standing standing(String capability) {
        return figures().teams().getOrDefault("ml", List.of()).stream()
                .filter(standing -> standing.capability().name().equals(capability))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Boolean> offer(String capability) {
        return figures().offered().stream()
                .filter(offer -> offer.capability().name().equals(capability))
                .findFirst()
                .flatMap(Offer::offered);
    }

    private CapabilityFigures figures() {
        var events = new ArrayList<>(world.events());
        events.addAll(more);
        EventLog log = EventLog.of(events);
        var asOf = new AsOf(Map.of("github", NOW), Set.of("github"), Set.of());
        List<ChainFacts> deployments = Dora.figures(log, Policy.DEFAULT, asOf).scopes().stream()
                .filter(scope -> scope.scope() instanceof Scope.Organization)
                .flatMap(organization -> organization.evidence().delivery().stream())
                .toList();
        return Capabilities.figures(
                log,
                deployments,
                new CapabilityPolicy(catalogue, offers, said, pagers, costs),
                new TreeSet<>(known),
                NOW);
    }
}
