package io.mlopsexporter.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedInputStream;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mlopsexporter.metric.Family;
import io.mlopsexporter.metric.Family.Label;
import io.mlopsexporter.metric.Family.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/** The protocol, read back by its published message numbers, and what a receiver may answer. */
final class RemoteWriteTest {
    private static final LocalDate DAY = LocalDate.parse("2026-01-30");

    @TempDir
    private Path folder = Path.of("");

    private final List<Map<String, String>> series = Collections.synchronizedList(new ArrayList<>());
    private final List<String> headers = Collections.synchronizedList(new ArrayList<>());
    private final Deque<String> answers = new ArrayDeque<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everySeriesArrivesOnceWithItsLabelsInOrderAndItsTimeInMilliseconds() {
        writer(Optional.empty()).accept(DAY, BackfillTest.families(3));
        assertThat(series)
                .extracting(Object::toString)
                .containsExactly(
                        "{__name__=dora_deployments, at=1769731200000, instance=exporter:10808, job=mlops-exporter, "
                                + "ml_team=a \"b\"\n\\c, order=ok, value=3.0, window=7d}",
                        "{__name__=dora_deployments, at=1769731200000, instance=exporter:10808, job=mlops-exporter, "
                                + "ml_team=ml, order=ok, value=4.0, window=7d}");
        assertThat(headers).containsExactly("snappy application/x-protobuf 0.1.0 Bearer t0");
    }

    @Test
    void manySeriesAreSeveralRequests() {
        var many = new Family(
                "m",
                Family.Type.GAUGE,
                "M.",
                IntStream.range(0, 4500)
                        .mapToObj(number -> new Sample(List.of(new Label("n", Integer.toString(number))), number))
                        .toList());
        writer(Optional.empty()).accept(DAY, List.of(many));
        assertThat(headers).hasSize(3);
        assertThat(series)
                .extracting(one -> one.get("n"))
                .doesNotHaveDuplicates()
                .hasSize(4500);
    }

    @Test
    void aFailureIsRepeated() {
        answers.addAll(List.of("503 busy", "429 slow down", "200"));
        writer(Optional.empty()).accept(DAY, BackfillTest.families(1));
        assertThat(headers).hasSize(3);
    }

    @Test
    void aReceiverThatStaysDownSaysHowToGoOn() {
        Collections.addAll(answers, "503 busy", "503 busy", "503 busy", "503 busy", "503 busy");
        assertThatThrownBy(() -> writer(Optional.empty()).accept(DAY, BackfillTest.families(1)))
                .isInstanceOf(BackfillException.class)
                .hasMessageContaining("503 busy")
                .hasMessageContaining("--from 2026-01-30");
    }

    @Test
    void whatIsRefusedIsNotRepeated() {
        answers.add("401 who are you");
        assertThatThrownBy(() -> writer(Optional.empty()).accept(DAY, BackfillTest.families(1)))
                .hasMessageContaining("401 who are you: check the credential");
        answers.add("404 remote write receiver needs to be enabled");
        assertThatThrownBy(() -> writer(Optional.empty()).accept(DAY, BackfillTest.families(1)))
                .hasMessageContaining("--web.enable-remote-write-receiver");
        assertThat(headers).hasSize(2);
    }

    @Test
    void aReceiverWithoutAWindowForThePastIsExplained() {
        answers.add("500 out of bounds");
        assertThatThrownBy(() -> writer(Optional.empty()).accept(DAY, BackfillTest.families(1)))
                .hasMessageContaining("out_of_order_time_window");
        assertThat(headers).hasSize(1);
    }

    @Test
    void aStateFileRemembersTheLastDay() throws IOException {
        Path state = folder.resolve("state");
        var first = writer(Optional.of(state));
        assertThat(first.has(DAY)).isFalse();
        first.accept(DAY, BackfillTest.families(1));
        var second = writer(Optional.of(state));
        assertThat(second.has(DAY)).isTrue();
        assertThat(second.has(DAY.plusDays(1))).isFalse();

        Files.writeString(state, "nonsense");
        assertThatThrownBy(() -> writer(Optional.of(state)))
                .isInstanceOf(BackfillException.class)
                .hasMessageContaining("expected a date");
    }

    private RemoteWrite writer(Optional<Path> state) {
        return new RemoteWrite(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/write"),
                new TargetLabels(Map.of("job", "mlops-exporter", "instance", "exporter:10808")),
                () -> Optional.of("Bearer t0"),
                state,
                Duration.ofMillis(1));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            headers.add(String.join(
                    " ",
                    exchange.getRequestHeaders().getFirst("Content-Encoding"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("X-Prometheus-Remote-Write-Version"),
                    exchange.getRequestHeaders().getFirst("Authorization")));
            String answer = Optional.ofNullable(answers.poll()).orElse("204");
            if (answer.startsWith("20")) {
                read(Snappy.uncompress(body));
            }
            String[] parts = answer.split(" ", 2);
            byte[] text = (parts.length > 1 ? parts[1] : "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(parts[0]), text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private void read(byte[] request) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(request);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            assertThat(tag >>> 3).isEqualTo(1);
            series.add(timeSeries(in.readByteArray()));
        }
    }

    private static Map<String, String> timeSeries(byte[] message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        var found = new TreeMap<String, String>();
        String before = "";
        boolean ordered = true;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            CodedInputStream inner = CodedInputStream.newInstance(in.readByteArray());
            inner.readTag();
            if (tag >>> 3 == 1) {
                String name = inner.readString();
                inner.readTag();
                found.put(name, inner.readString());
                ordered &= before.compareTo(name) < 0;
                before = name;
            } else {
                found.put("value", Double.toString(inner.readDouble()));
                inner.readTag();
                found.put("at", Long.toString(inner.readInt64()));
            }
        }
        found.put("order", ordered ? "ok" : "wrong");
        return found;
    }
}
