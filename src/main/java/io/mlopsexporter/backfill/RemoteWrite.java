package io.mlopsexporter.backfill;

import com.google.protobuf.CodedOutputStream;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.mlopsexporter.metric.Family;
import io.mlopsexporter.metric.Family.Label;
import io.mlopsexporter.metric.Family.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.xerial.snappy.Snappy;

/**
 * Pushes points to a remote-write receiver, protocol 1.0 ({@code prometheus.WriteRequest}, snappy's block format). The same point
 * pushed twice is one point: to push everything again does no harm.
 */
public final class RemoteWrite implements Destination {
    /** A receiver should not need more than a second, or a few megabytes, for one request. */
    private static final int SERIES_PER_REQUEST = 2000;

    private static final MediaType PROTOBUF = MediaType.get("application/x-protobuf");
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final URI receiver;
    private final TargetLabels labels;
    private final Supplier<Optional<String>> authorization;
    private final Optional<Path> state;
    private final OkHttpClient client = new OkHttpClient.Builder()
            .followRedirects(false)
            .callTimeout(Duration.ofSeconds(60))
            .build();
    private final Retry retry;
    private Optional<LocalDate> pushed;

    /**
     * @param authorization the header's value, asked for before each request
     * @param state a file that remembers the last day pushed; a later run goes on after it
     * @param firstWait before the first repetition after a failure; each later one is twice as long
     * @throws BackfillException if the file is there and is no such file
     */
    public RemoteWrite(
            URI receiver,
            TargetLabels labels,
            Supplier<Optional<String>> authorization,
            Optional<Path> state,
            Duration firstWait) {
        this.receiver = receiver;
        this.labels = labels;
        this.authorization = authorization;
        this.state = state;
        this.pushed = state.filter(Files::exists).map(RemoteWrite::read);
        this.retry = Retry.of(
                "remote write",
                RetryConfig.custom()
                        .maxAttempts(5)
                        .intervalFunction(IntervalFunction.ofExponentialBackoff(firstWait, 2))
                        .retryOnException(e -> e instanceof Again)
                        .build());
    }

    private static LocalDate read(Path state) {
        try {
            return LocalDate.parse(Files.readString(state).strip());
        } catch (IOException | DateTimeParseException e) {
            throw new BackfillException(
                    "state file " + state + " cannot be read: expected a date (2026-01-31), the last day pushed", e);
        }
    }

    @Override
    public boolean has(LocalDate day) {
        return pushed.filter(last -> !day.isAfter(last)).isPresent();
    }

    @Override
    public void accept(LocalDate day, List<Family> families) {
        long at = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        var batch = new ByteArrayOutputStream();
        int series = 0;
        for (Family family : labels.on(families)) {
            for (Sample sample : family.samples()) {
                append(batch, timeSeries(family, sample, at));
                if (++series % SERIES_PER_REQUEST == 0) {
                    push(batch.toByteArray(), day);
                    batch.reset();
                }
            }
        }
        if (batch.size() > 0) {
            push(batch.toByteArray(), day);
        }
        pushed = Optional.of(day);
        state.ifPresent(file -> {
            try {
                Files.writeString(file, day + "\n");
            } catch (IOException e) {
                throw new BackfillException("state file " + file + " cannot be written: " + e, e);
            }
        });
    }

    private void push(byte[] request, LocalDate day) {
        try {
            retry.executeRunnable(() -> send(request));
        } catch (Again e) {
            throw new BackfillException(
                    receiver + " did not take " + day + ": " + e.getMessage() + "; when it is back, go on with --from "
                            + day,
                    e);
        }
    }

    private void send(byte[] request) {
        var call = new Request.Builder()
                .url(receiver.toString())
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .header("User-Agent", "mlops-exporter");
        authorization.get().ifPresent(value -> call.header("Authorization", value));
        try (Response response = client.newCall(call.post(RequestBody.create(Snappy.compress(request), PROTOBUF))
                        .build())
                .execute()) {
            if (response.isSuccessful()) {
                return;
            }
            String word = firstLine(response);
            if (word.contains("out of") || word.contains("too old") || word.contains("out-of-order")) {
                throw new BackfillException(receiver + " takes no samples as old as these (" + word
                        + "): set storage.tsdb.out_of_order_time_window in its configuration to the length of the history,"
                        + " or give a later --from");
            }
            if (response.code() == TOO_MANY_REQUESTS || response.code() >= SERVER_ERROR) {
                throw new Again(response.code() + " " + word);
            }
            throw new BackfillException(receiver + " answered " + response.code() + " " + word + hint(response.code()));
        } catch (IOException e) {
            throw new Again(e.toString());
        }
    }

    private static String hint(int code) {
        return switch (code) {
            case 401, 403 -> ": check the credential";
            case 404 -> ": Prometheus needs --web.enable-remote-write-receiver, and the path /api/v1/write";
            default -> "";
        };
    }

    private static String firstLine(Response response) throws IOException {
        ResponseBody body = response.body();
        String text = body == null ? "" : body.source().readUtf8(Math.min(500, available(body)));
        return text.lines().findFirst().orElse("");
    }

    private static long available(ResponseBody body) throws IOException {
        body.source().request(500);
        return body.source().getBuffer().size();
    }

    /** {@code prometheus.TimeSeries}: labels in order of their names, the metric's among them, and one sample. */
    private static byte[] timeSeries(Family family, Sample sample, long at) {
        var all = new ArrayList<>(sample.labels());
        all.add(new Label("__name__", family.type() == Family.Type.COUNTER ? family.name() + "_total" : family.name()));
        all.sort(Comparator.comparing(Label::name));
        return message(series -> {
            for (Label label : all) {
                // what is empty is no label
                if (!label.value().isEmpty()) {
                    series.writeByteArray(1, message(written -> {
                        written.writeByteArray(1, label.name().getBytes(StandardCharsets.UTF_8));
                        written.writeByteArray(2, label.value().getBytes(StandardCharsets.UTF_8));
                    }));
                }
            }
            series.writeByteArray(2, message(written -> {
                written.writeDouble(1, sample.value());
                written.writeInt64(2, at);
            }));
        });
    }

    private static void append(ByteArrayOutputStream batch, byte[] timeSeries) {
        batch.writeBytes(message(request -> request.writeByteArray(1, timeSeries)));
    }

    private static byte[] message(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    /** What may go well another time. */
    private static final class Again extends RuntimeException {
        private static final long serialVersionUID = 1;

        Again(String message) {
            super(message);
        }
    }
}
