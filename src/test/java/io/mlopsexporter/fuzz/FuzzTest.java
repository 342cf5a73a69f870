package io.mlopsexporter.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.demo.DemoServer;
import io.mlopsexporter.dora.AsOf;
import io.mlopsexporter.dora.Dora;
import io.mlopsexporter.dora.LeadTimeStart;
import io.mlopsexporter.dora.Policy;
import io.mlopsexporter.dora.Window;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.People;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.cost.DailySource;
import io.mlopsexporter.source.cost.GitHubUsageSettings;
import io.mlopsexporter.source.cost.OpenCostSettings;
import io.mlopsexporter.source.github.FileMarks;
import io.mlopsexporter.source.github.GitHubSettings;
import io.mlopsexporter.source.github.GitHubSource;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.HttpApi;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import io.mlopsexporter.source.mlflow.MlflowSettings;
import io.mlopsexporter.source.mlflow.MlflowSource;
import io.mlopsexporter.source.pagerduty.PagerDutySettings;
import io.mlopsexporter.source.pagerduty.PagerDutySource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Answers of the demo's APIs, mutated, through the sources and the derivation of figures: nothing is thrown, nobody asks without
 * end. {@code -Dfuzz.mutants=100000 -Dfuzz.seed=N} for more of it, or the same again.
 */
class FuzzTest {
    private static final long MUTANTS = Long.getLong("fuzz.mutants", 500);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration HISTORY = Duration.ofDays(5);
    /** Polls from an empty journal to the next: what a mutant left behind meets the answers that follow. */
    private static final int POLLS = 12;

    private static final Policy POLICY = new Policy(
            List.of(new Window("3d", Duration.ofDays(3)), new Window("5d", Duration.ofDays(5))),
            LeadTimeStart.FIRST_COMMIT,
            Duration.ofHours(24),
            Pattern.compile("(?i)\\bhot-?fix"),
            HISTORY);

    private static final AsOf AS_OF = new AsOf(
            Map.of("github", NOW, "pagerduty", NOW, "mlflow", NOW), Set.of("github", "mlflow"), Set.of("pagerduty"));

    private final DemoServer demo = DemoServer.start(InstantSource.fixed(NOW), 1);

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    void gitHub() {
        fuzz(
                "github",
                demo.githubUrl(),
                api -> GitHubSource.of(
                        new GitHubSettings(
                                "github",
                                List.of(demo.organization()),
                                List.of(),
                                List.of(),
                                List.of(),
                                new GitHubSettings.Platform(
                                        new People(People.newKey(), Pattern.compile(People.DEFAULT_EXCLUDE)),
                                        List.of()),
                                new FileMarks(List.of(), List.of()),
                                Optional.empty(),
                                HISTORY,
                                Duration.ofDays(3),
                                GitHubSettings.Cadence.USUAL),
                        api,
                        URI.create(demo.githubUrl() + "/graphql")));
    }

    @Test
    void pagerDuty() {
        fuzz(
                "pagerduty",
                demo.pagerDutyUrl(),
                api -> PagerDutySource.of(PagerDutySettings.of("pagerduty", HISTORY), api));
    }

    @Test
    void mlflow() {
        fuzz(
                "mlflow",
                demo.mlflowUrl(),
                api -> MlflowSource.of(
                        new MlflowSettings(
                                "mlflow",
                                demo.mlflowUrl(),
                                "production",
                                Map.of("champion", "production", "production", "production"),
                                true,
                                Optional.of("deployed_at"),
                                List.of(),
                                List.of(),
                                List.of(),
                                HISTORY),
                        new People(People.newKey(), Pattern.compile(People.DEFAULT_EXCLUDE)),
                        api));
    }

    @Test
    void openCost() {
        fuzz(
                "opencost",
                new CannedApi(NOW, FuzzTest::allocations),
                api -> DailySource.openCost(
                        new OpenCostSettings("opencost", "namespace", "EUR", HISTORY, HISTORY), api));
    }

