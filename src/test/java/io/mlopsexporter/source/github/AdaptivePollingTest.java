package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.Batch;
import io.mlopsexporter.event.EventLog;
import io.mlopsexporter.event.PlatformFact;
import io.mlopsexporter.event.ReadSince;
import io.mlopsexporter.event.Signal;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 210 repositories at an interval at which reading all of them takes 180 of 300 points an hour. */
class AdaptivePollingTest extends GitHubTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration BOUND = Duration.ofMinutes(30);
    private static final int REPOSITORIES = 210;
    private static final int ACTIVE = 20;

    private GitHubSource agent = source();

    @BeforeEach
    void world() {
        cadence = new GitHubSettings.Cadence(MINUTE, BOUND);
        gitHub.hourlyPoints = 300;
        for (int i = 1; i <= REPOSITORIES; i++) {
            FakeRepository repository = gitHub.repository(i, "acme/r" + i).deployed(i * 1000L, "2026-05-01T00:00:00Z");
            repository.pushedAt = Instant.parse(i <= ACTIVE ? "2026-11-22T00:00:00Z" : "2026-05-01T00:00:00Z");
        }
        agent = source();
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

    private boolean knows(long repository, long number) {
        return log().history("github/" + repository)
                .deployments()
                .containsKey("github/" + repository + "/github_deployments/" + number);
    }

    /** Up to when a repository is said to be known completely. */
    private Instant asOf(long repository, PollResult.Complete result) {
        return log().platformFacts().get(ReadSince.id("github")) instanceof ReadSince read
                        && read.repositories().contains("github/" + repository)
                        && read.asOf().isAfter(result.asOf())
                ? read.asOf()
                : result.asOf();
    }

    @Test
    void aQuietRepositoryThatWakesUp_isFoundWithinTheBound_andNeverClaimedToBeKnownBefore() {
        complete(agent.poll(journal));
        pollMinutely();
        deployNow(200, 7);
        Instant deployedAt = time.instant();

        boolean found = false;
        for (int minute = 0; minute < 62; minute++) {
            PollResult.Complete result = pollMinutely();
            Duration age = Duration.between(result.asOf(), time.instant());
            assertThat(age).isLessThan(BOUND);
            if (knows(200, 7)) {
                found = true;
            } else {
                assertThat(asOf(200, result)).isBefore(deployedAt);
                assertThat(Duration.between(deployedAt, time.instant())).isLessThan(BOUND);
            }
        }
        assertThat(found).isTrue();
    }

    @Test
    void anActiveRepository_isReadByEveryPoll_andKnownUpToIt() {
        complete(agent.poll(journal));
        deployNow(3, 7);

        PollResult.Complete result = pollMinutely();

        assertThat(knows(3, 7)).isTrue();
        assertThat(result.asOf()).isEqualTo(START);
        assertThat(asOf(3, result)).isEqualTo(START.plus(MINUTE));
        assertThat(asOf(200, result)).isEqualTo(START);
        assertThat(agent.reach()).contains(new Reach(BOUND, ACTIVE, REPOSITORIES - ACTIVE));
    }

    @Test
    void aPush_wakesAQuietRepositoryAtOnce_andForTheNextPollsToo() {
        complete(agent.poll(journal));
        gitHub.of(200).pushedAt = time.instant();
        deployNow(200, 7);
        PollResult.Complete result = pollMinutely();
        assertThat(knows(200, 7)).isTrue();
        assertThat(asOf(200, result)).isEqualTo(time.instant());

        deployNow(200, 8);
        pollMinutely();

        assertThat(knows(200, 8)).isTrue();
    }

    @Test
    void aNewRepository_isKnownAfterItsFirstPush_andWithAllOthersWithinTheBound() {
        complete(agent.poll(journal));
        gitHub.repository(901, "acme/pushed").deployed(7, time.instant().toString()).pushedAt = time.instant();
        gitHub.repository(902, "acme/unpushed").deployed(8, time.instant().toString()).pushedAt =
                Instant.parse("2026-05-01T00:00:00Z");

        pollMinutely();
        assertThat(counted(901)).containsExactly("7");
        assertThat(log().repositories()).doesNotContainKey("github/902");

        for (int minute = 0; minute < 30; minute++) {
            pollMinutely();
        }
        assertThat(counted(902)).containsExactly("8");
        assertThat(application("pushed").signal()).isEqualTo(Signal.GITHUB_DEPLOYMENTS);
    }

    @Test
    void anActiveRepositoryThatIsDeletedOrArchived_isTakenForThat_withoutReadingAll() {
        complete(agent.poll(journal));
        gitHub.of(3).hidden = "NOT_FOUND";
        gitHub.of(4).archived = true;
        gitHub.askedSince();

        pollMinutely();
        pollMinutely();

        assertThat(Objects.requireNonNull(log().repositories().get("github/3")).gone())
                .isTrue();
        assertThat(log().applications()).containsKey("github/r3").doesNotContainKey("github/r4");
        assertThat(gitHub.askedSince()).doesNotContain("Deployments", "Signals");
    }

    @Test
    void halfOfTheBudgetIsLeft_andEveryRepositoryIsReadWithinTheBound() {
        complete(agent.poll(journal));
        gitHub.points = 0;

        for (int minute = 0; minute < 62; minute++) {
            pollMinutely();
        }

        // 180 points an hour were due for reading all at every poll.
        assertThat(gitHub.points).isBetween(60L, gitHub.hourlyPoints / 2);
    }

    @Test
    void whatTakesMoreThanHalfOfTheBudgetEvenSo_isSaid_andReadWithinTheBound() {
        gitHub.hourlyPoints = 100;
        complete(agent.poll(journal));
        String problems = "";
        for (int minute = 0; minute < 30; minute++) {
            PollResult.Complete result = pollMinutely();
            assertThat(Duration.between(result.asOf(), time.instant())).isLessThan(BOUND);
            problems = result.problems().toString();
        }

        assertThat(problems)
                .contains("looking at 210 repositories takes 66 points an hour of the 100 that GitHub grants");
    }

    @Test
    void whereAllFit_everyPollReadsAll_andNothingElseChanges() {
        gitHub.hourlyPoints = 360;
        complete(agent.poll(journal));
        gitHub.askedSince();

        PollResult.Complete result = pollMinutely();

        assertThat(gitHub.askedSince()).containsExactly("Sweep", "Sweep", "Sweep");
        assertThat(result.asOf()).isEqualTo(START.plus(MINUTE));
        assertThat(agent.reach()).contains(new Reach(MINUTE, REPOSITORIES, 0));
        assertThat(log().platformFacts()).isEmpty();
        assertThat(journal.cursors()).doesNotContainKey("swept");
    }

    @Test
    void anotherReplicaHasReadAll_soThisOneDoesTooBeforeItGoesOn() {
        complete(agent.poll(journal));
        GitHubSource other = source();
        time.pass(MINUTE);
        complete(other.poll(journal));

        assertThat(pollMinutely().asOf()).isEqualTo(START.plus(MINUTE.multipliedBy(2)));
        assertThat(pollMinutely().asOf()).isEqualTo(START.plus(MINUTE.multipliedBy(2)));
    }

    @Test
    void aFailedPoll_claimsNothing() {
        complete(agent.poll(journal));
        pollMinutely();
        gitHub.before = operation -> gitHub.of(3).hidden = "FORBIDDEN";
        time.pass(MINUTE);

        assertThat(agent.poll(journal)).isInstanceOf(PollResult.Failed.class);
        assertThat(log().platformFacts().get(ReadSince.id("github")))
                .isInstanceOfSatisfying(
                        ReadSince.class, read -> assertThat(read.asOf()).isEqualTo(START.plus(MINUTE)));
    }

    /** Whatever happens, whenever both have read all they know the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void readingQuietOnesLessOften_comesToTheSameAsReadingAllEachTime(long seed) {
        InMemoryJournal plain = new InMemoryJournal();
        cadence = new GitHubSettings.Cadence(MINUTE, MINUTE);
        GitHubSource each = source();
        gitHub.hourlyPoints = 320;
        cadence = new GitHubSettings.Cadence(MINUTE, Duration.ofMinutes(6));
        agent = source();
        Random random = new Random(seed);
        int compared = 0;
        for (int minute = 0; minute < 22; minute++) {
            PollResult.Complete adaptive = complete(agent.poll(journal));
            complete(each.poll(plain));
            if (adaptive.asOf().equals(time.instant())) {
                assertThat(told(journal)).isEqualTo(told(plain));
                compared++;
            }
            time.pass(MINUTE);
            happens(random, 10_000_000L + minute);
        }
        assertThat(compared).isBetween(4, 5);
        assertThat(log().history("github/1").deployments().size()
                        + log().histories().size())
                .isGreaterThan(REPOSITORIES);
    }

    private void happens(Random random, long number) {
        long id = 1L + random.nextInt(random.nextBoolean() ? ACTIVE : REPOSITORIES);
        FakeRepository repository = gitHub.of(id);
        switch (random.nextInt(6)) {
            case 0, 1 -> deployNow(id, number);
            case 2 -> {
                repository.pushedAt = time.instant();
                repository.deployment(number, "production", time.instant().toString());
            }
            case 3 ->
                repository.deployments.stream()
                        .map(json -> (Long) json.get("databaseId"))
                        .filter(known -> repository.statusesOf(known).isEmpty())
                        .forEach(known -> repository.status(
                                known, "SUCCESS", time.instant().toString()));
            case 4 ->
                gitHub.repository(number, "acme/new" + number)
                        .deployed(number, time.instant().toString());
            default -> repository.name = "acme/renamed" + number;
        }
    }

    private static EventLog told(InMemoryJournal journal) {
        return journal.log()
                .with(new Batch(List.of(), List.of(new Batch.Key(ReadSince.class, ReadSince.id("github")))));
    }

    @Test
    void whatIsReadSince_isNoFactOfThePlatform_toAnybodyWhoLooksForOthers() {
        complete(agent.poll(journal));
        pollMinutely();

        Map<String, PlatformFact> facts = log().platformFacts();
        assertThat(facts.keySet()).containsExactly("github/read-since");
        assertThat(log().toldBy(Set.of("github")).platformFacts()).hasSize(1);
    }
}
