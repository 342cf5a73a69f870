package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer runs first. */
class DemoIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void demo_saysWhereToLook_showsFigures_andLeavesNothingBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        try (Program demo = Program.start(folder, environment, "demo", "--listen", "127.0.0.1:0")) {
            demo.awaitReady();

            Scrape scrape = demo.scrape();
            assertThat(scrape.up()).isEqualTo(1);
            assertThat(scrape.organizationDeployments()).isPositive();
            assertThat(demo.out())
                    .contains("A synthetic organisation, acme-ai", demo.url() + "/metrics", "Ctrl-C ends it");
            assertThat(Page.at(demo.url() + "/").plain()).contains("/metrics", "/explain", "github", "up");
            assertThat(Page.at(demo.url() + "/explain?application=fraud-api").plain())
                    .contains("dora_change_failure_ratio", "Deployments are read from github_deployments");
            assertThat(Page.at(demo.url() + "/explain?team=fraud&metric=lead_time&format=json")
                            .text())
                    .contains("\"dora_team_lead_time_seconds\"", "\"delivered_by\"");
            assertThat(Page.at(demo.url() + "/metrics").text())
                    .contains(
                            "mlops_platform_cost{currency=\"USD\",window=\"90d\"",
                            "mlops_platform_cost_per_user{currency=\"USD\",window=\"30d\"",
                            "mlops_platform_team_cost{ml_team=\"fraud\",currency=\"USD\",window=\"7d\"");
            assertThat(kept(temporary)).isNotEmpty();

            assertThat(demo.terminate()).isLessThan(RunIT.PROMPTLY);
            assertThat(kept(temporary)).isEmpty();
        }
    }

    private static List<Path> kept(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            // the virtual machine's own
            return files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))
                    .toList();
        }
    }
}
