package io.mlopsexporter.platform;

import static io.mlopsexporter.dora.World.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.ModelWorld;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.dora.World;
import io.mlopsexporter.event.Activity;
import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Event;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.event.Kind;
import io.mlopsexporter.event.MaturityAnswers;
import io.mlopsexporter.event.MaturityAnswers.Answer;
import io.mlopsexporter.event.TeamMembers;
import io.mlopsexporter.platform.Indicator.Dimension;
import io.mlopsexporter.platform.Indicator.Formula;
import io.mlopsexporter.platform.MaturityFigures.Evidence;
import io.mlopsexporter.platform.MaturityFigures.Rating;
import io.mlopsexporter.platform.MaturityFigures.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How mature teams are (design 3.8). Times are days before now, which is a Saturday. */
final class MaturityTest {
    private final World world = new World();
    private final List<Event> more = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Indicator> model = new ArrayList<>();
    private final List<SurveyFigures> surveys = new ArrayList<>();
    private boolean preferAssessed;
    private Set<String> pagers = Set.of("pagerduty");

    @Test
    void weeksWithADeploymentOfThoseSinceTheFirst() {
        var api = world.repository("api").commit("a", 24 * 80);
        measured(Formula.SHORT_ITERATIONS);
        api.deploy("a", 24 * 40);
        // of the whole weeks that end on Sunday six days ago and earlier, the first is that of 40 days ago
        assertThat(rating().score()).contains(new Score(1 / 5.0, Evidence.MEASURED));
        assertThat(rating().why()).isEqualTo("1 of 5 whole weeks since the first deployment had one");
        api.deploy("a", 24 * 13).deploy("a", 24 * 12).deploy("a", 24 * 1);
        assertThat(value()).isCloseTo(3 / 5.0, within(1e-12));
    }

    @Test
    void fewerThanFiveItemsSayNothing() {
        var api = world.repository("api").commit("a", 24 * 80);
        measured(Formula.SHORT_ITERATIONS);
        api.deploy("a", 24 * 30);
        assertThat(rating().score()).isEmpty();
        assertThat(rating().why()).isEqualTo("4 whole weeks since the first deployment, and it takes 5");
    }

    @Test
    void medianLeadTimeByDorasScore() {
        measured(Formula.FAST_DELIVERY);
        var api = world.repository("api").commit("0", 24 * 80).deploy("0", 24 * 79);
        for (int i = 1; i <= 5; i++) {
            api.commit("c" + i, 24 * (60 - i), "" + (i == 1 ? "0" : "c" + (i - 1)))
                    .deploy("c" + i, 24 * (60 - i) - 20);
        }
        // twenty hours: up to a day is 8 of 10
        assertThat(rating().score()).contains(new Score(0.8, Evidence.MEASURED));
    }

    @Test
    void changesThatSomebodyElseReviewed() {
        measured(Formula.REVIEWED_CHANGES);
        var api = world.repository("api").commit("0", 24 * 80).deploy("0", 24 * 79);
        String parent = "0";
        for (int i = 1; i <= 5; i++) {
            api.commit("c" + i, 24 * (60 - i), parent);
            parent = "c" + i;
        }
        api.deploy(parent, 24 * 40);
        assertThat(rating().score()).contains(new Score(0, Evidence.MEASURED));
    }

    @Test
    void deploymentsByMembersOfTheTeam() {
        measured(Formula.AUTONOMY);
        var api = world.repository("api").commit("0", 24 * 80);
        for (int i = 1; i <= 6; i++) {
            api.commit("c" + i, 24 * (60 - i), i == 1 ? "0" : "c" + (i - 1)).deploy("c" + i, 24 * (50 - i));
        }
        List<Event> made = world.events().stream()
                .filter(Deployment.class::isInstance)
                .map(event -> (Event) new Activity(
                        event.id(),
                        Activity.Type.DEPLOYMENT,
                        NOW,
                        "github/api",
                        Optional.of(event.id().endsWith("1") ? "0a" : "0b")))
                .toList();
        more.addAll(made);
        assertThat(rating().score()).as("who is in the team is not known").isEmpty();
        more.add(new TeamMembers("github/members/other", "other", Set.of("0a")));
        assertThat(rating().score()).isEmpty();
        more.add(new TeamMembers("github/members/ml", "ml", Set.of("0b", "0c")));
        assertThat(rating().score()).contains(new Score(5 / 6.0, Evidence.MEASURED));
    }

