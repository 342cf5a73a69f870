package io.mlopsexporter.dora;

import static io.mlopsexporter.dora.World.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.IncidentService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose a service is, and what is said where that is wrong or open. */
class ServiceMappingTest {
    private static final Set<String> ONE = Set.of("pagerduty");

    private final World world = new World();

    private ServiceMapping mapping() {
        return new ServiceMapping(world.log(), ONE);
    }

    private String owners(String service) {
        return mapping().of(new IncidentService("pagerduty/P-" + service, service)).stream()
                .map(one -> one.name())
                .toList()
                .toString();
    }

    @Test
    void aConfiguredServiceIsTheConfiguredApplications_notThatOfEqualNames() {
        world.repository("online").services("feast");
        world.repository("feast");
        world.service("pagerduty", "feast");

        assertThat(owners("feast")).isEqualTo("[online]");
        assertThat(mapping().problems()).isEmpty();
    }

    @Test
    void anApplicationWithConfiguredServices_hasNotThatOfItsOwnNameToo() {
        world.repository("feast").services("P-other");
        world.service("pagerduty", "feast").service("pagerduty", "other");

        assertThat(owners("feast")).isEqualTo("[]");
        assertThat(owners("other")).isEqualTo("[feast]");
    }

    @Test
    void whatNamesNoService_isAProblem_withWhatToDo() {
        world.repository("feast").services("PNONE", "/^nothing-/", "P-feast");
        world.service("pagerduty", "feast");

        assertThat(mapping().problems()).hasSize(2);
        assertThat(mapping().problems().get(0).subject()).isEqualTo("application feast");
        assertThat(mapping().problems().get(0).text())
                .startsWith("incidents.pagerduty_service \"PNONE\" is neither id nor name of a service of pagerduty");
        assertThat(mapping().problems().get(1).text())
                .startsWith(
                        "incidents.pagerduty_service \"/^nothing-/\" is found in no name of a service of pagerduty");
    }

    @Test
    void anApplicationWhoseServiceThereIsNot_hasNoFiguresOfIncidents_ratherThanZeros() {
        world.repository("feast", "features").services("PNONE").commit("a", 900).deploy("a", 20);
        world.repository("kserve", "serving")
                .services("P-kserve")
                .commit("k", 900)
                .deploy("k", 20);
        world.repository("dvc", "serving")
                .services("P-dvc", "/^zzz/")
                .commit("d", 900)
                .deploy("d", 20);
        world.service("pagerduty", "kserve").service("pagerduty", "dvc").open("1", "feast", 19, "down");

        for (String wrong : List.of("feast", "dvc")) {
            var shown = world.application(wrong);
            assertThat(shown.delivery()).as(wrong).isPresent();
            assertThat(shown.incidents()).as(wrong).isEmpty();
            assertThat(shown.failures()).as(wrong).isEmpty();
        }
        assertThat(world.application("kserve").incidents().orElseThrow().open()).isZero();
        var figures = world.figures();
        assertThat(figures.scopes().get(0).incidents()).as("organisation").isPresent();
        assertThat(team(figures, "features").incidents()).isEmpty();
        assertThat(team(figures, "serving").incidents()).isPresent();
        assertThat(figures.unmappedIncidents()).isEqualTo(Map.of("pagerduty", 1));
    }

    @Test
    void aServiceThatWasDeletedSince_isKnownByItsIncidents() {
        world.repository("feast").services("P-gone").commit("a", 900).deploy("a", 20);
        world.service("pagerduty", "other").resolved("1", "gone", 19, 18, "down");

        assertThat(mapping().problems()).isEmpty();
        assertThat(world.incident("feast").resolved()).isEqualTo(1);
    }

    private static ScopeFigures team(Figures figures, String name) {
        return figures.scopes().stream()
                .filter(scope -> scope.scope().equals(new Scope.Team(name)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aServiceOfTwoApplications_isAProblem() {
        world.repository("feast").services("/^feast/");
        world.repository("offline").services("feast-offline");
        world.service("pagerduty", "feast").service("pagerduty", "feast-offline");

        assertThat(mapping().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.subject()).isEqualTo("service feast-offline (P-feast-offline)");
            assertThat(problem.text()).startsWith("is claimed by the applications feast and offline");
        });
        assertThat(world.figures().mappingProblems()).isEqualTo(mapping().problems());
    }

    @Test
    void whileAnAccountHasNotToldItsServices_noneIsSaidToBeMissing() {
        world.repository("feast").services("PNONE");
        world.service("pagerduty", "feast");

        assertThat(new ServiceMapping(world.log(), Set.of("pagerduty", "pagerduty-2")).problems())
                .isEmpty();
    }

    @Test
    void withoutAnAccount_aConfiguredServiceIsAProblem() {
        world.repository("feast").services("PNONE");

        assertThat(new ServiceMapping(world.log(), Set.of()).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains("no PagerDuty account is"));
    }

    @Test
    void anApplicationWithoutAServiceOfItsName_isNoProblem() {
        world.repository("feast");
        world.service("pagerduty", "other");

        assertThat(mapping().problems()).isEmpty();
    }

    @Test
    void aRenamedService_bringsItsFormerIncidentsAlong() {
        world.repository("feast").commit("a", 900).deploy("a", 500);
        world.open("1", "old name", 10, "down");
        assertThat(world.figures().unmappedIncidents()).isEqualTo(Map.of("pagerduty", 1));

        world.event(new IncidentService("pagerduty/P-old name", "feast"));

        assertThat(world.figures().unmappedIncidents()).isEqualTo(Map.of("pagerduty", 0));
        assertThat(world.incident("feast").started()).isEqualTo(1);
    }

    @Test
    void unmappedIncidents_areThoseOfTheHistory() {
        world.resolved("1", "other", 24 * 400, 24 * 366, "long over")
                .resolved("2", "other", 24 * 400, 24 * 364, "in the history")
                .open("3", "other", 24 * 400, "open");
        var asOf = new AsOf(Map.of("pagerduty", NOW), Set.of(), ONE);

        assertThat(Dora.figures(world.log(), Policy.DEFAULT, asOf).unmappedIncidents())
                .isEqualTo(Map.of("pagerduty", 2));
    }
}