    @Test
    void gitHubUsage() {
        fuzz(
                "github-usage",
                new CannedApi(NOW, FuzzTest::usage),
                api -> DailySource.gitHub(
                        new GitHubUsageSettings("github-usage", "acme", Duration.ofDays(2), HISTORY), api));
    }

    private static String allocations(Map<String, String> query) {
        String one = "\"%1$s\":{\"name\":\"%1$s\",\"properties\":{\"namespace\":\"%1$s\"},\"totalCost\":%2$s}";
        return "{\"code\":200,\"data\":[{" + one.formatted("fraud", "3.2") + "," + one.formatted("__idle__", "0.8")
                + "}]}";
    }

    private static String usage(Map<String, String> query) {
        return """
                {"usageItems":[{"date":"2026-11-%1$sT01:12:28Z","product":"actions","sku":"Actions Linux","quantity":100.5,
                 "unitType":"Minutes","pricePerUnit":0.008,"grossAmount":0.804,"discountAmount":0.3,"netAmount":0.504,
                 "organizationName":"acme","repositoryName":"fraud-api"},
                 {"date":"2026-11-%1$s","product":"Copilot","sku":"Copilot Business","quantity":1.2,"unitType":"UserMonths",
                 "pricePerUnit":19,"grossAmount":22.8,"discountAmount":0,"netAmount":22.8,"organizationName":"acme"}]}""".formatted(query.getOrDefault("day", "20"));
    }

    private void fuzz(String name, String url, Function<HttpApi, Source> making) {
        ApiSettings settings = ApiSettings.of(name, url);
        settings = settings.withHeaders(Map.of("User-Agent", "fuzz"))
                .withBounds(settings.bounds().withRequestsPerSecond(1_000));
        Credential credential = name.equals("pagerduty")
                ? Credential.header("Authorization", "Token token=", Secret.of(demo.token()))
                : Credential.bearer(Secret.of(demo.token()));
        try (OkHttpApi server =
                new OkHttpApi(settings, credential, InstantSource.fixed(NOW), pause -> {}, new Telemetry(name))) {
            fuzz(name, server, making);
        }
    }

    private static void fuzz(String name, HttpApi server, Function<HttpApi, Source> making) {
        MutatedApi api = new MutatedApi(server);
        Source source = making.apply(api);
        InMemoryJournal sound = new InMemoryJournal();
        api.begin(0, 0);
        assertThat(source.poll(sound)).as("without mutants").isInstanceOf(PollResult.Complete.class);
        assertThat(source.poll(sound)).as("again").isInstanceOf(PollResult.Complete.class);
        long failed = 0;
        long polls = 0;
        InMemoryJournal journal = new InMemoryJournal();
        while (api.mutants() < MUTANTS) {
            if (polls % POLLS == 0) {
                journal = new InMemoryJournal();
                // half of them begin sound: then mutants come as far as the details
                if (polls % (2 * POLLS) == 0) {
                    api.begin(0, 0);
                    source.poll(journal);
                }
            }
            long seed = SEED * 1_000_003 + polls;
            api.begin(seed, 1 + (int) (polls % 8));
            failed += pollAndDerive(source, journal, seed);
            polls++;
        }
        System.out.printf(
                "fuzz %s: %d mutated answers in %d polls, %d of which failed; skipped records %s; seed %d%n",
                name, api.mutants(), polls, failed, source.skipped(), SEED);
    }

    private static int pollAndDerive(Source source, InMemoryJournal journal, long seed) {
        try {
            PollResult result = source.poll(journal);
            Dora.figures(journal.log(), POLICY, AS_OF);
            return result.fold(complete -> 0, failure -> 1);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("poll " + (seed - SEED * 1_000_003) + " of -Dfuzz.seed=" + SEED + ": " + e, e);
        }
    }
}
