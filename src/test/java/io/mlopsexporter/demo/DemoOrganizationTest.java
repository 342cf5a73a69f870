package io.mlopsexporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoOrganizationTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void sameSeedAndStart_isTheSameOrganization() {
        assertThat(Transcript.of(new DemoOrganization(START, 7).at(START)))
                .isEqualTo(Transcript.of(new DemoOrganization(START, 7).at(START)));
    }

    @Test
    void otherSeed_isAnotherOrganization() {
        assertThat(Transcript.of(new DemoOrganization(START, 7).at(START)))
                .isNotEqualTo(Transcript.of(new DemoOrganization(START, 8).at(START)));
    }

    @Test
    void life_isTheSameHoweverOftenItIsAskedFor() {
        DemoOrganization watched = new DemoOrganization(START, 7);
        for (int seconds = 0; seconds < 7200; seconds += 301) {
            watched.at(START.plusSeconds(seconds));
        }
        Instant later = START.plusSeconds(7200);

        assertThat(Transcript.of(watched.at(later))).isEqualTo(Transcript.of(new DemoOrganization(START, 7).at(later)));
    }

    @Test
    void whatWasSeenAtAnInstant_neverChanges() {
        DemoOrganization organization = new DemoOrganization(START, 3);
        List<Instant> instants = new ArrayList<>();
        List<List<String>> seen = new ArrayList<>();
        for (Instant at = START; at.isBefore(START.plus(Duration.ofHours(8))); at = at.plusSeconds(8111)) {
            instants.add(at);
            seen.add(Transcript.of(organization.at(at)));
        }
        organization.at(START.plus(Duration.ofDays(2)));

        for (int i = 0; i < instants.size(); i++) {
            assertThat(Transcript.of(organization.at(instants.get(i)))).isEqualTo(seen.get(i));
        }
    }

    @Test
    void life_goesOnWithADeploymentEveryMinuteOrSo() {
        DemoOrganization organization = new DemoOrganization(START, 1);
        int before = Transcript.successes(organization.at(START)).size();
        int after = Transcript.successes(organization.at(START.plus(Duration.ofMinutes(30))))
                .size();

        assertThat(after - before).isBetween(25, 110);
    }

    @Test
    void incidentsOfLife_comeEveryFewMinutesAndAreResolved() {
        DemoOrganization organization = new DemoOrganization(START, 1);
        Instant later = START.plus(Duration.ofHours(2));
        List<DemoIncident> fresh = organization.at(later).incidents().stream()
                .filter(incident -> incident.at().isAfter(START))
                .toList();

        assertThat(fresh).hasSizeBetween(8, 60);
        assertThat(organization.at(later.plus(Duration.ofHours(12))).incidents().stream()
                        .filter(fresh::contains))
                .allMatch(incident -> incident.isResolved(later.plus(Duration.ofHours(12))));
    }

    @Test
    void ofTwentyApplications_eachDeploysByItsMark() {
        Moment moment = new DemoOrganization(START, 1).at(START);
        for (Blueprint blueprint : Blueprint.all()) {
            DemoRepository repository =
                    moment.repository(DemoOrganization.LOGIN, blueprint.name()).orElseThrow();
            assertThat(marks(moment, repository, blueprint.releasing()))
                    .as(blueprint.name())
                    .isNotEmpty();
        }
        assertThat(Blueprint.all()).hasSize(20);
        assertThat(Blueprint.all().stream().map(Blueprint::team).distinct()).hasSize(6);
    }

    @Test
    void teams_differInTheirPace() {
        Moment moment = new DemoOrganization(START, 1).at(START);

        assertThat(deployments(moment, "fraud-api")).isGreaterThan(200);
        assertThat(deployments(moment, "search-api")).isBetween(25L, 80L);
        assertThat(deployments(moment, "capacity-forecast")).isBetween(4L, 30L);
    }

    @Test
    void commits_areVisibleWithTheirParents() {
        DemoOrganization organization = new DemoOrganization(START, 5);
        organization.at(START.plus(Duration.ofHours(5)));
        for (DemoRepository repository : organization.repositories()) {
            for (DemoCommit commit : repository.commits().values()) {
                assertThat(commit.parents())
                        .allMatch(parent -> repository
                                .commit(parent)
                                .filter(it -> !it.at().isAfter(commit.at()))
                                .isPresent());
            }
        }
    }

    @Test
    void history_hasRollbacksRevertsHotfixesFailuresAndIncidentsOfAllKinds() {
        Moment moment = new DemoOrganization(START, 1).at(START);
        List<DemoPullRequest> pulls = moment.repositories().stream()
                .flatMap(it -> moment.pullRequests(it).stream())
                .toList();
        List<DemoIncident> incidents = moment.incidents();

        assertThat(pulls)
                .anyMatch(it -> it.title().startsWith("Revert \"") && it.body().startsWith("Reverts acme-ai/"));
        assertThat(pulls).anyMatch(it -> it.head().startsWith("hotfix/"));
        assertThat(pulls).anyMatch(it -> it.labels().contains("hotfix"));
        assertThat(pulls).anyMatch(it -> it.readyAt().isPresent());
        assertThat(pulls).anyMatch(it -> it.state(START).equals("OPEN"));
        assertThat(rollbacks(moment)).isPositive();
        List<DemoDeployment> deployments = moment.repositories().stream()
                .flatMap(it -> moment.deployments(it).stream())
                .toList();
        assertThat(deployments.stream().flatMap(it -> it.statuses().stream()).map(DemoDeployment.Status::state))
                .contains("success", "inactive", "failure", "error", "waiting");
        assertThat(deployments).anyMatch(DemoDeployment::isTransient);
        assertThat(deployments).anyMatch(it -> it.environment().equals("prod-eu"));
        assertThat(deployments).anyMatch(it -> it.ref().startsWith("release/"));
        assertThat(incidents).anyMatch(it -> it.status(START).equals("triggered"));
        assertThat(incidents).anyMatch(it -> it.status(START).equals("acknowledged"));
        assertThat(incidents).anyMatch(it -> it.urgency().equals("low"));
        assertThat(incidents).anyMatch(it -> it.mergedInto().isPresent());
    }

    @Test
    void oneTeam_hasNoPagerDuty_andWritesItsIncidentsDownAsIssues() {
        Moment moment = new DemoOrganization(START, 1).at(START);
        List<DemoIssue> issues = moment.repositories().stream()
                .flatMap(it -> moment.issues(it).stream())
                .toList();

        assertThat(issues)
                .anyMatch(it -> it.labels().contains(DemoIssue.LABEL) && it.isClosed(START))
                .anyMatch(it -> it.labels().contains(DemoIssue.LABEL) && !it.isClosed(START))
                .anyMatch(it -> it.reason(START).filter("DUPLICATE"::equals).isPresent())
                .filteredOn(it -> !it.labels().contains(DemoIssue.SUPPORT))
                .extracting(it -> it.repository().name())
                .containsOnly("search-api", "search-indexer", "query-understanding");
        assertThat(issues)
                .filteredOn(it -> it.labels().contains(DemoIssue.SUPPORT))
                .hasSizeGreaterThan(100)
                .anyMatch(it -> !it.isClosed(START))
                .extracting(it -> it.repository().name())
                .containsOnly(Questions.REPOSITORY);
        assertThat(moment.services()).noneMatch(it -> it.name().startsWith("search-"));
        assertThat(moment.incidents())
                .isNotEmpty()
                .noneMatch(it -> it.service().name().startsWith("search-"));
    }

    @Test
    void names_areOfNobody() {
        Moment moment = new DemoOrganization(START, 1).at(START);
        Set<String> authors = new HashSet<>();
        moment.repositories().forEach(it -> it.commits().values().forEach(commit -> authors.add(commit.author())));

        assertThat(authors).allMatch(author -> author.matches("dev-[0-9]{2}"));
    }

    private static long deployments(Moment moment, String name) {
        DemoRepository repository =
                moment.repository(DemoOrganization.LOGIN, name).orElseThrow();
        return marks(moment, repository, Blueprint.Releasing.DEPLOYMENTS).size();
    }

    private static List<?> marks(Moment moment, DemoRepository repository, Blueprint.Releasing releasing) {
        return switch (releasing) {
            case DEPLOYMENTS ->
                moment.deployments(repository).stream()
                        .filter(it -> it.environment().equals("production"))
                        .toList();
            case RELEASES -> moment.releases(repository);
            case TAGS -> moment.tags(repository);
            case WORKFLOW -> moment.runs(repository);
        };
    }

    private static long rollbacks(Moment moment) {
        long rollbacks = 0;
        for (DemoRepository repository : moment.repositories()) {
            List<DemoDeployment> all = moment.deployments(repository).stream()
                    .filter(it -> it.environment().equals("production"))
                    .sorted(Comparator.comparing(DemoDeployment::at))
                    .toList();
            Optional<String> last = Optional.empty();
            Set<String> before = new HashSet<>();
            for (DemoDeployment one : all) {
                boolean again = last.filter(it -> !it.equals(one.commit())).isPresent();
                rollbacks += again && before.contains(one.commit()) ? 1 : 0;
                before.add(one.commit());
                last = Optional.of(one.commit());
            }
        }
        return rollbacks;
    }
}
