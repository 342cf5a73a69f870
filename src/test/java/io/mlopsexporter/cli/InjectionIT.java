package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.demo.DemoServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of repositories, models, incidents, surveys and bills stay texts wherever the program shows them. */
class InjectionIT {
    /** A line of the log; what the tools of the JVM say at the start set aside. */
    private static final Pattern LOG_LINE = Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT[\\d:.]+Z? .*|Picked up .*");
    /** But the newline, which ends lines. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n]]");

    private static final String SAMPLE =
            "[a-z_][a-z0-9_]*(\\{([a-z_]+=\"([^\"\\\\\n]|\\\\[\"\\\\n])*\",)*\\})? [-+0-9.eEInfNa]+";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void hostileTexts_stayTexts_inPagesLogsLabelsTablesAndPaths() throws Exception {
        try (DemoServer demo = DemoServer.start(InstantSource.system(), 1);
                HostileFront gitHub = HostileFront.before(demo.githubUrl());
                HostileFront pagerDuty = HostileFront.before(demo.pagerDutyUrl());
                HostileFront mlflow = HostileFront.before(demo.mlflowUrl());
                Program agent = Program.start(
                        folder,
                        Map.of("JAVA_TOOL_OPTIONS", "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug"),
                        "run",
                        "--config",
                        configuration(demo, gitHub, pagerDuty, mlflow).toString())) {
            agent.awaitReady();

            Map<String, String> pages = pages(agent);
            pages.forEach(InjectionIT::assertNoScript);
            assertThat(pages.values())
                    .as("hostile titles are shown")
                    .anyMatch(page -> page.contains("&lt;script&gt;alert"));
            assertExposition(Page.at(agent.url() + "/metrics").text());
            assertPathsOf(agent);

            assertThat(agent.err().lines())
                    .allMatch(line -> LOG_LINE.matcher(line).matches());
            Map<String, String> printed = printed();
            printed.put("log", agent.err());
            printed.forEach(
                    (name, text) -> assertThat(STEERING.matcher(text).results().map(found -> found.group()))
                            .as(name)
                            .isEmpty());
            assertThat(printed.values()).as("hostile names are shown").anyMatch(text -> text.contains("alert('x')"));
            printed.forEach((name, text) -> assertThat(text.lines())
                    .as(name)
                    .noneMatch(
                            line -> line.startsWith("2026-01-01T00:00:00.000Z") || line.startsWith("# HELP forged")));

            for (HostileFront front : List.of(gitHub, pagerDuty, mlflow)) {
                assertThat(front.asked())
                        .isNotEmpty()
                        .noneMatch(path -> path.startsWith("/etc") || path.contains("/../"));
            }
            assertThat(files())
                    .allMatch(name -> name.startsWith("events.db")
                            || name.startsWith("program")
                            || List.of("exporter.yml", "token", "survey.csv", "bill.csv")
                                    .contains(name));
        }
    }

    private static Map<String, String> pages(Program agent) {
        Map<String, String> pages = new LinkedHashMap<>();
        for (String path : List.of(
                "/",
                "/explain",
                "/explain?application=" + encoded("fraud-scoring" + HostileFront.EVIL),
                "/explain?application=" + encoded("item-ranking" + HostileFront.EVIL),
                "/explain?team=" + encoded("recommendations" + HostileFront.EVIL),
                "/explain?application=" + encoded(HostileFront.EVIL),
                "/explain?team=" + encoded(HostileFront.EVIL) + "&metric=" + encoded(HostileFront.EVIL))) {
            pages.put(path, Page.at(agent.url() + path).text());
        }
        return pages;
    }

    private static void assertNoScript(String path, String page) {
        assertThat(page).as(path).startsWith("<!DOCTYPE html>");
        assertThat(page.toLowerCase(java.util.Locale.ROOT))
                .as(path)
                .doesNotContain("<script", "</script", "{sources}<");
    }

    private static void assertExposition(String text) {
        // lines end at a newline alone, as the format has it
        List<String> lines = List.of(text.split("\n"));
        assertThat(lines).filteredOn(line -> !line.startsWith("# ")).allMatch(line -> line.matches(SAMPLE));
        assertThat(lines).noneMatch(line -> line.startsWith("# HELP forged"));
        assertThat(text).contains("application=\"fraud-scoring\\\"\\\\</script>");
    }

    /** What is asked for by attackers on the port. */
    private static void assertPathsOf(Program agent) {
        for (String path : List.of(
                "/..%2f..%2fetc%2fpasswd",
                "/%2e%2e/%2e%2e/etc/passwd", "/explain/..%2f..%2fetc%2fpasswd", "/metrics%0aX", "//etc/passwd")) {
            Page page = Page.at(agent.url() + path);
            assertThat(page.status()).as(path).isEqualTo(404);
            assertThat(page.text()).as(path).doesNotContain("root:");
        }
    }

