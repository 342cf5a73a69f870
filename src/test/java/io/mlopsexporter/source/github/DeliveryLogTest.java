package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories that deploy by each of the signals, read as a GitHub App's delivery log names them. */
class DeliveryLogTest extends GitHubTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String LOG = "/app/hook/deliveries?per_page=100";
    private static final int REPOSITORIES = 12;

    private GitHubSource agent = source();
    private long deliveries;

    @BeforeEach
    void world() {
        cadence = new GitHubSettings.Cadence(MINUTE, Duration.ofMinutes(30));
        for (int i = 1; i <= REPOSITORIES; i++) {
            FakeRepository repository = gitHub.repository(i, "acme/r" + i);
            repository.pushedAt = Instant.parse("2026-05-01T00:00:00Z");
            switch (i % 4) {
                case 0, 1 -> repository.release(i, "v0", "2026-05-01T00:00:00Z", "2026-05-01T00:00:00Z", false);
                case 2 -> {
                    repository.workflowFiles.add("deploy.yml");
                    repository.run(i, "2026-05-01T00:00:00Z", "push", "success", 1, "2026-05-01T00:10:00Z");
                }
                default -> repository.deployed(i * 1000L, "2026-05-01T00:00:00Z");
            }
        }
        agent = following();
        deliver("push", "", 1);
        time.pass(Duration.ofHours(1));
        complete(agent.poll(journal));
    }

    private void deliver(String event, String action, long repository) {
        gitHub.deliver(++deliveries, time.instant(), event, action, repository);
    }

    private PollResult.Complete pollMinutely() {
        time.pass(MINUTE);
        return complete(agent.poll(journal));
    }

    private static PollResult.Complete complete(PollResult result) {
        assertThat(result).isInstanceOf(PollResult.Complete.class);
        return (PollResult.Complete) result;
    }

    private void deployNow(long repository, long number) {
        gitHub.of(repository).deployed(number, time.instant().toString());
    }

    private List<String> askedByOneMorePoll() {
        gitHub.askedSince();
        pollMinutely();
        return gitHub.askedSince();
    }

    @Test
    void whereNothingHappens_aPollIsOneRequest_andAllIsKnownButForTheDelay() {
        pollMinutely();
        pollMinutely();
        gitHub.points = 0;
        gitHub.askedSince();

        PollResult.Complete result = pollMinutely();

        assertThat(gitHub.askedSince()).containsExactly(LOG);
        assertThat(gitHub.points).isZero();
        assertThat(result.asOf()).isEqualTo(time.instant().minus(DeliveryLog.DELAY));
        assertThat(result.problems()).isEmpty();
        assertThat(agent.reach()).contains(new Reach(Duration.ofHours(1), 0, REPOSITORIES));
    }

    @Test
    void aDelivery_hasItsRepositoryRead_twice_asOtherAnswersMayLagBehind_andNoOther() {
        pollMinutely();
        deployNow(3, 7);
        deliver("deployment_status", "created", 3);

        assertThat(askedByOneMorePoll()).containsExactly(LOG, "Sweep", "Statuses");
        assertThat(counted(3)).containsExactly("3000", "7");
        assertThat(askedByOneMorePoll()).containsExactly(LOG, "Sweep");
        pollMinutely();
        assertThat(askedByOneMorePoll()).containsExactly(LOG);
    }

    @Test
    void moreDeliveriesThanAPage_areAllFollowed() {
        pollMinutely();
        deployNow(3, 7);
        deliver("deployment_status", "created", 3);
        for (int i = 0; i < 250; i++) {
            deliver("push", "", 1);
        }

        assertThat(askedByOneMorePoll()).contains(LOG, LOG + "&cursor=100", LOG + "&cursor=200");
        assertThat(counted(3)).contains("7");
    }

    @Test
    void aLogThatEndsBeforeTheLastPoll_tellsTooLittle_soAllAreRead() {
        pollMinutely();
        gitHub.deliveries.clear();
        deployNow(3, 7);

        PollResult.Complete result = pollMinutely();

        assertThat(counted(3)).contains("7");
        assertThat(result.asOf()).isEqualTo(time.instant());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500})
    void aLogThatCannotBeRead_isSaid_andAllAreRead(int status) {
        pollMinutely();
        gitHub.appStatus = status;
        deployNow(3, 7);

        PollResult.Complete result = pollMinutely();

        assertThat(counted(3)).contains("7");
        assertThat(result.asOf()).isAfterOrEqualTo(time.instant().minusSeconds(30));
        assertThat(result.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains(
                                "webhook-delivery log",
                                "cannot be read",
                                Integer.toString(status),
                                "Polls go on without it"));

        gitHub.appStatus = 200;
        time.pass(Duration.ofMinutes(2)); // a circuit may be open
        assertThat(pollMinutely().problems()).isEmpty();
    }

    @Test
    void anAppThatIsNotToldOfAll_doesNotGuide_andItIsSaidWhatIsMissing() {
        gitHub.appEvents.removeAll(List.of("push", "deployment_status"));
        deployNow(3, 7);

        PollResult.Complete result = pollMinutely();

        assertThat(counted(3)).contains("7");
        assertThat(result.problems().toString())
                .contains("subscribe the GitHub App to the events deployment_status, push");
    }

    @Test
    void aNewRepository_hasAllRead_onceForEachThatIsNoneOfOurs() {
        pollMinutely();
        gitHub.repository(50, "acme/new").deployed(7, time.instant().toString());
        deliver("repository", "created", 50);
        FakeRepository fork = gitHub.repository(51, "acme/fork");
        fork.fork = true;
        deliver("push", "", 51);

        pollMinutely();
        assertThat(counted(50)).containsExactly("7");
        for (int i = 0; i < 3; i++) {
            pollMinutely();
        }
        deliver("push", "", 51);
        assertThat(askedByOneMorePoll()).containsExactly(LOG);
    }

    @Test
    void aPollThatFails_losesNoHint() {
        pollMinutely();
        deployNow(3, 7);
        deliver("deployment_status", "created", 3);
        gitHub.tooMuch = 0;
        time.pass(MINUTE);
        assertThat(agent.poll(journal)).isInstanceOf(PollResult.Failed.class);
        gitHub.tooMuch = Integer.MAX_VALUE;
        time.pass(Duration.ofMinutes(9));

        complete(agent.poll(journal));

        assertThat(counted(3)).contains("7");
    }

    @Test
    void aLostDelivery_isFoundWithinTheHour_andTheLogNotTrustedForADay() {
        pollMinutely();
        deployNow(3, 7);
        Instant deployedAt = time.instant();
        while (!counted(3).contains("7")) {
            pollMinutely();
            assertThat(time.instant()).isBeforeOrEqualTo(deployedAt.plus(Rota.RECONCILED));
        }

        deployNow(7, 8);
        PollResult.Complete next = pollMinutely();

        assertThat(counted(7)).contains("8");
        assertThat(next.asOf()).isEqualTo(time.instant());
        assertThat(next.problems().toString()).contains("did not tell of all that happened");
        time.pass(Duration.ofDays(1));
        pollMinutely();
        assertThat(pollMinutely().problems()).isEmpty();
    }

    @Test
    void tags_areLookedAtByEveryPoll_asGitHubDeliversNothingOfManyAtOnce() {
        gitHub.repository(60, "acme/tagged").tag("v0", 60, "2026-05-01T00:00:00Z", "");
        deliver("repository", "created", 60);
        for (int i = 0; i < 4; i++) {
            pollMinutely();
        }
        assertThat(askedByOneMorePoll()).containsExactly(LOG, "Sweep");
        for (int i = 1; i <= 5; i++) {
            gitHub.of(60).tag("v" + i, 60 + i, time.instant().toString(), "");
        }

        pollMinutely();

        assertThat(counted(60)).hasSize(6);
    }

    @Test
    void issues_areLookedAtWhereTheLogNamesTheirRepository_andStayKnownOtherwise() {
        gitHub.of(3).issue(1, "2026-11-23T09:00:00Z", "incident");
        issues.add(new IssueSelection("acme/r3", "incident"));
        gitHub.appEvents.addAll(List.of("issues", "issue_comment"));
        agent = following();
        for (int i = 0; i < 3; i++) {
            pollMinutely();
        }
        assertThat(log().incidents()).hasSize(1);
        assertThat(askedByOneMorePoll()).containsExactly(LOG);

        gitHub.of(3).issue(2, time.instant().toString(), "incident");
        deliver("issues", "opened", 3);
        pollMinutely();

        assertThat(log().incidents()).hasSize(2);
        assertThat(log().incidentServices()).hasSize(1);
    }

    @Test
    void forgedDeliveries_changeNothing() {
        pollMinutely();
        var before = journal.log();
        deliver("deployment_status", "created", 3);
        deliver("deployment_status", "created", 999_999);
        gitHub.deliver(++deliveries, time.instant(), "made_up", "", null);
        pollMinutely();

        assertThat(journal.log()).isEqualTo(before);
    }

    /** Delivered late, twice, or out of order: the figures are at every poll those of reading all repositories. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void followingTheLog_givesTheFiguresOfReadingAll_atEveryPoll(long seed) {
        Random random = new Random(seed);
        InMemoryJournal plain = new InMemoryJournal();
        GitHubSource each = source();
        complete(each.poll(plain));
        for (int minute = 0; minute < 90; minute++) {
            happens(random, 100_000L + minute, () -> false);
            PollResult.Complete told = pollMinutely();
            complete(each.poll(plain));
            assertThat(figures(journal, told.asOf()).equals(figures(plain, told.asOf())))
                    .isTrue();
            assertThat(told.problems()).isEmpty();
        }
        assertThat(plain.log().histories()).hasSizeGreaterThan(REPOSITORIES / 2);
    }

    /** Where deliveries are lost, figures are those of reading all whenever all were, and at the latest after an hour. */
    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void lostDeliveries_areMadeUpForByTheNextReconciliation(long seed) {
        Random random = new Random(seed);
        InMemoryJournal plain = new InMemoryJournal();
        GitHubSource each = source();
        complete(each.poll(plain));
        int reconciled = 0;
        for (int minute = 0; minute < 150; minute++) {
            happens(random, 100_000L + minute, () -> random.nextInt(3) == 0);
            PollResult.Complete told = pollMinutely();
            complete(each.poll(plain));
            if (told.asOf().equals(time.instant())) {
                assertThat(journal.log().equals(plain.log())).isTrue();
                reconciled++;
            }
        }
        // Once lost deliveries are noticed, every poll reads all.
        assertThat(reconciled).isGreaterThan(60);
    }

    private static List<ScopeFigures> figures(InMemoryJournal journal, Instant asOf) {
        return Dora.figures(journal.log(), Policy.DEFAULT, new AsOf(Map.of("github", asOf), Set.of("github"), Set.of()))
                .scopes();
    }

    private void happens(Random random, long number, BooleanSupplier lost) {
        long id = 1L + random.nextInt(REPOSITORIES);
        FakeRepository repository = gitHub.of(id);
        String now = time.instant().toString();
        String event;
        switch ((int) (id % 4)) {
            case 0, 1 -> {
                repository.release(number, "v" + number, now, now, false);
                event = "release";
            }
            case 2 -> {
                repository.run(number, now, "push", "success", 1, now);
                event = "workflow_run";
            }
            default -> {
                repository.deployed(number, now);
                event = "deployment_status";
            }
        }
        if (lost.getAsBoolean()) {
            return;
        }
        Duration late = Duration.ofSeconds(random.nextInt(60));
        gitHub.deliver(++deliveries, time.instant().plus(late), event, "created", id);
        if (random.nextInt(4) == 0) {
            gitHub.deliver(++deliveries, time.instant().plus(late), event, "created", id);
        }
        if (random.nextInt(4) == 0 && gitHub.deliveries.size() > 2) {
            gitHub.deliveries.add(1, gitHub.deliveries.remove(0));
        }
    }
}