    @Test
    void deploymentsByAPipeline() {
        measured(Formula.AUTOMATED_DEPLOYMENT);
        var api = world.repository("api").commit("0", 24 * 80);
        for (int i = 1; i <= 5; i++) {
            api.commit("c" + i, 24 * (60 - i), i == 1 ? "0" : "c" + (i - 1))
                    .deployInRun("c" + i, 24 * (50 - i), "r" + i);
        }
        api.commit("x", 24 * 20, "c5").deploy("x", 24 * 19);
        assertThat(rating().score()).as("of one it is not told").contains(new Score(1, Evidence.MEASURED));
    }

    @Test
    void modelVersionsWithAKnownCommit() {
        model.add(new Indicator(
                "it",
                Dimension.PROCESS,
                false,
                Set.of(Kind.MODEL),
                "",
                "",
                "",
                Optional.of(Formula.REPRODUCIBLE_MODELS)));
        world.repository("api").commit("a", 24 * 80).deploy("a", 24 * 10);
        assertThat(team().ratings()).as("left out of a team without models").isEmpty();
        ModelWorld models = new ModelWorld("ml");
        for (int i = 1; i <= 5; i++) {
            models.version(i, 24 * 60 - i, 24 * 59 - i, 24 * 58 - i, i > 1).alias(i, 24 * 50 - i);
        }
        more.addAll(models.events());
        assertThat(rating().score()).contains(new Score(0.8, Evidence.MEASURED));
        assertThat(rating().why()).isEqualTo("4 of 5 model versions that went live have a known commit");
    }

    @Test
    void applicationsWithASourceOfIncidents_oneIsEnoughToTell() {
        measured(Formula.MONITORED_PRODUCTION);
        world.repository("api").commit("a", 24 * 80).deploy("a", 24 * 10);
        world.repository("web").commit("b", 24 * 80).deploy("b", 24 * 10);
        world.repository("idle");
        assertThat(rating().score()).as("no service is known").isEmpty();
        more.add(new IncidentService("pagerduty/P1", "api"));
        assertThat(rating().score()).contains(new Score(0.5, Evidence.MEASURED));
        more.add(new IncidentService("pagerduty/P2", "payments"));
        assertThat(rating().score()).as("it may be of web").isEmpty();
        more.add(new IncidentService("pagerduty/P3", "web"));
        assertThat(rating().score()).contains(new Score(1, Evidence.MEASURED));
    }

    @Test
    void quartersWithAnsweredSurveys_areThePlatforms() {
        model.add(new Indicator(
                "asked",
                Dimension.PROCESS,
                true,
                Set.of(Kind.values()),
                "",
                "",
                "",
                Optional.of(Formula.USER_FEEDBACK)));
        assertThat(figures().platform().ratings().get(0).score()).isEmpty();
        surveys.add(survey(5, 5, 15, 15));
        assertThat(figures().platform().ratings().get(0).score()).contains(new Score(0.5, Evidence.MEASURED));
        assertThat(figures().platform().ratings().get(0).why())
                .isEqualTo("2 of 4 quarters had counted answers to a survey");
    }

    @Test
    void whatPeopleAnswered_growsStaleAndVanishes() {
        world.repository("api");
        assessed("roles");
        answer(0.25, 180);
        assertThat(rating().score()).contains(new Score(0.25, Evidence.ASSESSED));
        answers.clear();
        answer(0.5, 181);
        assertThat(rating().score()).contains(new Score(0.5, Evidence.STALE));
        answers.clear();
        answer(0.5, 366);
        assertThat(rating().score()).isEmpty();
        answer(0.75, 20);
        answer(1, 30);
        assertThat(rating().score()).as("the newest").contains(new Score(0.75, Evidence.ASSESSED));
        assertThat(rating().why()).isEqualTo("assessed on 2026-01-11 by: lead");
    }