    private Map<String, String> printed() throws Exception {
        Map<String, String> printed = new LinkedHashMap<>();
        for (List<String> command : List.of(
                List.of("check"),
                List.of("report", "--stored"),
                List.of("report", "--stored", "--format", "markdown"),
                List.of("explain", "--organization"),
                List.of("explain", "--platform"),
                List.of("explain", "fraud-scoring" + HostileFront.EVIL, "--rows", "0"),
                List.of("explain", "nothing" + HostileFront.EVIL))) {
            Program.Ended ended = Program.run(
                    folder,
                    Stream.concat(
                                    command.stream(),
                                    Stream.of(
                                            "--config",
                                            folder.resolve("exporter.yml").toString()))
                            .toArray(String[]::new));
            printed.put(
                    String.join(" ", command)
                            .substring(0, Math.min(40, String.join(" ", command).length())),
                    ended.out() + ended.err());
        }
        return printed;
    }

    private Path configuration(DemoServer demo, HostileFront gitHub, HostileFront pagerDuty, HostileFront mlflow)
            throws Exception {
        Path config = Settings.of(folder, gitHub.url());
        String quoted = HostileFront.EVIL.replace("\"", "\"\"");
        Files.writeString(
                folder.resolve("survey.csv"),
                "timestamp,id,satisfaction,recommendation,comment\n"
                        + "2026-01-01T10:00:00Z,\"1" + quoted + "\",5,9,\"" + quoted + "\"\n"
                        + "\"" + quoted + "\",2,4,9,x\n"
                        + "2026-01-01T10:00:00Z,3,\"" + quoted + "\",\"" + quoted + "\",x\n");
        Files.writeString(folder.resolve("bill.csv"), bill(quoted));
        Settings.add(config, "pagerduty: [{api_url: \"" + pagerDuty.url() + "\", token_file: token}]");
        Settings.add(config, "mlflow: [{tracking_uri: \"" + mlflow.url() + "\", token_file: token}]");
        Settings.add(config, "surveys: [{name: platform, file: survey.csv}]");
        Settings.add(config, "costs: [{focus_file: bill.csv, all: true, team_tag: team}]");
        Settings.add(
                config, "support: {repository: " + demo.supportRepository() + ", label: " + demo.supportLabel() + "}");
        Settings.add(config, "platform: {workflows: [" + demo.platformWorkflows() + "]}");
        return config;
    }

    private static String bill(String quoted) {
        String tags = "\"{\"\"team\"\": \"\"vision"
                + new String(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                                .quoteAsString(HostileFront.EVIL))
                        .replace("\"", "\"\"")
                + "\"\"}\"";
        return "BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ServiceName,Tags\n"
                + LocalDate.now(ZoneOffset.UTC).minusDays(9) + "T00:00:00Z,"
                + LocalDate.now(ZoneOffset.UTC) + "T00:00:00Z,"
                + LocalDate.now(ZoneOffset.UTC).minusDays(4) + "T00:00:00Z,"
                + LocalDate.now(ZoneOffset.UTC).minusDays(3) + "T00:00:00Z,1,1,EUR,Usage,\"" + quoted + "\"," + tags
                + "\n";
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
