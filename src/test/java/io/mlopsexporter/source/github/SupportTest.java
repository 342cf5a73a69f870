package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.SupportIssues;
import io.mlopsexporter.event.SupportIssues.Issue;
import io.mlopsexporter.event.TeamMembers;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How users' questions are answered, and who is in a team. */
class SupportTest extends GitHubTest {
    private static final String OPENED = "2026-11-01T08:00:00Z";
    private static final String LATER = "2026-11-01T09:00:00Z";
    private static final String LATEST = "2026-11-02T08:00:00Z";

    private final FakeRepository help = gitHub.repository(1, "acme/help");

    @BeforeEach
    void configure() {
        support = queue(Optional.empty());
        help.labels.add("support");
    }

    private static Optional<SupportQueue> queue(Optional<String> team) {
        return Optional.of(new SupportQueue(new IssueSelection("acme/help", "support"), team));
    }

    private List<Issue> issues() {
        return Optional.ofNullable(log().platformFacts().get("github/support"))
                .map(fact -> ((SupportIssues) fact).issues())
                .orElse(List.of());
    }

    private Optional<Instant> answered(long number) {
        return issues().stream()
                .filter(issue -> issue.number() == number)
                .findFirst()
                .orElseThrow()
                .answeredAt();
    }

    private static Optional<Instant> at(String text) {
        return Optional.of(Instant.parse(text));
    }

    @Test
    void anAnswerIsTheFirstCommentOrClosingByAnotherPerson() {
        help.asked(1, OPENED, "jane", "support")
                .commented(1, OPENED, "jane")
                .commented(1, LATER, "ci[bot]")
                .commented(1, LATEST, "kim");
        help.asked(2, OPENED, "jane", "support").closedBy(2, LATER, "kim");
        help.asked(3, OPENED, "jane", "support").closedBy(3, LATER, "jane");
        help.asked(4, OPENED, "jane", "support").commented(4, LATER, "");
        help.asked(5, OPENED, "", "support").commented(5, LATER, "");
        help.asked(6, OPENED, "ci[bot]", "support");
        help.asked(7, OPENED, "jane", "bug");
        pollWell();

        assertThat(issues()).extracting(Issue::number).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(answered(1)).isEqualTo(at(LATEST));
        assertThat(answered(2)).isEqualTo(at(LATER));
        assertThat(answered(3)).as("closed by who asked").isEmpty();
        assertThat(answered(4)).as("an account that is gone is somebody").isEqualTo(at(LATER));
        assertThat(answered(5)).as("who may be the one that asked").isEmpty();
        assertThat(issues())
                .extracting(issue -> issue.closedAt().isEmpty())
                .containsExactly(true, false, false, true, true);
        assertThat(journal.log().toString()).doesNotContain("jane", "kim");
        assertThat(journal.cursor("support").orElseThrow()).doesNotContain("jane", "kim");
    }

    @Test
    void whereATeamAnswers_onlyItsMembersDo_andTheirOwnIssuesDoNotCount() {
        gitHub.members.put("acme/platform", List.of("Kim"));
        support = queue(Optional.of("acme/platform"));
        help.asked(1, OPENED, "jane", "support").commented(1, LATER, "joe").commented(1, LATEST, "kim");
        help.asked(2, OPENED, "kim", "support");
        pollWell();

        assertThat(issues()).extracting(Issue::number).containsExactly(1L);
        assertThat(answered(1)).isEqualTo(at(LATEST));
    }

    @Test
    void aTeamThatIsNotToBeSeen_isAProblem_andNothingIsKnown() {
        support = queue(Optional.of("acme/secret"));
        help.asked(1, OPENED, "jane", "support");
        assertThat(poll())
                .isInstanceOfSatisfying(
                        PollResult.Complete.class,
                        complete -> assertThat(complete.problems())
                                .anySatisfy(problem -> assertThat(problem.text())
                                        .contains("members of acme/secret", "no such team", "they are not known")));
        assertThat(log().platformFacts()).doesNotContainKey("github/support");
    }

    @Test
    void whatHappensIsReadAtOnce_andNothingIsAskedOtherwise() {
        help.asked(1, OPENED, "jane", "support");
        pollWell();
        pollWellAgain();
        gitHub.askedSince();
        pollWellAgain();
        assertThat(gitHub.askedSince()).containsExactly("Sweep");

        help.commented(1, time.instant().toString(), "kim");
        pollWellAgain();
        assertThat(gitHub.askedSince()).contains("SupportIssues");
        assertThat(answered(1)).isPresent();
    }

    @Test
    void anIssueThatLostItsLabel_isForgottenWithinADay() {
        help.asked(1, OPENED, "jane", "support").asked(2, OPENED, "jane", "support");
        pollWell();
        help.issues.remove(0);
        time.pass(Duration.ofDays(1));
        pollWell();
        assertThat(issues()).extracting(Issue::number).containsExactly(2L);

        support = Optional.empty();
        pollWellAgain();
        assertThat(log().platformFacts()).isEmpty();
    }

    @Test
    void issuesThatMayNotBeRead_areNotKnown() {
        help.asked(1, OPENED, "jane", "support");
        pollWell();
        help.issuesError = "FORBIDDEN";
        help.issuesHiddenTimes = 100;
        time.pass(Duration.ofDays(1));
        assertThat(poll())
                .isInstanceOfSatisfying(
                        PollResult.Complete.class,
                        complete -> assertThat(complete.problems())
                                .anySatisfy(
                                        problem -> assertThat(problem.text()).contains("read access to issues")));
        assertThat(log().platformFacts()).isEmpty();
    }

    @Test
    void membersOfConfiguredTeams_areKnownAsHashes_onceADay() {
        support = Optional.empty();
        gitHub.members.put("acme/fraud", List.of("Jane", "ci[bot]", "kim"));
        teams.add(new GitHubSettings.Team("fraud", Optional.of("acme/fraud"), List.of()));
        teams.add(new GitHubSettings.Team("search", Optional.empty(), List.of()));
        pollWell();
        assertThat(log().platformFacts().values())
                .containsExactly(
                        new TeamMembers("github/members/fraud", "fraud", Set.of(person("jane"), person("kim"))));
        gitHub.askedSince();
        pollWellAgain();
        assertThat(gitHub.askedSince()).doesNotContain("TeamMembers");

        gitHub.members.clear();
        time.pass(Duration.ofDays(1));
        assertThat(poll())
                .isInstanceOfSatisfying(
                        PollResult.Complete.class,
                        complete -> assertThat(complete.problems())
                                .anySatisfy(
                                        problem -> assertThat(problem.text()).contains("grant read:org")));
        assertThat(log().platformFacts()).isEmpty();
    }
}
