package io.mlopsexporter.source.cost;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.mlopsexporter.source.PollResults.complete;
import static io.mlopsexporter.source.PollResults.failed;
import static io.mlopsexporter.source.cost.FocusCsv.csv;
import static io.mlopsexporter.source.cost.FocusCsv.row;
import static io.mlopsexporter.source.cost.FocusCsv.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.mlopsexporter.event.CostStatement;
import io.mlopsexporter.event.CostStatement.Charge;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.file.DeliveredFile;
import io.mlopsexporter.source.http.ApiSettings;
import io.mlopsexporter.source.http.Credential;
import io.mlopsexporter.source.http.FakeTime;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.source.http.Telemetry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bills that are delivered, delivered again, in parts, in versions, and broken. */
final class FocusSourceTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private final FakeTime time = new FakeTime(NOW);
    private final InMemoryJournal journal = new InMemoryJournal();

    @Test
    void aNewDelivery_replacesItsAccountAndMonth_andOthersStay() throws IOException {
        Path file = write("bill.csv", october("10"));
        FocusSource source = source(file, FocusSettings.Files.UNTOLD);
        assertThat(complete(source.poll(journal)).asOf()).isEqualTo("2026-10-30T00:00:00Z");
        assertThat(total()).isEqualByComparingTo("10");

        write("bill.csv", november("2026-11-10", "1"));
        assertThat(complete(source.poll(journal)).asOf()).isEqualTo("2026-11-09T00:00:00Z");
        write("bill.csv", november("2026-11-12", "3"));
        assertThat(complete(source.poll(journal)).asOf()).isEqualTo("2026-11-11T00:00:00Z");
        assertThat(total()).as("month to date, once").isEqualByComparingTo("13");

        write("bill.csv", october("12"));
        complete(source.poll(journal));
        assertThat(total()).as("restated").isEqualByComparingTo("15");

        int written = journal.batches().size();
        complete(source.poll(journal));
        complete(source(file, FocusSettings.Files.UNTOLD).poll(journal));
        assertThat(journal.batches()).as("the same again, after a restart too").hasSize(written);
    }

    @Test
    void usageOfTodayAndLater_doesNotMakeCostsKnown() throws IOException {
        FocusSource source = source(write("bill.csv", november("2026-11-29", "1")), FocusSettings.Files.UNTOLD);
        assertThat(complete(source.poll(journal)).asOf()).isEqualTo("2026-11-18T00:00:00Z");
    }

    @Test
    void windowsWaitForTheAccountThatIsBehind_butNotForOneThatHasEnded() throws IOException {
        write("a.csv", november("2026-11-16", "1"));
        write("b.csv", november("2026-11-13", "1").replace("1111", "3333"));
        write("c.csv", october("1").replace("1111", "4444"));
        assertThat(complete(source(folder, FocusSettings.Files.UNTOLD).poll(journal))
                        .asOf())
                .isEqualTo("2026-11-12T00:00:00Z");
    }

    @Test
    void brokenDeliveries_leaveTheSums_sayWhy_andAreNotReadTwice() throws IOException {
        Path file = write("bill.csv", october("10"));
        FocusSource source = source(file, FocusSettings.Files.UNTOLD);
        complete(source.poll(journal));

        write("bill.csv", october("ten"));
        for (int poll = 0; poll < 3; poll++) {
            assertThat(failed(source.poll(journal)))
                    .isInstanceOf(SourceError.BadPayload.class)
                    .asString()
                    .contains("bill.csv cannot be added up: 1 x no readable EffectiveCost");
        }
        assertThat(source.skipped()).isEqualTo(Map.of("unreadable_amount", 1L));
        write("bill.csv", "");
        assertThat(failed(source.poll(journal)).message()).contains("bill.csv is empty");
        write("bill.csv", "<!doctype html><title>Sign in</title>");
        assertThat(failed(source.poll(journal)).message()).contains("bill.csv is a web page");
        Files.delete(file);
        assertThat(failed(source.poll(journal)))
                .isInstanceOf(SourceError.NotFound.class)
                .asString()
                .contains("does not exist");
        assertThat(total()).isEqualByComparingTo("10");

        write("bill.csv", october("11"));
        complete(source.poll(journal));
        assertThat(total()).isEqualByComparingTo("11");
    }

    @Test
    void aFileThatIsReplacedWhileItIsRead_isReadAnew() throws IOException {
        Path file = write("bill.csv", october("10"));
        int[] reads = {0};
        String second = october("20");
        DeliveredFile.Read<BigDecimal> read = new DeliveredFile(file).read(in -> {
            Findings content = FocusCsv.read(settings(), in.readAllBytes());
            if (reads[0]++ == 0) {
                Files.writeString(file, second);
            }
            return content.bills()
                    .values()
                    .iterator()
                    .next()
                    .statement("cost")
                    .charges()
                    .get(0)
                    .amount();
        });
        assertThat(reads[0]).isEqualTo(2);
        assertThat(read.content()).isEqualByComparingTo("20");
    }

    @Test
    void filesOfOneMonth_areRefusedUntilItIsSaidWhatTheyAre() throws IOException {
        Path first = write("exports/part-1.csv", october("10"));
        Path second = write("exports/part-2.csv", october("5"));
        Files.setLastModifiedTime(first, FileTime.from(NOW));
        Files.setLastModifiedTime(second, FileTime.from(NOW.minusSeconds(9)));
        Path exports = folder.resolve("exports");
        assertThat(failed(source(exports, FocusSettings.Files.UNTOLD).poll(journal))
                        .message())
                .contains("2026-10-01 of account 1111 is in part-1.csv and in part-2.csv", "set files: parts");
        complete(source(exports, FocusSettings.Files.PARTS).poll(journal));
        assertThat(total()).isEqualByComparingTo("15");
        complete(source(exports, FocusSettings.Files.VERSIONS).poll(journal));
        assertThat(total()).as("the newest").isEqualByComparingTo("10");
    }

    @Test
    void aPattern_leadsToFiles_andAFolderToThoseBelowIt() throws IOException {
        write("a/2026-10/bill.csv", october("10"));
        write("a/2026-11/bill.csv", november("2026-11-10", "1"));
        write("a/2026-11/readme.txt", "no bill");
        complete(
                source(folder.resolve("a/**/*.csv"), FocusSettings.Files.UNTOLD).poll(journal));
        assertThat(total()).isEqualByComparingTo("11");
        complete(source(folder.resolve("a"), FocusSettings.Files.UNTOLD).poll(journal));
        assertThat(total()).isEqualByComparingTo("11");
        assertThat(failed(source(folder.resolve("a/*.gz"), FocusSettings.Files.UNTOLD)
                                .poll(journal))
                        .message())
                .contains("no file matches", "a/*.gz");
    }

    @Test
    void manifests_sayWhichFilesCount_andTheNewestCompleteDeliveryHolds() throws IOException {
        write("run-1/part_0.csv", october("1"));
        write("run-1/part_1.csv", october("2"));
        write("run-1/manifest.json", azure("2026-11-02T01:00:00Z", "run-1/part_0.csv", "run-1/part_1.csv"));
        write("run-2/part_0.csv", october("10"));
        write("run-2/part_1.csv", october("20"));
        write("run-2/stray.csv", october("1000"));
        write("run-2/manifest.json", azure("2026-11-03T01:00:00Z", "run-2/part_0.csv", "run-2/part_1.csv"));
        write("run-3/part_0.csv", october("100"));
        write("run-3/manifest.json", azure("2026-11-04T01:00:00Z", "run-3/part_0.csv", "run-3/part_1.csv.gz"));

        FocusSource source = source(folder, FocusSettings.Files.UNTOLD);
        assertThat(complete(source.poll(journal)).problems())
                .extracting(PollResult.Problem::text)
                .containsExactly(
                        "run-3/manifest.json: names files that are not there, so this delivery is left aside: part_1.csv.gz",
                        "left aside, as no manifest names them: 1 files, the first is run-2/stray.csv");
        assertThat(total()).isEqualByComparingTo("30");

        write("run-3/part_1.csv.gz", october("200"));
        assertThat(complete(source.poll(journal)).problems()).hasSize(1);
        assertThat(total()).isEqualByComparingTo("300");
    }

    @Test
    void anAwsManifest_standsApartFromItsFiles() throws IOException {
        write("focus/data/BILLING_PERIOD=2026-10/focus-00001.csv", october("1"));
        write("focus/data/BILLING_PERIOD=2026-11/focus-00001.csv", november("2026-11-10", "2"));
        for (String month : List.of("2026-10", "2026-11")) {
            write("focus/metadata/BILLING_PERIOD=" + month + "/focus-Manifest.json", """
                    {"executionId": "x", "dataFiles": ["s3://acme-bills/exports/focus/data/BILLING_PERIOD=%s/focus-00001.csv"]}
                    """.formatted(month));
        }
        complete(source(folder, FocusSettings.Files.UNTOLD).poll(journal));
        assertThat(total()).isEqualByComparingTo("3");
    }

    @Test
    void otherSettings_makeOtherSums_andNothingOfTheFormerStays() throws IOException {
        Path file = write("bill.csv", october("10"));
        complete(source(file, FocusSettings.Files.UNTOLD).poll(journal));
        write("bill.csv", november("2026-11-10", "1"));
        complete(source(file, FocusSettings.Files.UNTOLD).poll(journal));
        assertThat(total()).isEqualByComparingTo("11");
        complete(
                new FocusSource(settings("BilledCost", "Usage"), new FocusFiles(file, FocusSettings.Files.UNTOLD, time))
                        .poll(journal));
        assertThat(total()).isEqualByComparingTo("1");
    }

    @Test
    void whatLiesBeforeTheHistory_isForgotten_butAFeeThatReachesIntoItStays() throws IOException {
        Path file = write(
                "bill.csv",
                csv(row("2025-11-01T00:00:00Z", "2026-11-01T00:00:00Z", "365")
                                .with("BillingPeriodStart", "2025-11-01T00:00:00Z")
                                .with("BillingPeriodEnd", "2025-12-01T00:00:00Z")
                                .with("ChargeCategory", "Purchase"))
                        + row("2026-11-10T00:00:00Z", "2026-11-11T00:00:00Z", "0")
                                .with("BillingPeriodStart", "2026-11-01T00:00:00Z")
                                .with("BillingPeriodEnd", "2026-12-01T00:00:00Z")
                                .line()
                        + "\n"
                        + row("2024-10-10T00:00:00Z", "2024-10-11T00:00:00Z", "7")
                                .with("BillingPeriodStart", "2024-10-01T00:00:00Z")
                                .with("BillingPeriodEnd", "2024-11-01T00:00:00Z")
                                .line());
        complete(source(file, FocusSettings.Files.UNTOLD).poll(journal));
        assertThat(total()).isEqualByComparingTo("365");
    }

    @Test
    void aUrl_isFetchedOnlyWhenItChanges_throughAFileThatDoesNotStay() throws IOException {
        WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
        server.start();
        try (OkHttpApi api = new OkHttpApi(
                ApiSettings.of("cost", server.baseUrl()),
                Credential.bearer(Secret.of("s3cret-of-the-test")),
                time,
                time,
                new Telemetry("cost"))) {
            FocusSource source = new FocusSource(settings(), new FocusUrl(server.baseUrl() + "/focus?month=10", api));
            long before = fetchedFiles();
            server.stubFor(get(urlEqualTo("/focus?month=10"))
                    .withHeader("Authorization", equalTo("Bearer s3cret-of-the-test"))
                    .willReturn(ok(october("10")).withHeader("ETag", "\"1\"")));
            complete(source.poll(journal));
            assertThat(total()).isEqualByComparingTo("10");

            server.stubFor(get(urlEqualTo("/focus?month=10"))
                    .withHeader("If-None-Match", equalTo("\"1\""))
                    .willReturn(aResponse().withStatus(304)));
            complete(source.poll(journal));
            assertThat(journal.batches()).hasSize(1);

            server.stubFor(get(urlEqualTo("/focus?month=10"))
                    .willReturn(ok("<!doctype html><title>Sign in</title>").withHeader("Content-Type", "text/html")));
            assertThat(failed(source.poll(journal)).message()).contains("the answer is a web page");
            server.stubFor(
                    get(urlEqualTo("/focus?month=10")).willReturn(aResponse().withStatus(404)));
            assertThat(failed(source.poll(journal)))
                    .isInstanceOf(SourceError.NotFound.class)
                    .asString()
                    .contains("GET /focus?month=10 404")
                    .doesNotContain("s3cret");
            assertThat(total()).isEqualByComparingTo("10");

            server.stubFor(get(urlEqualTo("/focus?month=10")).willReturn(ok(october("12"))));
            complete(source.poll(journal));
            assertThat(total()).isEqualByComparingTo("12");
            assertThat(fetchedFiles()).isEqualTo(before);
        } finally {
            server.stop();
        }
    }

    @Test
    void theSignatureOfAnObjectStore_isInNoMessage() {
        WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
        server.start();
        try (OkHttpApi api = new OkHttpApi(
                ApiSettings.of("cost", server.baseUrl()), Credential.none(), time, time, new Telemetry("cost"))) {
            String signed = "/bills/october.csv?sv=2024-11-04&sig=s3cret-of-the-test";
            server.stubFor(get(urlEqualTo(signed)).willReturn(aResponse().withStatus(403)));
            FocusSource source = new FocusSource(settings(), new FocusUrl(server.baseUrl() + signed, api));
            assertThat(failed(source.poll(journal)).message())
                    .contains("GET /bills/october.csv?sv=2024-11-04&sig=***")
                    .doesNotContain("s3cret");
            server.stubFor(get(urlEqualTo(signed)).willReturn(ok(october("1"))));
            complete(source.poll(journal));
            assertThat(journal.cursors().toString()).doesNotContain("s3cret").contains("/bills/october.csv");
        } finally {
            server.stop();
        }
    }

    @Test
    void aBillFromElsewhere_takesThePlaceOfTheFormer() throws IOException {
        complete(source(write("test.csv", october("1000")), FocusSettings.Files.UNTOLD)
                .poll(journal));
        complete(source(write("bill.csv", november("2026-11-10", "1")), FocusSettings.Files.UNTOLD)
                .poll(journal));
        assertThat(total()).isEqualByComparingTo("1");
    }

    private static long fetchedFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("mlops-exporter-bill-"))
                    .count();
        }
    }

    private static String october(String amount) {
        return csv(row("2026-10-31T22:00:00Z", "2026-10-31T23:00:00Z", amount));
    }

    private static String november(String day, String amount) {
        return csv(row(day + "T10:00:00Z", day + "T11:00:00Z", amount)
                .with("BillingPeriodStart", "2026-11-01T00:00:00Z")
                .with("BillingPeriodEnd", "2026-12-01T00:00:00Z"));
    }

    /** Fields as in readers of it: project-koku/koku (azure_report_downloader.py) takes {@code blobs[].blobName} and {@code deliveryConfig.compressionMode}. */
    private static String azure(String submitted, String... names) {
        return """
                {"manifestVersion": "2024-04-01", "byteCount": 1, "blobCount": %d, "dataRowCount": 1,
                 "exportConfig": {"resourceId": "/export/one", "type": "FocusCost", "granularity": "Daily"},
                 "deliveryConfig": {"fileFormat": "Csv", "compressionMode": "Gzip"}, "runInfo": {"submittedTime": "%s"},
                 "blobs": [%s]}
                """.formatted(
                        names.length,
                        submitted,
                        String.join(
                                ", ",
                                List.of(names).stream()
                                        .map(name -> "{\"blobName\": \"exports/focus/" + name + "\", \"byteCount\": 1}")
                                        .toList()));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private FocusSource source(Path path, FocusSettings.Files files) {
        FocusSettings usual = settings();
        return new FocusSource(
                new FocusSettings(
                        usual.source(),
                        usual.costColumn(),
                        usual.categories(),
                        usual.columns(),
                        usual.tags(),
                        usual.teamTag(),
                        usual.subAccounts(),
                        files,
                        usual.settle(),
                        usual.history(),
                        usual.encoding()),
                new FocusFiles(path, files, time));
    }

    private BigDecimal total() {
        return journal.log().platformFacts().values().stream()
                .map(CostStatement.class::cast)
                .flatMap(statement -> statement.charges().stream())
                .map(Charge::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
