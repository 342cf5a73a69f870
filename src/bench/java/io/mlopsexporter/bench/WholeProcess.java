package io.mlopsexporter.bench;

import io.mlopsexporter.bench.Table.Target;
import io.mlopsexporter.demo.ScaledServer;
import io.mlopsexporter.demo.Tally;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The packaged jar as a process beside simulated APIs: a year read first, polls in which nothing or little changes, scrapes, a restart. */
final class WholeProcess {
    private static final Duration PATIENCE = Duration.ofMinutes(40);
    private static final String AS_OF = "mlops_exporter_source_as_of_timestamp_seconds{source=\"github\"}";
    private static final String READ = "mlops_exporter_source_poll_success{source=\"github\"}";
    private static final String WEEK = "dora_organization_lead_time_seconds{window=\"7d\",statistic=\"p50\"}";
    private static final int SCRAPERS = 4;
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String ARCHIVE = "classes.jsa";

    private final Table table;
    private final Scale scale;
    private final Path jar;
    private final Path folder;
    private double idle;

    /**
     * How large.
     *
     * @param mebibytes of the container that it is to fit into, of which 60 % may be heap, as in the image
     * @param interval seconds from one poll to the next
     */
    record Scale(int repositories, ScaledServer.Year year, int mebibytes, int interval) {
        /** From 10,000 on each has fewer deployments and changes in the year. */
        static Scale of(int repositories) {
            boolean many = repositories >= 10_000;
            return new Scale(
                    repositories,
                    new ScaledServer.Year(many ? 20 : 100, 7),
                    many ? 512 : 256,
                    many ? 60 : repositories < 1_000 ? 5 : 20);
        }

        Scale in(int otherMebibytes) {
            return new Scale(repositories, year, otherMebibytes, interval);
        }
    }

    /** In the container that it is to fit into, else in one four times as large. */
    static void measure(Table table, Scale scale, Path jar) throws IOException {
        int mebibytes = scale.mebibytes();
        boolean held = false;
        while (!held) {
            try {
                new WholeProcess(table, scale.in(mebibytes), jar).measure();
                held = true;
            } catch (Running.EndedByItself e) {
                System.out.println("not in " + mebibytes + " MiB: " + e.getMessage());
                mebibytes *= 4;
            }
        }
        table.row(
                "%,d: holds in a container of, MiB".formatted(scale.repositories()),
                mebibytes,
                "",
                Target.atMost(scale.mebibytes(), ""));
    }

    private WholeProcess(Table table, Scale scale, Path jar) throws IOException {
        this.table = table;
        this.scale = scale;
        this.jar = jar.toAbsolutePath();
        this.folder = Files.createTempDirectory("mlops-exporter-bench");
    }

    private void measure() throws IOException {
        int port = freePort();
        Archive.make(JAVA, jar, folder.resolve(ARCHIVE));
        double bare = bareServer(port);
        emptyStart(port, bare);
        try (ScaledServer apis = ScaledServer.start(scale.repositories(), scale.year())) {
            row("organisation", apis.size());
            configure(port, apis.gitHubUrl(), apis.login(), apis.mlflowUrl(), apis.pagerDutyUrl(), apis.token());
            try (Running exporter = Running.start(command(), folder, port)) {
                firstRead(exporter, apis);
                steady(exporter, apis);
                changed(exporter, apis);
                scrapes(exporter);
            }
            restart(port, bare);
            row("store, MiB", size() / 1048576.0, "");
        } finally {
            delete();
        }
    }

    /** Seconds until it answers; remembers how much memory it takes. */
    private double bareServer(int port) {
        List<Double> starts = new ArrayList<>();
        for (int time = 0; time < 3; time++) {
            try (Running bare =
                    Running.start(java(List.of(), BareServer.class.getName(), String.valueOf(port)), folder, port)) {
                starts.add(bare.await(() -> bare.get("/metrics").isPresent(), PATIENCE));
                for (int scrape = 0; scrape < 20; scrape++) {
                    bare.get("/metrics");
                }
                idle = bare.mebibytes("VmRSS");
            }
        }
        row("bare server on the same libraries: start to first /metrics, s", median(starts), "");
        row("bare server on the same libraries: RSS, MiB", idle, "");
        return median(starts);
    }

