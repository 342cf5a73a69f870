package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.config.ConfigReader;
import io.mlopsexporter.store.EventStore;
import io.mlopsexporter.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed configuration in a running agent that polls the demo's organisation. */
class ReloadTest {
    private static final String SUCCESSFUL = "mlops_exporter_config_last_reload_successful";
    private static final String SUCCESS_TIME = "mlops_exporter_config_last_reload_success_timestamp_seconds";
    private static final Instant STARTED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant RELOADED = STARTED.plusSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    private final StoodStill demo = StoodStill.at(STARTED);
    private volatile Instant now = STARTED;
    private final InstantSource clock = () -> now;
    private Path config = Path.of("");

    @BeforeEach
    void configure() throws IOException {
        config = Settings.of(folder, demo.url());
        replace("127.0.0.1:0\"}", "127.0.0.1:0\", enable_lifecycle: true}");
    }

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    void changedWindows_holdAtOnce_withoutAPoll_onTheSamePort_andTheStoreStaysLocked() throws IOException {
        try (Service service = started()) {
            Scrape before = scrape(service);
            int port = service.port();
            assertThat(before.samples()).containsEntry(SUCCESS_TIME, (double) STARTED.getEpochSecond());
            replace("[7d, 30d]", "[14d, 30d]");
            now = RELOADED;

            assertThat(Page.posted(url(service) + "/-/reload")).isEqualTo(new Page(200, "reloaded\n"));

            Scrape after = scrape(service);
            assertThat(service.port()).isEqualTo(port);
            assertThat(after.samples())
                    .containsKey("dora_organization_deployments{window=\"14d\",}")
                    .doesNotContainKey("dora_organization_deployments{window=\"7d\",}")
                    .containsEntry(SUCCESSFUL, 1.0)
                    .containsEntry(SUCCESS_TIME, (double) RELOADED.getEpochSecond());
            assertThat(after.organizationDeployments()).isEqualTo(before.organizationDeployments());
            assertThat(Page.at(url(service) + "/-/ready").status()).isEqualTo(200);
            assertThatThrownBy(() -> EventStore.open("jdbc:sqlite:" + folder.resolve("events.db")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void badFile_keepsTheFormerConfiguration_saysWhy_andASoundOneHealsIt() throws IOException {
        try (Service service = started()) {
            var before = scrape(service).dora();
            replace("organizations:", "organisations:");
            now = RELOADED;

            Page answer = Page.posted(url(service) + "/-/reload");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text())
                    .contains(
                            "the former configuration stays",
                            "organisations: unknown key (did you mean organizations?)");
            Scrape after = scrape(service);
            assertThat(after.dora()).isEqualTo(before);
            assertThat(after.samples()).containsEntry(SUCCESSFUL, 0.0).containsEntry(SUCCESS_TIME, (double)
                    STARTED.getEpochSecond());

            replace("organisations:", "organizations:");
            assertThat(service.reload()).isEmpty();
            assertThat(scrape(service).samples()).containsEntry(SUCCESSFUL, 1.0).containsEntry(SUCCESS_TIME, (double)
                    RELOADED.getEpochSecond());
        }
    }

    @Test
    void changedTeams_withholdWhatTheFormerOnesMeant_untilTheNextPollHasEnded() throws IOException {
        try (Service service = started()) {
            double deployments = scrape(service).organizationDeployments();
            Settings.add(config, """
                    teams:
                      - name: renamed
                        applications: [{repository: acme-ai/fraud-api}]
                    """);

            assertThat(service.reload()).isEmpty();

            Scrape after = awaited(service, "dora_team_deployments{ml_team=\"renamed\",window=\"30d\",}");
            assertThat(after.organizationDeployments()).isEqualTo(deployments);
        }
    }

    @Test
    void sourceThatIsNoMore_isNoLongerShown_andPolledAgainWhenItComesBack() throws IOException {
        Settings.add(config, "pagerduty: [{api_url: \"%s\", token_file: token}]".formatted(demo.pagerDutyUrl()));
        String pagerDuty = "mlops_exporter_source_as_of_timestamp_seconds{source=\"pagerduty\",}";
        try (Service service = started()) {
            String whole = Files.readString(config);
            awaited(service, pagerDuty);
            replace("pagerduty:", "surveys: [] #");

            assertThat(service.reload()).isEmpty();
            assertThat(scrape(service).samples()).doesNotContainKey(pagerDuty);

            Files.writeString(config, whole);
            assertThat(service.reload()).isEmpty();
            awaited(service, pagerDuty);
        }
    }

    @Test
    void withoutLeave_aPostReloadsNothing() throws IOException {
        replace(", enable_lifecycle: true", "");
        try (Service service = started()) {
            replace("[7d, 30d]", "[14d, 30d]");

            assertThat(Page.posted(url(service) + "/-/reload").status()).isEqualTo(403);

            assertThat(scrape(service).samples()).containsKey("dora_organization_deployments{window=\"7d\",}");
        }
    }

    private Service started() {
        Service service = new Service(
                () -> ConfigReader.read(config), clock, GitHubWiring.Pace.LOOPBACK, (figures, platform) -> {});
        service.start();
        awaited(service, "dora_organization_deployments{window=\"30d\",}");
        return service;
    }

    private void replace(String text, String by) throws IOException {
        String former = Files.readString(config);
        assertThat(former).contains(text);
        Files.writeString(config, former.replace(text, by));
    }

    /** Of a scrape after every source was polled, one that has this sample. */
    private static Scrape awaited(Service service, String sample) {
        return Await.until(
                sample,
                Program.BOUND,
                () -> Optional.of(scrape(service))
                        .filter(scrape -> scrape.samples().containsKey(sample))
                        .filter(scrape -> Page.at(url(service) + "/-/ready").status() == 200),
                () -> String.join("\n", scrape(service).samples().keySet()));
    }

    private static Scrape scrape(Service service) {
        return Scrape.of(url(service));
    }

    private static String url(Service service) {
        return "http://127.0.0.1:" + service.port();
    }
}
