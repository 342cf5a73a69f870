package io.mlopsexporter.source.http;

import io.mlopsexporter.source.SourceError.RateLimited;
import io.mlopsexporter.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * How many requests the API still grants, by resource ({@code core}, {@code graphql}, {@code search}). The last tenth is left
 * to the people and programs that share the credential; below a quarter the rest is spread over the time to the reset.
 * An API that tells nothing (GitHub Enterprise Server by default) has no limit.
 */
final class Budgets {
    private static final int RESERVED_SHARE = 10;
    private static final int SLOW_SHARE = 4;
    /** Spreads 500 requests over 25 minutes; a poll that needs more than that ends as rate limited, and goes on later. */
    private static final Duration LONGEST_PACE = Duration.ofSeconds(3);

    /** Two processes tell the end of one period a little differently: {@code Date} has no fractions, and answers take time. */
    private static final Duration SAME_PERIOD = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final HttpUrl base;
    private final RateLimits limits;
    private final Telemetry telemetry;
    private final Map<String, String> resources = new HashMap<>();
    private final Map<String, Budget> budgets = new HashMap<>();

    Budgets(InstantSource clock, HttpUrl base, RateLimits limits, Telemetry telemetry) {
        this.clock = clock;
        this.base = base;
        this.limits = limits;
        this.telemetry = telemetry;
    }

    /** @param reset by our own clock */
    private record Budget(long limit, long remaining, Instant reset) {}

    /**
     * Asks for leave to send.
     *
     * @param conditional the answer may be 304, which costs nothing: such requests may go into half of the reserve
     * @return how long to wait first
     * @throws SourceException ({@code RateLimited}) if what is left is not for us
     */
    synchronized Duration admit(Inquiry inquiry, boolean conditional) {
        Instant now = clock.instant();
        String resource = resources.get(route(inquiry.url()));
        Budget budget = resource == null ? null : budgets.get(resource);
        if (resource == null || budget == null || !now.isBefore(budget.reset())) {
            return Duration.ZERO;
        }
        long reserve = budget.limit() / RESERVED_SHARE;
        if (budget.remaining() <= (conditional ? reserve / 2 : reserve)) {
            throw refusal(inquiry, resource, budget);
        }
        if (conditional) {
            return Duration.ZERO;
        }
        // Several requests may be on their way before an answer tells the new state.
        budgets.put(resource, new Budget(budget.limit(), budget.remaining() - 1, budget.reset()));
        return budget.remaining() > budget.limit() / SLOW_SHARE ? Duration.ZERO : pace(budget, reserve, now);
    }

    private static SourceException refusal(Inquiry inquiry, String resource, Budget budget) {
        String message = "%s not sent: %d of %d requests (%s) are left until %s, and the last tenth is kept for others"
                        .formatted(
                                inquiry,
                                budget.remaining(),
                                budget.limit(),
                                resource,
                                budget.reset().truncatedTo(ChronoUnit.SECONDS))
                + " who use the same credential; polling goes on then";
        return new SourceException(new RateLimited(message, budget.reset()));
    }

    private static Duration pace(Budget budget, long reserve, Instant now) {
        Duration even = Duration.between(now, budget.reset()).dividedBy(budget.remaining() - reserve);
        return even.compareTo(LONGEST_PACE) > 0 ? LONGEST_PACE : even;
    }

    /** Learns from an answer, whatever its status. */
    synchronized void observe(Reply reply) {
        var remaining = RateLimits.remaining(reply);
        var limit = RateLimits.number(reply, "limit");
        var reset = limits.reset(reply);
        if (remaining.isEmpty() || limit.isEmpty() || reset.isEmpty()) {
            return;
        }
        String resource = reply.header("x-ratelimit-resource")
                .orElse(reply.header("x-ratelimit-limit").isPresent() ? "core" : "default");
        resources.put(route(reply.inquiry().url()), resource);
        budgets.put(resource, new Budget(limit.getAsLong(), remaining.getAsLong(), reset.get()));
        telemetry.remaining(resource, remaining.getAsLong());
    }

    /** What is left of the budgets that are not whole again. */
    synchronized Map<String, LimitsNote.Budget> tell() {
        Instant now = clock.instant();
        Map<String, LimitsNote.Budget> told = new HashMap<>();
        budgets.forEach((resource, budget) -> {
            if (now.isBefore(budget.reset())) {
                told.put(
                        resource,
                        new LimitsNote.Budget(
                                budget.limit(), budget.remaining(), LimitsNote.millisUntil(budget.reset(), now)));
            }
        });
        return told;
    }

    synchronized Map<String, String> resources() {
        return Map.copyOf(resources);
    }

    /** What another process knew: of the same period the smaller rest holds, else the later period. */
    synchronized void hear(Map<String, String> routes, Map<String, LimitsNote.Budget> told, Duration ago) {
        Instant now = clock.instant();
        routes.forEach(resources::putIfAbsent);
        told.forEach((resource, heard) -> {
            Budget other = new Budget(
                    heard.limit(),
                    heard.remaining(),
                    now.plusMillis(heard.resetMillis()).minus(ago));
            if (now.isBefore(other.reset())) {
                budgets.merge(resource, other, Budgets::newer);
                telemetry.remaining(
                        resource, Objects.requireNonNull(budgets.get(resource)).remaining());
            }
        });
    }

    private static Budget newer(Budget one, Budget other) {
        boolean same = Duration.between(one.reset(), other.reset()).abs().compareTo(SAME_PERIOD) <= 0;
        if (same) {
            return one.remaining() <= other.remaining() ? one : other;
        }
        return one.reset().isAfter(other.reset()) ? one : other;
    }

    /**
     * Which requests share a budget is only known from answers. The first part of the path tells them apart well enough:
     * {@code repos}, {@code search}, {@code graphql}.
     */
    private String route(HttpUrl url) {
        String path = url.encodedPath();
        String root = base.encodedPath();
        if (!path.startsWith(root)) {
            return path;
        }
        String below = path.substring(root.length()).replaceFirst("^/+", "");
        int slash = below.indexOf('/');
        return slash < 0 ? below : below.substring(0, slash);
    }
}
