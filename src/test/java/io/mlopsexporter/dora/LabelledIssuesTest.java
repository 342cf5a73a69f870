package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.World.NOW;
import static io.mlopsexporter.dora.World.ago;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.IncidentService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Incidents that are GitHub issues: whose they are, and what is known without PagerDuty. */
class LabelledIssuesTest {
    private static final String WEB = "acme/incidents#incident: web";

    private final World world = new World();

    private void read(String service) {
        world.event(new IncidentService("github/" + service, service));
    }

    private void issue(long number, String service, double start) {
        world.event(new Incident.Open(
                "github/9/issues/" + number + "#" + service, service, service, "down", ago(start), List.of(), ""));
    }

    private Figures figures(Map<String, Instant> instants, String... pagerDuty) {
        return Dora.figures(world.log(), Policy.DEFAULT, new AsOf(instants, Set.of("github"), Set.of(pagerDuty)));
    }

    private Figures figures() {
        return figures(Map.of("github", NOW));
    }

    private static ScopeFigures scope(Figures figures, int at) {
        return figures.scopes().get(at);
    }

    @Test
    void issues_areTheApplicationsThatNamesThem_asOfGitHub() {
        world.repository("web").services(WEB).commit("a", 900).deploy("a", 20);
        read(WEB);
        issue(1, WEB, 19);

        var web = World.application(figures(), "web");

        assertThat(web.incidents().orElseThrow().open()).isEqualTo(1);
        assertThat(web.incidents().orElseThrow().asOf()).isEqualTo(NOW);
        assertThat(web.failures().orElseThrow().windows().get(0).failed()).isEqualTo(1);
        assertThat(scope(figures(), 0).incidents().orElseThrow().open())
                .as("organisation")
                .isEqualTo(1);
        assertThat(figures().mappingProblems()).isEmpty();
    }

    @Test
    void withoutPagerDuty_applicationsWithoutIssues_haveNoFigureOfIncidents_butStillThatOfFailures() {
        world.repository("web", "web").services(WEB).commit("a", 900).deploy("a", 20);
        world.repository("other", "other").commit("b", 900).deploy("b", 20);
        read(WEB);

        var other = World.application(figures(), "other");

        assertThat(other.incidents()).isEmpty();
        assertThat(other.failures().orElseThrow().windows().get(0).unlinked()).isEmpty();
        assertThat(World.application(figures(), "web").incidents().orElseThrow().open())
                .isZero();
    }

    @Test
    void issuesThatAreNotRead_areUnknown_neverNone_withoutHoldingBackOthers() {
        world.repository("web", "web").services(WEB).commit("a", 900).deploy("a", 20);
        world.repository("api", "api")
                .services("acme/api#incident")
                .commit("b", 900)
                .deploy("b", 20);
        read("acme/api#incident");
        issue(1, WEB, 19);

        var figures = figures();

        assertThat(World.application(figures, "web").incidents()).isEmpty();
        assertThat(World.application(figures, "web").failures()).isEmpty();
        assertThat(World.application(figures, "web").delivery()).isPresent();
        assertThat(World.application(figures, "api").incidents()).isPresent();
        assertThat(scope(figures, 0).incidents()).as("organisation").isPresent();
        assertThat(figures.mappingProblems()).isEmpty();
    }

    @Test
    void staleAccountOfPagerDuty_leavesApplicationsWithIssuesAlone() {
        world.repository("web", "web").services(WEB).commit("a", 900).deploy("a", 20);
        world.repository("feast", "feast").commit("b", 900).deploy("b", 20);
        world.service("pagerduty", "feast");
        read(WEB);

        var figures = figures(Map.of("github", NOW), "pagerduty");

        assertThat(World.application(figures, "web").incidents()).isPresent();
        assertThat(World.application(figures, "feast").incidents()).isEmpty();
        assertThat(scope(figures, 0).incidents()).as("organisation").isEmpty();
    }

    @Test
    void patternsAndNamesOfPagerDutysServices_doNotMeanIssues() {
        world.repository("feast").services("/incident/");
        world.repository(WEB);
        read(WEB);
        issue(1, WEB, 19);
        world.service("pagerduty", "feast incidents");

        var figures = figures(Map.of("github", NOW, "pagerduty", NOW), "pagerduty");

        assertThat(World.application(figures, "feast").incidents().orElseThrow().open())
                .isZero();
        assertThat(World.application(figures, WEB).incidents().orElseThrow().open())
                .isZero();
    }

    @Test
    void issueOfTwoApplications_countsForEach_andOnceForTheirTeam() {
        String api = "acme/incidents#incident: api";
        world.repository("web").services(WEB).commit("a", 900).deploy("a", 20);
        world.repository("api").services(api).commit("b", 900).deploy("b", 20);
        read(WEB);
        read(api);
        issue(1, WEB, 19);
        issue(1, api, 19);
        issue(2, api, 18);

        var figures = figures();

        assertThat(World.application(figures, "web").incidents().orElseThrow().open())
                .isEqualTo(1);
        assertThat(World.application(figures, "api").incidents().orElseThrow().open())
                .isEqualTo(2);
        assertThat(scope(figures, 0).incidents().orElseThrow().open())
                .as("organisation")
                .isEqualTo(2);
        assertThat(scope(figures, 1).incidents().orElseThrow().windows().get(0).started())
                .as("team")
                .isEqualTo(2);
    }
}
