package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.IncidentService;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuesTest extends GitHubTest {
    private final FakeRepository app = gitHub.repository(1, "acme/app");

    @BeforeEach
    void configureLabel() {
        issues.add(new IssueSelection("acme/app", "incident"));
        app.deployed(90, "2026-11-01T00:00:00Z");
    }

    private static String id(long number) {
        return "github/1/issues/" + number + "#acme/app#incident";
    }

    private Incident incident(long number) {
        return Optional.ofNullable(log().incidents().get(id(number)))
                .orElseThrow(() -> new AssertionError(
                        "no incident " + number + " in " + log().incidents().keySet()));
    }

    private List<Long> open() {
        return log().incidents().values().stream()
                .filter(incident -> incident.end().isEmpty())
                .map(incident -> Long.valueOf(incident.id().replaceAll(".*/issues/(\\d+)#.*", "$1")))
                .toList();
    }

    private List<String> services() {
        return log().incidentServices().values().stream()
                .map(IncidentService::service)
                .toList();
    }

    /** After the polls in which a source finds out what a repository's issues are like. */
    private void pollUntilQuiet() {
        pollWell();
        pollWellAgain();
        pollWellAgain();
        gitHub.askedSince();
    }

    private String minutesAgo(int minutes) {
        return time.instant()
                .minus(minutes, ChronoUnit.MINUTES)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    @Test
    void labelledIssue_isAnIncident_fromItsOpeningToItsClosing() {
        app.issue(7, "2026-11-20T08:00:00Z", "bug", "incident").closed(7, "2026-11-20T09:30:00Z", "COMPLETED");
        app.issue(8, "2026-11-21T08:00:00Z", "incident");
        app.issue(9, "2026-11-21T08:00:00Z", "bug");

        pollWell();

        assertThat(log().incidents().values())
                .containsExactly(
                        new Incident.Resolved(
                                id(7),
                                "acme/app#incident",
                                "acme/app#incident",
                                "Trouble 7",
                                Instant.parse("2026-11-20T08:00:00Z"),
                                Instant.parse("2026-11-20T09:30:00Z"),
                                List.of(),
                                "https://github.com/acme/app/issues/7"),
                        new Incident.Open(
                                id(8),
                                "acme/app#incident",
                                "acme/app#incident",
                                "Trouble 8",
                                Instant.parse("2026-11-21T08:00:00Z"),
                                List.of(),
                                "https://github.com/acme/app/issues/8"));
        assertThat(services()).containsExactly("acme/app#incident");
    }

    @Test
    void nothingNew_costsNothingBesideTheSweep() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        pollUntilQuiet();
        String note = journal.cursor("issues/1").orElseThrow();

        pollWellAgain();
        pollWellAgain();

        assertThat(gitHub.askedSince()).containsExactly("Sweep", "Sweep");
        assertThat(journal.cursor("issues/1")).contains(note);
    }

    @Test
    void anotherIssuesUpdate_costsOneRequest_andChangesNothing() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident").issue(8, "2026-11-20T08:00:00Z");
        pollUntilQuiet();
        var before = log().incidents();

        app.issueOf(8).put("updatedAt", minutesAgo(-4));
        pollWellAgain();

        assertThat(gitHub.askedSince()).containsExactly("Sweep", "Issues");
        assertThat(log().incidents()).isEqualTo(before);
    }

    @Test
    void closing_endsTheIncident_andReopening_withdrawsItsEnd() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        pollUntilQuiet();

        String first = minutesAgo(-3);
        app.closed(7, first, "COMPLETED");
        pollWellAgain();
        assertThat(incident(7).end()).contains(Instant.parse(first));

        app.reopened(7, minutesAgo(-3));
        pollWellAgain();
        assertThat(incident(7).end()).isEmpty();
        assertThat(incident(7).startedAt()).isEqualTo("2026-11-20T08:00:00Z");

        String last = minutesAgo(-3);
        app.closed(7, last, "COMPLETED");
        pollWellAgain();
        assertThat(incident(7).end()).contains(Instant.parse(last));
    }

    @ParameterizedTest
    @CsvSource({"NOT_PLANNED", "DUPLICATE"})
    void closedAsNoIncident_isNone_andIsOneAgainOnceReopened(String reason) {
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        app.issue(8, "2026-11-20T08:00:00Z", "incident").closed(8, "2026-11-20T09:00:00Z", reason);
        pollUntilQuiet();
        assertThat(log().incidents()).containsOnlyKeys(id(7));

        app.closed(7, minutesAgo(-3), reason);
        pollWellAgain();
        assertThat(log().incidents()).isEmpty();

        app.reopened(7, minutesAgo(-3));
        pollWellAgain();
        assertThat(open()).containsExactly(7L);
    }

    @Test
    void labelTakenOff_isNoIncidentAnyMore_labelPutOnLater_isOneFromTheBeginning() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident").issue(8, "2026-11-20T08:00:00Z", "bug");
        app.closed(8, "2026-11-20T10:00:00Z", "COMPLETED");
        pollUntilQuiet();

        app.labelled(7, minutesAgo(-3), "bug").labelled(8, minutesAgo(-3), "bug", "incident");
        pollWellAgain();

        assertThat(log().incidents()).containsOnlyKeys(id(8));
        assertThat(incident(8).startedAt()).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(incident(8).end()).contains(Instant.parse("2026-11-20T10:00:00Z"));
    }

    @Test
    void secondUpdateWithinTheSameSecond_isNoticed() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        pollUntilQuiet();
        String second = minutesAgo(-5);
        app.labelled(7, second, "incident", "bug");
        pollWellAgain();

        app.labelled(7, second, "bug");
        pollWellAgain();

        assertThat(log().incidents()).isEmpty();
    }

    @Test
    void deletedOrTransferred_isNoIncidentAnyMore() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident").issue(8, "2026-11-20T08:00:00Z", "incident");
        FakeRepository other = gitHub.repository(2, "acme/other");
        issues.add(new IssueSelection("acme/other", "incident"));
        pollUntilQuiet();

        app.issues.remove(0);
        other.issue(1, "2026-11-20T08:00:00Z", "incident");
        other.issueOf(1).put("updatedAt", minutesAgo(-3));
        pollWellAgain();

        assertThat(log().incidents()).containsOnlyKeys(id(8), "github/2/issues/1#acme/other#incident");
    }

    @Test
    void deletedWhileAnotherIsOpened_isNoticed() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident").issue(8, "2026-11-20T08:00:00Z", "incident");
        pollUntilQuiet();

        app.issues.remove(0);
        app.issue(9, minutesAgo(-3), "incident");
        pollWellAgain();

        assertThat(open()).containsExactly(8L, 9L);
    }

    @Test
    void whatNoUpdateTells_isFoundWithinADay() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        app.issue(8, "2026-11-20T08:00:00Z", "incident");
        pollUntilQuiet();
        app.labelled(7, "2026-11-20T08:00:00Z", "bug"); // its time of update stays

        time.pass(Duration.ofHours(23));
        pollWell();
        assertThat(open()).containsExactly(7L, 8L);
        time.pass(Duration.ofHours(1));
        pollWell();

        assertThat(open()).containsExactly(8L);
    }

    @ParameterizedTest
    @CsvSource({"incident,Incident", "INCIDENT,incident", "Incident: web,incident: WEB"})
    void labels_areComparedWithoutCase(String configured, String actual) {
        issues.set(0, new IssueSelection("Acme/App", configured));
        app.labels.set(0, actual);
        app.issue(7, "2026-11-20T08:00:00Z", actual);

        pollUntilQuiet();
        app.issue(8, minutesAgo(-3), actual);
        pollWellAgain();

        assertThat(open()).containsExactly(7L, 8L);
        assertThat(services()).containsExactly("acme/app#" + configured.toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void missingLabel_isAProblem_andWhatItWouldTellIsUnknown_untilItIsThere() {
        app.labels.clear();

        PollResult result = poll();

        assertThat(problems(result))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("issues of acme/app", "no label \"incident\" in acme/app", "github_issues.label"));
        assertThat(services()).isEmpty();

        app.labels.add("incident");
        pollWellAgain();
        assertThat(services()).as("asked again after an hour").isEmpty();
        time.pass(Duration.ofHours(1));
        assertThat(problems(poll())).isEmpty();
        assertThat(services()).containsExactly("acme/app#incident");
    }

    @Test
    void missingLabel_isSeenAtOnce_whenAnIssueBearsIt() {
        app.labels.clear();
        pollUntilQuiet();

        app.labels.add("incident");
        app.issue(7, minutesAgo(-3), "incident");

        assertThat(problems(pollAgain())).isEmpty();
        assertThat(open()).containsExactly(7L);
        assertThat(services()).containsExactly("acme/app#incident");
    }

    @Test
    void labelRemovedFromTheRepository_keepsWhatIsKnown_andSaysSo() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        pollUntilQuiet();
        app.labels.clear();
        app.labelled(7, "2026-11-20T08:00:00Z");

        time.pass(Duration.ofDays(1));
        PollResult result = poll();

        assertThat(problems(result)).hasSize(1);
        assertThat(open()).containsExactly(7L);
        assertThat(services()).isEmpty();
    }

    @Test
    void issuesSwitchedOff_areAProblem_andNoIncidentIsForgotten() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        pollUntilQuiet();
        app.hasIssues = false;

        PollResult result = pollAgain();

        assertThat(problems(result))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("issues of acme/app", "issues are switched off", "acme/app#incident"));
        assertThat(open()).containsExactly(7L);
        assertThat(services()).isEmpty();
        gitHub.askedSince();
        assertThat(problems(pollAgain())).hasSize(1);
        assertThat(gitHub.askedSince()).as("not asked again at every poll").containsExactly("Sweep");

        app.hasIssues = true;
        assertThat(problems(pollAgain())).isEmpty();
        assertThat(services()).hasSize(1);
    }

    @Test
    void forbiddenIssues_areAProblemOfTheirRepository_othersGoOn() {
        FakeRepository other = gitHub.repository(2, "acme/other");
        other.issue(1, "2026-11-20T08:00:00Z", "incident");
        issues.add(new IssueSelection("acme/other", "incident"));
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        pollUntilQuiet();
        app.issuesHiddenTimes = Integer.MAX_VALUE;
        app.issuesError = "FORBIDDEN";
        other.closed(1, minutesAgo(-3), "COMPLETED");

        PollResult result = pollAgain();

        assertThat(problems(result))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("issues of acme/app", "FORBIDDEN", "give the token read access to issues"));
        assertThat(open()).containsExactly(7L);
        assertThat(services()).containsExactly("acme/other#incident");
    }

    @Test
    void issuesThatDoNotComeForNoReason_failThePoll_soThatFiguresStandStill_andAreGivenUpAfterAWhile() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        pollUntilQuiet();
        app.issuesHiddenTimes = 1;
        assertThat(pollAgain()).isInstanceOf(PollResult.Failed.class);
        assertThat(services()).hasSize(1);
        pollWellAgain();

        app.issuesHiddenTimes = Integer.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            assertThat(pollAgain()).isInstanceOf(PollResult.Failed.class);
        }
        PollResult result = pollAgain();

        assertThat(problems(result)).hasSize(1);
        assertThat(services()).isEmpty();
        app.issuesHiddenTimes = 0;
        assertThat(problems(pollAgain())).isEmpty();
        assertThat(services()).hasSize(1);
    }

    @Test
    void repositoryThatDoesNotExist_isAProblem() {
        issues.set(0, new IssueSelection("acme/incidents", "incident"));

        assertThat(problems(poll()).toString()).contains("repository acme/incidents", "no such repository");
        assertThat(services()).isEmpty();
    }

    @Test
    void repositoryOfIncidentsOnly_isReadThoughItHoldsNoApplication_andAfterItsRenaming() {
        FakeRepository central = gitHub.repository(5, "ops/incidents");
        central.issue(3, "2026-11-20T08:00:00Z", "incident");
        issues.set(0, new IssueSelection("ops/incidents", "incident"));
        pollUntilQuiet();
        assertThat(log().incidents()).containsOnlyKeys("github/5/issues/3#ops/incidents#incident");

        central.name = "ops/outages";
        central.closed(3, minutesAgo(-3), "COMPLETED");
        pollWellAgain();

        assertThat(open()).isEmpty();
        assertThat(gitHub.askedSince()).containsExactly("Sweep", "Issues");
        assertThat(log().applications()).doesNotContainKey("github/incidents");
    }

    @Test
    void goneRepositoryOfIncidents_isAProblem_itsHistoryStays() {
        FakeRepository central = gitHub.repository(5, "ops/incidents");
        central.issue(3, "2026-11-20T08:00:00Z", "incident");
        issues.set(0, new IssueSelection("ops/incidents", "incident"));
        pollUntilQuiet();
        central.hidden = "NOT_FOUND";

        PollResult result = pollAgain();

        assertThat(problems(result).toString()).contains("issues of ops/incidents", "NOT_FOUND");
        assertThat(log().incidents()).hasSize(1);
        assertThat(services()).isEmpty();
    }

    @Test
    void issueWithTheLabelsOfTwoApplications_isAnIncidentOfBoth_andOneOccurrence() {
        app.labels.add("model");
        issues.add(new IssueSelection("acme/app", "model"));
        app.issue(7, "2026-11-20T08:00:00Z", "incident", "model").issue(8, "2026-11-20T08:00:00Z", "model");

        pollWell();

        assertThat(log().incidents())
                .containsOnlyKeys(id(7), "github/1/issues/7#acme/app#model", "github/1/issues/8#acme/app#model");
        assertThat(log().incidents().values())
                .extracting(Incident::occurrence)
                .containsOnly("github/1/issues/7", "github/1/issues/8");
    }

    @Test
    void labelThatTwoApplicationsName_isReadOnce() {
        issues.add(new IssueSelection("Acme/App", "INCIDENT"));
        app.issue(7, "2026-11-20T08:00:00Z", "incident");

        pollWell();

        assertThat(open()).containsExactly(7L);
        assertThat(gitHub.askedSince().stream().filter("Issues"::equals)).hasSize(1);
    }

    @Test
    void deletedWhileTheListIsReadAgain_isNoIncident() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident").issue(8, "2026-11-20T08:00:00Z", "incident");
        gitHub.pageSize = 1;
        int[] pages = {0};
        gitHub.before = operation -> {
            if (operation.equals("Issues") && ++pages[0] == 2) {
                app.issues.remove(0);
                app.issue(9, "2026-11-20T09:00:00Z", "incident").issue(10, "2026-11-20T09:00:00Z", "incident");
            }
        };

        pollWell();

        assertThat(open()).containsExactly(10L, 8L, 9L);
    }

    @Test
    void selectionThatIsNoLongerConfigured_leavesNothingBehind() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        pollWell();

        issues.clear();
        pollWellAgain();

        assertThat(log().incidents()).isEmpty();
        assertThat(services()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "createdAt, null, no_start",
                "createdAt, yesterday, no_start",
                "closedAt, null, no_resolution",
                "closedAt, 2026-11-20T07:59:59Z, resolved_before_start",
                "state, MELTED, unknown_status",
                "state, null, unknown_status",
                "number, null, no_id"
            })
    void issueThatCannotBeUnderstood_isSkippedAndCounted_othersGoOn(String field, String value, String reason) {
        app.issue(7, "2026-11-20T08:00:00Z", "incident").closed(7, "2026-11-20T09:00:00Z", "COMPLETED");
        app.issue(8, "2026-11-20T08:00:00Z", "incident");
        app.issueOf(7).put(field, value);

        GitHubSource source = source();
        assertThat(source.poll(journal)).isInstanceOf(PollResult.Complete.class);
        time.pass(Duration.ofDays(1));
        assertThat(source.poll(journal)).isInstanceOf(PollResult.Complete.class);

        assertThat(source.skipped()).isEqualTo(Map.of(reason, 1L));
        assertThat(log().incidents()).containsOnlyKeys(id(8));
    }

    @Test
    void nullTitleBodyAndUrl_areEmpty() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        app.issueOf(7).put("title", null);
        app.issueOf(7).put("body", null);
        app.issueOf(7).put("url", null);
        app.issueOf(7).put("author", null);

        pollWell();

        assertThat(incident(7).title()).isEmpty();
        assertThat(incident(7).links()).isEmpty();
    }

    @Test
    void description_isKeptOnlyAsFarAsItNamesDeployments() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        app.issueOf(7)
                .put(
                        "body",
                        "Ann saw errors since 0916a0a, order 20261120, see https://wiki.acme.example/secret and"
                                + " https://github.com/acme/app/actions/runs/77/job/5.");

        pollWell();

        assertThat(incident(7).links()).containsExactly("https://github.com/acme/app/actions/runs/77/job/5", "0916a0a");
    }

    @Test
    void nullInTheList_isNotTakenForAnIssueThatIsGone() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident").issue(8, "2026-11-20T08:00:00Z", "incident");
        pollUntilQuiet();
        Map<String, ?> hidden = app.issues.remove(0);
        app.issuesNull = 1;

        assertThat(pollAgain()).isInstanceOf(PollResult.Failed.class);
        assertThat(open()).containsExactly(7L, 8L);
        assertThat(hidden).isNotEmpty();
    }

    @Test
    void closedBeforeTheHistory_isLeftOut_openOnesAreKnownWhateverTheirAge() {
        app.issue(1, "2024-01-01T00:00:00Z", "incident").closed(1, "2024-02-01T00:00:00Z", "COMPLETED");
        app.issue(2, "2024-01-01T00:00:00Z", "incident");
        app.issue(3, "2024-01-01T00:00:00Z", "incident").closed(3, "2026-02-01T00:00:00Z", "COMPLETED");

        pollWell();

        assertThat(log().incidents()).containsOnlyKeys(id(2), id(3));
    }

    @Test
    void thousandsOfOpenIssues_areAllRead_inAsFewRequestsAsPossible() {
        for (int i = 1; i <= 2_500; i++) {
            app.issue(i, START.minus(i, ChronoUnit.HOURS).toString(), "incident");
        }

        pollWell();

        assertThat(open()).hasSize(2_500);
        assertThat(gitHub.askedSince().stream().filter("Issues"::equals)).hasSize(25);
    }

    @Test
    void yearOfIssues_isReadWhole_thoughTheListShiftsWhileWePage() {
        gitHub.pageSize = 11;
        for (int i = 1; i <= 45; i++) {
            app.issue(i, START.minus(300 - i, ChronoUnit.DAYS).toString(), "incident");
        }
        int[] pages = {0};
        gitHub.before = operation -> {
            if (operation.equals("Issues") && ++pages[0] == 3) {
                app.labelled(1, START.toString(), "bug"); // what stood first on the third page slips to the second
                app.issue(46, START.toString(), "incident");
                app.labelled(2, START.toString(), "bug");
            }
        };

        pollWell();
        gitHub.before = operation -> {};
        pollWellAgain();

        assertThat(open()).hasSize(44).contains(23L, 46L).doesNotContain(1L, 2L);
    }

    @Test
    void updatesWhileWePage_areNotLost() {
        gitHub.pageSize = 3;
        for (int i = 1; i <= 9; i++) {
            app.issue(i, "2026-11-2%dT00:00:00Z".formatted(i / 5), "incident");
        }
        pollUntilQuiet();
        for (int i = 1; i <= 9; i++) {
            app.labelled(i, minutesAgo(-2), "incident", "bug");
        }
        int[] pages = {0};
        gitHub.before = operation -> {
            if (operation.equals("Issues") && ++pages[0] == 2) {
                app.closed(1, minutesAgo(0), "COMPLETED").closed(5, minutesAgo(0), "NOT_PLANNED");
            }
        };
        pollWellAgain();
        gitHub.before = operation -> {};
        pollWellAgain();

        assertThat(open()).containsExactly(2L, 3L, 4L, 6L, 7L, 8L, 9L);
        assertThat(incident(1).end()).isPresent();
    }

    @Test
    void killedBetweenPages_theNextStartEndsWithTheSameIncidents() {
        gitHub.pageSize = 11;
        for (int i = 1; i <= 45; i++) {
            app.issue(100 + i, START.minus(300 - i, ChronoUnit.DAYS).toString(), "incident");
        }
        int[] pages = {0};
        gitHub.before = operation -> {
            if (operation.equals("Issues") && ++pages[0] >= 4) {
                throw new IllegalStateException("killed");
            }
        };
        assertThat(poll()).isInstanceOf(PollResult.Failed.class);
        assertThat(open()).hasSize(33);
        assertThat(services()).as("not known completely yet").isEmpty();

        gitHub.before = operation -> {};
        app.closed(101, START.toString(), "NOT_PLANNED");
        app.issues.remove(1);
        pollWellAgain();

        assertThat(open()).hasSize(43).doesNotContain(101L, 102L);
        assertThat(services()).hasSize(1);
    }

    @Test
    void serversThatTellLessOfWhyIssuesAreClosed_areReadAllTheSame() {
        app.issue(7, "2026-11-20T08:00:00Z", "incident").closed(7, "2026-11-20T09:00:00Z", "NOT_PLANNED");

        gitHub.unknownToSchema = "enableDuplicate";
        pollWell();
        assertThat(log().incidents()).isEmpty();

        gitHub.unknownToSchema = "stateReason";
        app.issueOf(7).put("updatedAt", minutesAgo(-3));
        pollWellAgain();
        assertThat(incident(7).end()).contains(Instant.parse("2026-11-20T09:00:00Z"));
    }

    @Test
    void hundredRepositoriesWithIssues_costTwoPointsAPoll() {
        for (int i = 2; i <= 100; i++) {
            gitHub.repository(i, "acme/r" + i).issue(1, "2026-11-20T08:00:00Z", "incident");
            issues.add(new IssueSelection("acme/r" + i, "incident"));
        }
        app.issue(7, "2026-11-20T08:00:00Z", "incident");
        pollUntilQuiet();
        gitHub.points = 0;

        pollWellAgain();

        assertThat(open()).hasSize(100);
        assertThat(gitHub.askedSince()).containsExactly("Sweep", "Sweep");
        assertThat(gitHub.points).isEqualTo(2);
    }
}
