package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.config.ConfigReader;
import io.mlopsexporter.demo.DemoAssessment;
import io.mlopsexporter.demo.DemoServer;
import io.mlopsexporter.demo.DemoSurvey;
import io.mlopsexporter.dora.Figures;
import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.dora.ScopeFigures;
import io.mlopsexporter.exposition.MetricsServer;
import io.mlopsexporter.platform.PlatformFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The real agent against a synthetic organisation. */
@Command(
        name = "demo",
        description = {
            "Serves a synthetic organisation on loopback, in the APIs' own shape: a year of history that goes on while you"
                    + " watch. The real agent polls it over HTTP. Needs no credentials, no network and no file."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:10808",
            description = "Where to serve /metrics; port 0 takes any free one. Default: ${DEFAULT-VALUE}")
    private String listen = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another number, another organisation. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "15s",
            description = "How often to poll. Default: ${DEFAULT-VALUE}")
    private String interval = "";

    @Option(
            names = "--with-prometheus",
            description =
                    "Also start the prometheus on the PATH, on the configuration and rules that ship, with a year of history.")
    private boolean withPrometheus;

    @Option(
            names = "--remote-write",
            paramLabel = "URL",
            description =
                    "Bring the year of history to the Prometheus of this remote-write URL, which scrapes localhost:PORT.")
    private @Nullable URI remoteWrite;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<Path> prometheus = withPrometheus
                ? DemoPrometheus.find(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                : Optional.empty();
        if (withPrometheus && prometheus.isEmpty()) {
            PrintWriter err = command().commandLine().getErr();
            err.println(
                    "mlops-exporter: there is no prometheus on the PATH. Get it from https://prometheus.io/download/, or from"
                            + " the system's packages (apt-get install prometheus, brew install prometheus), and try again.");
            err.flush();
            return Main.FAILED;
        }
        MetricsServer.setLimits();
        InstantSource clock = InstantSource.system();
        Path folder = Files.createTempDirectory("mlops-exporter-demo");
        Ending.prepare();
        // SQLite's driver unpacks its native library there, and would leave it behind.
        System.setProperty("org.sqlite.tmpdir", folder.toString());
        try (DemoServer demo = DemoServer.start(clock, seed)) {
            Config config = ConfigReader.parse(configuration(demo, folder), "demo");
            var started = new CountDownLatch(1);
            try (Service service = new Service(() -> config, clock, GitHubWiring.Pace.LOOPBACK, (figures, platform) -> {
                tell(figures, platform);
                started.countDown();
            })) {
                service.start();
                tell(service.port(), demo);
                watch(service, prometheus, folder, new DemoHistory.Figures(service.agent(), clock, started));
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    /** Until the end, in the sight of a Prometheus if somebody asked for one. */
    private void watch(Service service, Optional<Path> prometheus, Path folder, DemoHistory.Figures figures)
            throws IOException, InterruptedException {
        String target = "localhost:" + service.port();
        try (DemoPrometheus started =
                        prometheus.isEmpty() ? null : DemoPrometheus.start(prometheus.get(), folder, target);
                DemoHistory history = new DemoHistory(figures, target, this::say)) {
            if (started != null) {
                say("Prometheus, on prometheus/prometheus.yml with its rules: " + started.url());
                history.bring(started.url());
            }
            if (remoteWrite != null) {
                history.bring(remoteWrite);
            }
            Ending.await();
        }
    }

    private void say(String sentence) {
        PrintWriter out = command().commandLine().getOut();
        out.println("  " + sentence);
        out.println();
        out.flush();
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }

    private String configuration(DemoServer demo, Path folder) throws IOException {
        Path token = folder.resolve("token");
        Files.writeString(token, demo.token());
        Path survey = folder.resolve("survey.csv");
        Files.writeString(survey, DemoSurvey.csv(InstantSource.system().instant(), seed));
        Path assessment = folder.resolve("maturity.yml");
        List<String> teams = demo.teams().keySet().stream()
                .filter(team -> !team.equals(demo.platformTeam()))
                .toList();
        Files.writeString(
                assessment, DemoAssessment.yaml(teams, InstantSource.system().instant(), seed));
        return String.join(
                "\n",
                List.of(
                        "server: {listen: \"" + listen + "\"}",
                        "store: {url: \"jdbc:sqlite:" + folder.resolve("events.db") + "\"}",
                        "polling: {interval: " + interval + "}",
                        "github:",
                        "  - {api_url: \"" + demo.githubUrl() + "\", token_file: \"" + token + "\", organizations: ["
                                + demo.organization() + "]}",
                        "mlflow:",
                        "  - {tracking_uri: \"" + demo.mlflowUrl() + "\", token_file: \"" + token + "\"}",
                        "pagerduty:",
                        "  - {api_url: \"" + demo.pagerDutyUrl() + "\", token_file: \"" + token + "\"}",
                        "costs: [{focus_url: \"" + demo.billUrl() + "\", all: true, team_tag: team}]",
                        "surveys: [{name: platform, file: \"" + survey + "\", invited: " + DemoSurvey.INVITED + "}]",
                        "support: {repository: " + demo.supportRepository() + ", label: " + demo.supportLabel() + "}",
                        "maturity: {assessment_file: \"" + assessment + "\"}",
                        "platform:",
                        "  workflows: [" + demo.platformWorkflows() + "]",
                        "  offers: [version_control, continuous_integration, experiment_tracking, model_registry, automated_deployment, incident_response, cost_visibility]",
                        teams(demo)));
    }

    /** All of them, as those that are not configured would be no users of the platform. */
    private static String teams(DemoServer demo) {
        StringBuilder teams = new StringBuilder("teams:\n");
        demo.teams().forEach((team, repositories) -> {
            teams.append("  - name: ").append(team).append("\n");
            teams.append("    github_team: ")
                    .append(demo.organization())
                    .append("/")
                    .append(team)
                    .append("\n");
            if (team.equals(demo.platformTeam())) {
                teams.append("    platform: false\n");
            }
            if (!repositories.isEmpty()) {
                teams.append("    applications:\n");
            }
            repositories.forEach(repository -> teams.append("      - {repository: ")
                    .append(repository)
                    .append(", incidents: {github_issues: {label: ")
                    .append(demo.incidentLabel())
                    .append("}}}\n"));
        });
        return teams.toString();
    }

    private void tell(int port, DemoServer demo) {
        String base = "http://127.0.0.1:" + port;
        PrintWriter out = command().commandLine().getOut();
        out.println();
        out.println("  A synthetic organisation, " + demo.organization()
                + ", is being read; its figures come in a few seconds.");
        out.println("  It goes on while you watch: a deployment somewhere every minute or so.");
        out.println();
        out.println("    " + base + "/            what there is to see");
        out.println("    " + base + "/explain     the events behind each figure");
        out.println("    " + base + "/metrics     what Prometheus scrapes; try:");
        out.println("        curl -s " + base + "/metrics | grep dora_organization_");
        out.println();
        out.println("  Ctrl-C ends it and leaves nothing behind.");
        out.println();
        out.flush();
    }

    /** What the agent found, as {@code report} prints it; applications are left to the metrics. */
    private void tell(Figures figures, PlatformFigures platform) {
        PrintWriter out = command().commandLine().getOut();
        out.println();
        List<ScopeFigures> rollUps = figures.scopes().stream()
                .filter(scope -> !(scope.scope() instanceof Scope.OfApplication))
                .toList();
        new Report(new Figures(rollUps, figures.unmappedIncidents(), figures.mappingProblems()), platform, "30d")
                .print(Report.Format.table, out);
        out.println();
        out.flush();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
