package io.mlopsexporter.source.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceError.RateLimited;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Recognises the many ways to say "too many requests", and for how long
 * (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api; PagerDuty's REST API rate limits).
 */
final class RateLimits {
    /** GitHub: without a Retry-After wait at least one minute, then exponentially longer. */
    private static final Duration UNTOLD = Duration.ofSeconds(60);

    private static final Duration LONGEST_UNTOLD = Duration.ofHours(1);
    /** A limit that says "now" again and again must not make us hammer. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** Bigger numbers are seconds since 1970 (GitHub), smaller ones seconds from now (PagerDuty). */
    private static final long SMALLEST_EPOCH = 1_000_000_000L;

    private final ServerClock clock;
    private int untoldInARow;
    private Instant pausedUntil = Instant.MIN;

    RateLimits(ServerClock clock) {
        this.clock = clock;
    }

    /** @throws SourceException ({@code RateLimited}) if a limit is why the request was refused */
    void check(Reply reply) {
        if (reply.status() != 403 && reply.status() != 429) {
            return;
        }
        boolean exhausted = remaining(reply).orElse(-1) == 0;
        Optional<Instant> told = told(reply, exhausted);
        if (told.isPresent()) {
            throw limited(reply, told.get(), exhausted);
        }
        if (exhausted || reply.status() == 429 || reply.header("gh-limited-by").isPresent() || saysSo(reply)) {
            throw limited(reply, untold(), exhausted);
        }
    }

    /** GraphQL says it with status 200: {@code errors[].type} is {@code RATE_LIMITED}, or words in a message. */
    void check(Reply reply, JsonNode body) {
        boolean typed = false;
        for (JsonNode error : body.path("errors")) {
            typed |= error.path("type").asText("").equals("RATE_LIMITED");
        }
        if (typed || (!body.path("data").isObject() && saysSo(reply))) {
            boolean exhausted = remaining(reply).orElse(-1) == 0;
            throw limited(reply, told(reply, exhausted).orElseGet(this::untold), exhausted);
        }
    }

    /** How long the pause lasts that the API has asked for, if it does. */
    synchronized long pauseMillis() {
        return LimitsNote.millisUntil(pausedUntil, present());
    }

    synchronized int untoldInARow() {
        return untoldInARow;
    }

    /** What another process was told: the longer pause holds. */
    synchronized void hear(Instant until, int untold) {
        untoldInARow = Math.max(untoldInARow, untold);
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    }

    synchronized void passed() {
        untoldInARow = 0;
    }

    /** @throws SourceException ({@code RateLimited}) while a pause that the API has asked for lasts */
    synchronized void admit(Inquiry inquiry) {
        if (present().isBefore(pausedUntil)) {
            String message = inquiry + " not sent: the API has asked us to pause until "
                    + pausedUntil.truncatedTo(ChronoUnit.SECONDS);
            throw new SourceException(new RateLimited(message, pausedUntil));
        }
    }

    static OptionalLong remaining(Reply reply) {
        return number(reply, "remaining");
    }

    /** {@code x-ratelimit-…} of GitHub, or {@code ratelimit-…} of PagerDuty. */
    static OptionalLong number(Reply reply, String name) {
        OptionalLong gitHub = reply.number("x-ratelimit-" + name);
        return gitHub.isPresent() ? gitHub : reply.number("ratelimit-" + name);
    }

    /** When the budget is full again, by our own clock. The epoch is one of the server's clock. */
    Optional<Instant> reset(Reply reply) {
        OptionalLong reset = number(reply, "reset");
        if (reset.isEmpty()) {
            return Optional.empty();
        }
        long seconds = reset.getAsLong();
        return Optional.of(
                seconds >= SMALLEST_EPOCH
                        ? clock.ours(Instant.ofEpochSecond(seconds))
                        : present().plusSeconds(seconds));
    }

    private Optional<Instant> told(Reply reply, boolean exhausted) {
        Optional<Instant> after = reply.header("Retry-After").flatMap(this::retryAfter);
        Optional<Instant> reset = exhausted ? reset(reply) : Optional.empty();
        return after.isPresent() && reset.isPresent() && after.get().isBefore(reset.get())
                ? reset
                : after.or(() -> reset);
    }

    private Optional<Instant> retryAfter(String value) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(present().plusSeconds(Long.parseLong(value)));
        }
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(clock.ours(date));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private synchronized Instant untold() {
        Instant now = present();
        if (now.isBefore(pausedUntil)) {
            // Another request that was on its way at the same time met the same limit: that is no second refusal.
            return pausedUntil;
        }
        Duration wait = UNTOLD.multipliedBy(1L << Math.min(untoldInARow, 10));
        untoldInARow++;
        return now.plus(wait.compareTo(LONGEST_UNTOLD) > 0 ? LONGEST_UNTOLD : wait);
    }

    /** A used-up budget concerns its own resource only; any other limit all that is behind the credential. */
    private synchronized SourceException limited(Reply reply, Instant until, boolean exhausted) {
        Instant earliest = present().plus(SHORTEST);
        Instant allowed = until.isBefore(earliest) ? earliest : until;
        if (!exhausted) {
            pausedUntil = allowed;
        }
        String text = Wording.of(
                reply, "rate limited until " + allowed.truncatedTo(ChronoUnit.SECONDS) + ", and tried again then");
        return new SourceException(new RateLimited(text, allowed));
    }

    private Instant present() {
        return clock.ours();
    }

    private static boolean saysSo(Reply reply) {
        String text = reply.body().utf8().toLowerCase(Locale.ROOT);
        return text.contains("secondary rate limit") || text.contains("abuse detection mechanism");
    }
}
