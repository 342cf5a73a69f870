package io.mlopsexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** APIs that echo what they were shown, in every way that an error can be told, and lead elsewhere: secrets stay in. */
class SecretsIT {
    private static final String GITHUB = "ghp_s3cretOfGitHub+/=\"quoted\"";
    private static final String PASSWORD = "s3cret of MLflow: p&ss<word>";
    private static final String PAGERDUTY = "pd-s3cret%20ofPagerDuty";
    private static final String SURVEY = "s3cretOfTheSurvey~\\x";
    private static final String USAGE = "s3cretOfUsage";
    private static final List<String> SECRETS = List.of(GITHUB, PASSWORD, PAGERDUTY, SURVEY, USAGE);
    private static final int REQUESTS = 30;

    @TempDir
    private Path folder = Path.of("");

    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> shownElsewhere = new ConcurrentLinkedQueue<>();

    @Test
    void secrets_areInNoLog_page_metric_thread_orFile_andGoNowhereElse() throws Exception {
        HttpServer elsewhere = server(exchange -> {
            shownElsewhere.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet());
            send(exchange, 200, "{}");
        });
        HttpServer echo =
                server(exchange -> echo(exchange, elsewhere.getAddress().getPort()));
        Map<String, String> outputs = new LinkedHashMap<>();
        try (Program agent = Program.start(
                folder,
                Map.of("JAVA_TOOL_OPTIONS", "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"),
                "run",
                "--config",
                configuration("http://127.0.0.1:" + echo.getAddress().getPort()).toString())) {
            agent.awaitReady();
            Await.until(
                    "answers",
                    Program.BOUND,
                    () -> Optional.of(answered.get()).filter(count -> count >= REQUESTS),
                    agent::err);
            for (String path : List.of("/", "/metrics", "/explain", "/explain?format=json")) {
                outputs.put(path, Page.at(agent.url() + path).text());
            }
            outputs.put("threads", threads(agent.pid()));
            Program.Ended check = Program.run(
                    folder, "check", "--config", folder.resolve("exporter.yml").toString());
            outputs.put("check", check.out() + check.err());
            outputs.put("log", agent.out() + agent.err());
        } finally {
            echo.stop(0);
            elsewhere.stop(0);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("events.db"))
                    .toList()) {
                outputs.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(outputs.get("log")).as("what was said is logged").contains("you showed", "***");
        assertThat(outputs.get("threads")).contains("poll-github");
        outputs.forEach((name, text) -> SECRETS.forEach(secret -> assertHidden(name, text, secret)));
        shownElsewhere.forEach(request -> assertThat(request).doesNotContain("Authorization"));
    }

    private static void assertHidden(String name, String text, String secret) {
        for (String form : List.of(
                secret,
                secret.replace("\\", "\\\\").replace("\"", "\\\""),
                secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"),
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                base64(secret),
                base64("user:" + secret))) {
            assertThat(text.contains(form)).as("%s shows %s", name, form).isFalse();
        }
        assertThat(text).as(name).doesNotContain("s3cret");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void echo(HttpExchange exchange, int elsewhere) throws IOException {
        String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        int number = answered.getAndIncrement();
        String said = "you showed " + shown;
        String json = "{\"message\": \"" + said.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        switch (number % 7) {
            case 0 -> send(exchange, 401, json);
            case 1 -> send(exchange, 403, said);
            case 2 -> send(exchange, 400, "<html><title>" + said + "</title></html>");
            case 3 -> {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                "http://127.0.0.1:" + elsewhere + "/?token="
                                        + URLEncoder.encode(shown, StandardCharsets.UTF_8));
                send(exchange, 302, "");
            }
            case 4 -> send(exchange, 200, said + " and this is no JSON");
            case 5 -> send(exchange, 404, json);
            default -> send(exchange, 500, json);
        }
    }

    private static HttpServer server(com.sun.net.httpserver.HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                handler.handle(exchange);
            }
        });
        server.start();
        return server;
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String threads(long pid) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "Thread.print")
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Path configuration(String url) throws IOException {
        Path config = Settings.of(folder, url, "acme", GITHUB + "\n");
        Files.writeString(config, Files.readString(config).replace("interval: 1h", "interval: 5s"));
        Files.writeString(folder.resolve("password"), PASSWORD + "\r\n");
        Files.writeString(folder.resolve("pagerduty"), PAGERDUTY);
        Files.writeString(folder.resolve("survey"), SURVEY);
        Files.writeString(folder.resolve("usage"), USAGE);
        Settings.add(config, "mlflow: [{tracking_uri: \"" + url + "\", username: user, password_file: password}]");
        Settings.add(config, "pagerduty: [{api_url: \"" + url + "\", token_file: pagerduty}]");
        Settings.add(config, "surveys: [{name: platform, url: \"" + url + "/survey.csv\", token_file: survey}]");
        Settings.add(
                config,
                "costs: [{name: usage, github_organization: acme, api_url: \"" + url + "\", token_file: usage}]");
        return config;
    }
}
