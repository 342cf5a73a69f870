package io.mlopsexporter.source.http;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.RememberedAnswers.Remembered;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.ByteString;
import okio.HashingSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one request over the wire, once. */
final class Transport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    /** Of a refusal only the reason is read, which stands in the beginning. */
    private static final int REFUSAL_BYTES = 64 << 10;

    private static final Duration LONGEST_SAVE = Duration.ofMinutes(30);

    private final ApiSettings settings;
    private final ServerClock clock;
    private final Telemetry telemetry;
    private @Nullable Clients opened;

    Transport(ApiSettings settings, ServerClock clock, Telemetry telemetry) {
        this.settings = settings;
        this.clock = clock;
        this.telemetry = telemetry;
    }

    /**
     * Made by the first request: to read what the JVM trusts takes a sixth of a start, and nobody waits for it then.
     *
     * @param patient for what takes as long as it takes, if only it goes on
     */
    private record Clients(OkHttpClient hasty, OkHttpClient patient) {}

    private synchronized Clients clients() {
        Clients present = opened;
        if (present == null) {
            OkHttpClient hasty = hasty();
            present = new Clients(
                    hasty, hasty.newBuilder().callTimeout(LONGEST_SAVE).build());
            opened = present;
        }
        return present;
    }

    private OkHttpClient hasty() {
        return new OkHttpClient.Builder()
                .connectTimeout(settings.timeouts().connect())
                .readTimeout(settings.timeouts().read())
                .writeTimeout(settings.timeouts().read())
                .callTimeout(settings.timeouts().call())
                // A redirect is followed only where the credential may go.
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    Reply send(Inquiry inquiry, Authorization authorization, Optional<Remembered> remembered) {
        Request request = request(inquiry, authorization, remembered);
        OkHttpClient client =
                inquiry.into() == null ? clients().hasty() : clients().patient();
        long begun = System.nanoTime();
        try (Response response = client.newCall(request).execute()) {
            Optional.ofNullable(response.headers().getInstant("Date")).ifPresent(clock::observe);
            ByteString body = body(inquiry, response);
            telemetry.request(Integer.toString(response.code()));
            LOG.debug("{} {} in {} ms", inquiry, response.code(), (System.nanoTime() - begun) / 1_000_000);
            return new Reply(inquiry, authorization, response.code(), response.headers(), body, false);
        } catch (IOException e) {
            telemetry.request(Trouble.isTimeout(e) ? "timeout" : "error");
            throw Trouble.of(inquiry, e);
        }
    }

    private Request request(Inquiry inquiry, Authorization authorization, Optional<Remembered> remembered) {
        Request.Builder request = new Request.Builder().url(inquiry.url());
        settings.headers().forEach(request::header);
        authorization.headers().forEach(request::header);
        remembered.map(Remembered::etag).ifPresent(etag -> request.header("If-None-Match", etag));
        remembered.map(Remembered::lastModified).ifPresent(date -> request.header("If-Modified-Since", date));
        RequestBody body = inquiry.body();
        if (body != null) {
            request.post(body);
        }
        return request.build();
    }

    private ByteString body(Inquiry inquiry, Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (!response.isSuccessful()) {
            source.request(REFUSAL_BYTES);
            return source.getBuffer().snapshot();
        }
        Path into = inquiry.into();
        if (into != null) {
            return save(source, into);
        }
        int most = settings.bounds().maxBodyBytes();
        if (source.request(most + 1L)) {
            telemetry.request(Integer.toString(response.code()));
            throw new SourceException(new SourceError.BadPayload(inquiry + " " + response.code()
                    + ": the answer is longer than " + most + " bytes; ask for smaller pages"));
        }
        return source.readByteString();
    }

    private static ByteString save(BufferedSource source, Path into) throws IOException {
        try (HashingSink digest = HashingSink.sha256(Okio.sink(into));
                BufferedSink sink = Okio.buffer(digest)) {
            sink.writeAll(source);
            sink.flush();
            return digest.hash();
        }
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            OkHttpClient client = opened.hasty();
            client.dispatcher().cancelAll();
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }
}
