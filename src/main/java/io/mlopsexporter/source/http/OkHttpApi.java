package io.mlopsexporter.source.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.mlopsexporter.source.Allowance;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.RememberedAnswers.Remembered;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link HttpApi} over OkHttp and resilience4j. Safe for many threads. Instants in its errors ({@code RateLimited.until})
 * are by our own clock, whatever the server's says.
 */
public final class OkHttpApi implements HttpApi, Documents, Allowance, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OkHttpApi.class);
    private static final int MOST_REDIRECTS = 5;
    private static final long BEGINNING = 64 << 10;

    private final ApiSettings settings;
    private final Credential credential;
    private final ServerClock clock;
    private final Origin origin;
    private final RateLimits limits;
    private final Budgets budgets;
    private final RememberedAnswers memory;
    private final Pauses pauses;
    private final CircuitGuard circuit;
    private final Attempts attempts;
    private final RateLimiter ceiling;
    private final Transport transport;

    /**
     * @param clock our own
     * @param telemetry gets to know of each request
     */
    public OkHttpApi(
            ApiSettings settings, Credential credential, InstantSource clock, Waiter waiter, Telemetry telemetry) {
        HttpUrl base = HttpUrl.get(settings.baseUrl());
        this.settings = settings;
        this.credential = credential;
        this.clock = new ServerClock(clock);
        this.origin = new Origin(base);
        this.limits = new RateLimits(this.clock);
        this.budgets = new Budgets(clock, base, limits, telemetry);
        this.memory = new RememberedAnswers(settings.bounds().memoryBytes());
        this.pauses = new Pauses(waiter);
        this.circuit = new CircuitGuard(settings.source(), clock, telemetry);
        this.attempts = new Attempts(settings, clock, pauses, circuit);
        this.ceiling = RateLimiter.of(
                settings.source(),
                RateLimiterConfig.custom()
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .limitForPeriod(settings.bounds().requestsPerSecond())
                        .timeoutDuration(Duration.ofDays(1))
                        .build());
        this.transport = new Transport(settings, this.clock, telemetry);
    }

    @Override
    public Answer get(String path, Map<String, String> query) {
        return get(Inquiry.get(url(path, query)));
    }

    private Answer get(Inquiry inquiry) {
        return attempts.run(inquiry, () -> follow(inquiry));
    }

    @Override
    public void pages(String path, Map<String, String> query, Predicate<Answer> more) {
        Set<HttpUrl> seen = new HashSet<>();
        Inquiry inquiry = Inquiry.get(url(path, query));
        Optional<JsonNode> former = Optional.empty();
        while (seen.add(inquiry.url())) {
            if (seen.size() > settings.bounds().maxPages()) {
                throw new SourceException(new SourceError.BadPayload(inquiry + ": the list has more than "
                        + settings.bounds().maxPages() + " pages; ask for a shorter time or fewer things"));
            }
            Answer page = get(inquiry);
            if (former.equals(Optional.of(page.body()))) {
                break;
            }
            former = Optional.of(page.body());
            Optional<String> next = Links.next(page.headers().getOrDefault("link", ""));
            if (!more.test(page) || next.isEmpty()) {
                return;
            }
            inquiry = Inquiry.get(origin.resolve(inquiry, next.get(), "the link to the next page"));
        }
        LOG.warn("{}: the list repeats a page and is taken to end there", inquiry);
    }

    @Override
    public Answer post(String path, JsonNode body) {
        return post(Inquiry.post(url(path, Map.of()), Json.bytes(body)));
    }

    @Override
    public Answer postForm(String path, Map<String, String> fields) {
        return post(Inquiry.post(url(path, Map.of()), fields));
    }

    private Answer post(Inquiry inquiry) {
        return attempts.run(inquiry, () -> {
            Reply reply = authorized(inquiry);
            if (reply.isRedirect()) {
                throw new SourceException(new SourceError.BadPayload(
                        Wording.of(reply, "a POST is not redirected; configure the URL it leads to")));
            }
            Answer answer = parsed(reply);
            limits.check(reply, answer.body());
            limits.passed();
            return answer;
        });
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public String tell() {
        return new LimitsNote(limits.pauseMillis(), limits.untoldInARow(), budgets.resources(), budgets.tell()).text();
    }

    @Override
    public void hear(String told, Duration ago) {
        LimitsNote.of(told).ifPresent(note -> {
            limits.hear(clock.ours().plusMillis(note.pauseMillis()).minus(ago), note.untoldInARow());
            budgets.hear(note.resources(), note.budgets(), ago);
        });
    }

    @Override
    public void close() {
        pauses.close();
        transport.close();
    }

    /** Renamed repositories answer 301 with their lasting URL. */
    private Answer follow(Inquiry first) {
        Inquiry inquiry = first;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Reply reply = authorized(inquiry);
            if (!reply.isRedirect()) {
                return answer(reply);
            }
            String target = reply.header("Location").orElse("");
            inquiry = Inquiry.get(origin.resolve(inquiry, target, "the redirect"));
        }
        throw new SourceException(new SourceError.BadPayload(
                first + ": redirected more than " + MOST_REDIRECTS + " times; check the configured URL"));
    }

    @Override
    public Document document(String url) {
        Inquiry inquiry = Inquiry.get(url(url, Map.of()));
        return attempts.run(inquiry, () -> {
            Reply reply = openly(inquiry);
            return new Document(
                    new Buffer().write(reply.body()).inputStream(), reply.body().sha256(), reply.notModified());
        });
    }

    @Override
    public Saved save(String url, Path into) {
        Inquiry inquiry = Inquiry.save(url(url, Map.of()), into);
        return attempts.run(inquiry, () -> {
            Reply reply = openly(inquiry);
            return new Saved(reply.body(), !reply.notModified());
        });
    }

    private Reply openly(Inquiry first) {
        Inquiry inquiry = first;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Reply reply = authorized(inquiry);
            if (!reply.isRedirect()) {
                limits.passed();
                requireNoSecret(reply);
                memory.keep(key(inquiry, reply.authorization()), reply);
                return reply;
            }
            String target = reply.header("Location").orElse("");
            boolean open = reply.authorization().headers().isEmpty();
            inquiry = first.at(
                    open ? origin.resolveOpen(inquiry, target) : origin.resolve(inquiry, target, "the redirect"));
        }
        throw new SourceException(new SourceError.BadPayload(
                first + ": redirected more than " + MOST_REDIRECTS + " times; check the configured URL"));
    }

    /** Who reads a document quotes it in what it says of it: names of columns, values that are none. */
    private static void requireNoSecret(Reply reply) {
        Path saved = reply.inquiry().into();
        ByteString seen = saved == null || reply.notModified() ? reply.body() : beginning(saved);
        if (reply.authorization().isIn(seen)) {
            throw new SourceException(new SourceError.BadPayload(reply.inquiry()
                    + ": the answer repeats the credential, and is not read; check that the URL leads to a file"));
        }
    }

    private static ByteString beginning(Path file) {
        try (BufferedSource source = Okio.buffer(Okio.source(file))) {
            source.request(BEGINNING);
            return source.getBuffer().snapshot();
        } catch (IOException e) {
            throw new SourceException(
                    new SourceError.Unavailable(
                            file + " cannot be read again: " + e.getClass().getSimpleName()),
                    e);
        }
    }

    private Answer answer(Reply reply) {
        // Parsed before it is kept: a broken body must not be confirmed by a later 304.
        Answer answer = parsed(reply);
        limits.passed();
        memory.keep(key(reply.inquiry(), reply.authorization()), reply);
        return answer;
    }

    private static Answer parsed(Reply reply) {
        return new Answer(reply.status(), Json.body(reply), reply.headerMap(), reply.notModified());
    }

    /** A 401 is answered once with a renewed credential. */
    private Reply authorized(Inquiry inquiry) {
        Reply reply = send(inquiry);
        if (reply.status() == 401) {
            credential.invalidate();
            reply = send(inquiry);
        }
        limits.check(reply);
        if (!reply.isRedirect()) {
            Verdict.check(reply);
        }
        return reply;
    }

    private Reply send(Inquiry inquiry) {
        Authorization authorization = credential.authorization();
        Optional<Remembered> remembered = inquiry.isGet() ? memory.find(key(inquiry, authorization)) : Optional.empty();
        limits.admit(inquiry);
        pauses.pause(inquiry, budgets.admit(inquiry, remembered.isPresent()));
        pauses.pause(inquiry, Duration.ofNanos(ceiling.reservePermission()));
        return circuit.guard(inquiry, () -> {
            Reply reply = transport.send(inquiry, authorization, remembered);
            budgets.observe(reply);
            Verdict.checkServer(reply);
            return reply.status() == 304 && remembered.isPresent()
                    ? remembered.get().confirmedBy(reply)
                    : reply;
        });
    }

    private RememberedAnswers.Key key(Inquiry inquiry, Authorization authorization) {
        return new RememberedAnswers.Key(
                inquiry.url(), settings.headers().getOrDefault("Accept", ""), authorization.identity());
    }

    private HttpUrl url(String path, Map<String, String> query) {
        boolean absolute = path.startsWith("http://") || path.startsWith("https://");
        String text = absolute ? path : settings.baseUrl() + (path.startsWith("/") ? "" : "/") + path;
        HttpUrl url = origin.resolve(Inquiry.get(HttpUrl.get(settings.baseUrl())), text, "the path");
        HttpUrl.Builder built = url.newBuilder();
        query.forEach(built::addQueryParameter);
        return built.build();
    }
}