    @Test
    void measuredBeatsAssessed_unlessConfiguredOtherwise() {
        world.repository("api").commit("a", 24 * 80).deploy("a", 24 * 40);
        model.add(new Indicator(
                "roles",
                Dimension.PROCESS,
                false,
                Set.of(Kind.values()),
                "",
                "",
                "",
                Optional.of(Formula.SHORT_ITERATIONS)));
        answer(1, 10);
        assertThat(rating().score().map(Score::evidence)).contains(Evidence.MEASURED);
        preferAssessed = true;
        assertThat(rating().score()).contains(new Score(1, Evidence.ASSESSED));
    }

    @Test
    void aDimensionIsTheMeanOfWhatIsKnown_ifThatIsHalf() {
        world.repository("api");
        assessed("roles");
        assessed("b");
        assessed("c");
        answer(0.5, 1);
        var profile = team();
        assertThat(profile.score(Dimension.PROCESS)).as("one of three").isEmpty();
        assertThat(profile.score(Dimension.PEOPLE)).as("no indicator at all").isEmpty();
        answers.add(new Answer(Optional.of("ml"), "b", 1, daysAgo(1), "lead"));
        answers.add(new Answer(Optional.of("other"), "c", 0, daysAgo(1), "lead"));
        answers.add(new Answer(Optional.empty(), "c", 0, daysAgo(1), "lead"));
        assertThat(team().score(Dimension.PROCESS)).hasValue(0.75);
    }

    private static SurveyFigures survey(int... responses) {
        List<SurveyFigures.InWindow> windows = new ArrayList<>();
        for (int at = 0; at < responses.length; at++) {
            SurveyFigures.Share none = new SurveyFigures.Share(0, 0);
            windows.add(new SurveyFigures.InWindow(
                    new Window(91 * (at + 1) + "d", Duration.ofDays(91L * (at + 1))),
                    responses[at],
                    none,
                    none,
                    none,
                    OptionalInt.empty()));
        }
        return new SurveyFigures("platform", NOW, OptionalInt.empty(), 5, windows);
    }

    private void measured(Formula formula) {
        model.add(
                new Indicator("it", Dimension.PROCESS, false, Set.of(Kind.values()), "", "", "", Optional.of(formula)));
    }

    private void assessed(String name) {
        model.add(new Indicator(name, Dimension.PROCESS, false, Set.of(Kind.values()), "", "", "", Optional.empty()));
    }

    private void answer(double score, int days) {
        answers.add(new Answer(Optional.of("ml"), "roles", score, daysAgo(days), "lead"));
    }

    private static Instant daysAgo(double days) {
        return World.ago(24 * days);
    }

    private double value() {
        return rating().score().orElseThrow().value();
    }

    private MaturityFigures.Profile team() {
        return Objects.requireNonNull(figures().teams().get("ml"));
    }

    private Rating rating() {
        return team().ratings().get(0);
    }

    private MaturityFigures figures() {
        var events = new ArrayList<>(world.events());
        events.addAll(more);
        events.add(new MaturityAnswers("maturity-assessment/answers", answers));
        EventLog log = EventLog.of(events);
        var asOf = new AsOf(Map.of("github", NOW, "mlflow", NOW), Set.of("github", "mlflow"), Set.of());
        ScopeFigures.Evidence evidence = Dora.figures(log, Policy.DEFAULT, asOf).scopes().stream()
                .filter(scope -> scope.scope() instanceof Scope.Organization)
                .map(ScopeFigures::evidence)
                .findFirst()
                .orElseThrow();
        return Maturity.figures(
                log,
                new MaturityPolicy(model, preferAssessed, pagers, "maturity-assessment"),
                new Formulas(log, evidence.delivery(), evidence.failures(), pagers, surveys, NOW),
                new TreeSet<>(Set.of("ml")),
                NOW);
    }
}