    /** With nothing in the store, and nobody to be asked. */
    private void emptyStart(int port, double bare) throws IOException {
        String nobody = "http://127.0.0.1:" + freePort();
        configure(port, nobody, "acme", nobody, nobody, "none");
        List<Double> starts = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int time = 0; time < 3; time++) {
            try (Running exporter = Running.start(command(), folder, port)) {
                starts.add(exporter.await(() -> exporter.get("/metrics").isPresent(), PATIENCE));
                cpu.add(exporter.cpuSeconds());
            }
            for (Path file : ofStore()) {
                Files.delete(file);
            }
        }
        table.row(
                named("start with an empty store: first /metrics after, as a multiple of bare"),
                median(starts) / bare,
                " ×",
                Target.atMost(1.2, " ×"));
        row("start with an empty store: first /metrics after, s", median(starts), "");
        row("start with an empty store: CPU until then, s", median(cpu), "");
    }

    private void firstRead(Running exporter, ScaledServer apis) {
        row(
                "first read: 7-day figures after, s",
                exporter.await(() -> exporter.value(WEEK).isPresent(), PATIENCE),
                "");
        row(
                "first read: all of it after, s",
                exporter.await(
                        () -> exporter.value(READ).orElse(0) == 1
                                && exporter.value(AS_OF).isPresent(),
                        PATIENCE),
                "");
        Tally.Sum asked = apis.asked();
        row("first read: CPU, s", exporter.cpuSeconds(), "");
        if (scale.repositories() == 1_000) {
            table.row(named("first read: GraphQL points"), asked.points(), "", Target.atMost(5_000, ""));
        } else {
            row("first read: GraphQL points", asked.points(), "");
        }
        row("first read: GraphQL requests", asked.queries(), "");
        row("first read: REST requests", asked.fetched() + asked.unchanged(), "");
        row("first read: highest RSS, MiB", exporter.mebibytes("VmHWM"), "");
    }

    private void steady(Running exporter, ScaledServer apis) {
        nextPoll(exporter);
        Tally.Sum asked = apis.asked();
        double cpu = exporter.cpuSeconds();
        int polls = 3;
        for (int poll = 0; poll < polls; poll++) {
            nextPoll(exporter);
        }
        Tally.Sum since = apis.asked().minus(asked);
        double each = 1.0 / polls;
        table.row(
                named("steady poll: GraphQL points"),
                since.points() * each,
                "",
                Target.atMost(Math.max(1.1 * scale.repositories() / 100, 2), ""));
        row("steady poll: GraphQL requests", since.queries() * each, "");
        table.row(named("steady poll: REST requests that cost"), since.fetched() * each, "", Target.atMost(0, ""));
        row("steady poll: conditional REST requests, free", since.unchanged() * each, "");
        row("steady poll: requests to PagerDuty and MLflow", since.others() * each, "");
        row("steady poll: CPU with all that follows, s", (exporter.cpuSeconds() - cpu) * each, "");
        row("steady poll: wall time, s", pollDuration(exporter), "");
        memory(exporter);
    }

    private void memory(Running exporter) {
        double rss = exporter.mebibytes("VmRSS");
        if (scale.repositories() == 10_000) {
            table.row(named("steady: RSS, MiB"), rss, "", Target.atMost(512, ""));
        } else {
            row("steady: RSS, MiB", rss, "");
        }
        if (scale.repositories() == 1_000) {
            table.row(
                    named("steady: RSS, as a multiple of the bare server's"),
                    rss / idle,
                    " ×",
                    Target.atMost(1.5, " ×"));
        }
    }

    private void changed(Running exporter, ScaledServer apis) {
        nextPoll(exporter);
        Tally.Sum asked = apis.asked();
        double cpu = exporter.cpuSeconds();
        int changed = apis.goOn(Math.max(1, scale.repositories() / 100));
        nextPoll(exporter);
        Tally.Sum since = apis.asked().minus(asked);
        String what = "poll in which " + changed + " changed: ";
        row(what + "GraphQL points", since.points(), "");
        row(what + "GraphQL requests", since.queries(), "");
        row(what + "REST requests", since.fetched() + since.unchanged(), "");
        row(what + "CPU with all that follows, s", exporter.cpuSeconds() - cpu, "");
        row(what + "wall time, s", pollDuration(exporter), "");
    }

    private void scrapes(Running exporter) {
        Scrapers scrapers = new Scrapers(exporter.port());
        scrapers.scrape(SCRAPERS, 20);
        Scrapers.Latencies latencies = scrapers.scrape(SCRAPERS, 100);
        row("series", exporter.value("mlops_exporter_series").orElseThrow(), "");
        row("scrape, compressed, KiB", latencies.bytes() / 1024.0, "");
        row("scrape by " + SCRAPERS + " at once: p50, ms", latencies.quantile(0.5), "");
        row("scrape by " + SCRAPERS + " at once: p99, ms", latencies.quantile(0.99), "");
        scrapers.garbage(exporter, 10)
                .ifPresent(
                        bytes -> table.row(named("scrape: garbage, MiB"), bytes / 1048576, "", Target.atMost(1, "")));
        row("highest RSS of all, MiB", exporter.mebibytes("VmHWM"), "");
    }

    private void restart(int port, double bare) {
        try (Running exporter = Running.start(command(), folder, port)) {
            double answered = exporter.await(() -> exporter.get("/metrics").isPresent(), PATIENCE);
            boolean known = exporter.value(WEEK).isPresent();
            table.row(
                    named("restart: first /metrics after, as a multiple of bare"),
                    answered / bare,
                    " ×",
                    Target.atMost(1.2, " ×"));
            row("restart: first /metrics after, s", answered, "");
            table.row(
                    named("restart: figures are in the first answer (1: yes)"),
                    known ? 1 : 0,
                    "",
                    Target.atLeast(1, ""));
            row("restart: CPU until then, s", exporter.cpuSeconds(), "");
            row("restart: highest RSS until then, MiB", exporter.mebibytes("VmHWM"), "");
        }
    }

    /** Waits for the end of the next one, derivation included: what a scrape shows then follows from it. */
    private static void nextPoll(Running exporter) {
        double before = exporter.value(AS_OF).orElseThrow();
        exporter.await(() -> exporter.value(AS_OF).orElse(before) > before, PATIENCE);
    }

    private static double pollDuration(Running exporter) {
        return exporter.value("mlops_exporter_source_poll_duration_seconds{source=\"github\"}")
                .orElseThrow();
    }

    /** As the launcher and the image start it. */
    private List<String> command() {
        return java(
                Archive.options(folder.resolve(ARCHIVE)),
                "io.mlopsexporter.cli.Unhurried",
                folder.resolve("exporter.yml").toString());
    }

    private List<String> java(List<String> options, String main, String argument) {
        List<String> command = new ArrayList<>(
                List.of(JAVA.toString(), "@" + Archive.OPTIONS, "-XX:MaxRAM=" + scale.mebibytes() + "m"));
        command.addAll(options);
        command.addAll(List.of("-cp", jar + ":" + jar.resolveSibling("bench-classes"), main, argument));
        return command;
    }

    private void configure(int port, String gitHub, String login, String mlflow, String pagerDuty, String token)
            throws IOException {
        Files.writeString(folder.resolve("token"), token);
        Files.writeString(folder.resolve("exporter.yml"), """
                server: {listen: "127.0.0.1:%d"}
                store: {url: "jdbc:sqlite:%s/events.db"}
                polling: {interval: %ds}
                github: [{api_url: "%s", token_file: token, organizations: [%s]}]
                mlflow: [{tracking_uri: "%s", token_file: token}]
                pagerduty: [{api_url: "%s", token_file: token}]
                """.formatted(
                        port, folder, scale.interval(), gitHub, login, mlflow, pagerDuty));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private long size() throws IOException {
        return ofStore().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private List<Path> ofStore() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("events.db"))
                    .toList();
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private String named(String what) {
        return "%,d: %s".formatted(scale.repositories(), what);
    }

    private void row(String what, double value, String unit) {
        table.row(named(what), value, unit);
    }

    private void row(String what, String text) {
        table.text(named(what), text);
    }
}
