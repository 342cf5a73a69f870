package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.HttpApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads what GitHub has told a GitHub App of: one request tells which repositories to look at, however many there are. It need not
 * matter whether anybody receives the deliveries. The log is used only while it shows that it is whole; see "List deliveries for
 * an app webhook" in GitHub's documentation.
 */
final class DeliveryLog {
    /** Under which its problems are told. */
    static final String SUBJECT = "webhook-delivery log";

    /** So long after something happened its delivery is certainly listed, or lost. */
    static final Duration DELAY = Duration.ofMinutes(2);

    /** Entries may be out of order by as much. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /** Reading all repositories then costs less. */
    private static final int MOST = 3_000;

    private static final Duration CHECKED = Duration.ofDays(1);
    private static final Duration DISTRUST = Duration.ofDays(1);

    /** Without them something could happen to a deployment, release, tag, run or repository that the log does not show. */
    private static final Set<String> NEEDED =
            Set.of("create", "deployment", "deployment_status", "push", "release", "repository", "workflow_run");

    private static final Set<String> NEEDED_FOR_ISSUES = Set.of("issues", "issue_comment");

    private final HttpApi asApp;
    private final long installation;
    /** Entries that earlier polls followed, as far as they are listed still. */
    private Set<Long> seen = Set.of();

    private Set<Long> listed = Set.of();
    private Instant checkedAt = Instant.MIN;
    private Instant distrustedUntil = Instant.MIN;

    /** @param asApp a client that shows the App's own token */
    DeliveryLog(HttpApi asApp, long installation) {
        this.asApp = asApp;
        this.installation = installation;
    }

    /**
     * What the log hints at.
     *
     * @param all there may be other repositories now, or the log does not tell enough
     * @param repositories database ids
     */
    record News(boolean all, Set<Long> repositories) {}

    /**
     * Reads what was delivered since an instant and not seen yet.
     *
     * @return empty where the log is of no use now, which is said among the poll's problems
     */
    Optional<News> since(Instant since, Poll poll) {
        if (poll.asOf().isBefore(distrustedUntil)) {
            poll.problem(SUBJECT, "did not tell of all that happened: it is not used until " + distrustedUntil);
            return Optional.empty();
        }
        try {
            Set<String> missing = missingEvents(poll);
            if (!missing.isEmpty()) {
                poll.problem(
                        SUBJECT, "is not used: subscribe the GitHub App to the events " + String.join(", ", missing));
                return Optional.empty();
            }
            return Optional.of(read(since));
        } catch (SourceException e) {
            poll.problem(
                    SUBJECT,
                    "cannot be read: " + e.getMessage() + "; give the GitHub App a webhook. Polls go on without it");
            return Optional.empty();
        }
    }

    /** What the last answer named has been read: it is not named again. */
    void followed() {
        seen = listed;
    }

    /** Something had happened that it should have told of: it is left alone for a day. */
    void distrust(Instant now) {
        distrustedUntil = now.plus(DISTRUST);
    }

    private Set<String> missingEvents(Poll poll) {
        if (!checkedAt.plus(CHECKED).isBefore(poll.asOf())) {
            return Set.of();
        }
        Set<String> missing = new TreeSet<>(NEEDED);
        if (!poll.settings().issues().isEmpty() || poll.settings().support().isPresent()) {
            missing.addAll(NEEDED_FOR_ISSUES);
        }
        for (JsonNode event : asApp.get("/app", Map.of()).body().path("events")) {
            missing.remove(event.asText());
        }
        if (missing.isEmpty()) {
            checkedAt = poll.asOf();
        }
        return missing;
    }

    private News read(Instant since) {
        Instant from = since.minus(OVERLAP);
        List<Delivery> deliveries = new ArrayList<>();
        asApp.pages("/app/hook/deliveries", Map.of("per_page", "100"), page -> {
            page.body().forEach(json -> deliveries.add(Delivery.of(json)));
            return deliveries.size() < MOST && !reaches(deliveries, from);
        });
        // It is whole if it goes on beyond what is asked for, or to something that was there before.
        boolean whole = reaches(deliveries, from) || deliveries.stream().anyMatch(one -> seen.contains(one.id()));
        // Other answers of GitHub may lag behind its log: what is told just before a poll is looked at by the next one,
        // too.
        Instant surely = since.minus(DELAY);
        List<Delivery> news = deliveries.stream()
                .filter(one -> one.isOf(installation) && !one.at().isBefore(from))
                .filter(one -> !seen.contains(one.id()) || !one.at().isBefore(surely))
                .toList();
        listed = deliveries.stream().map(Delivery::id).collect(Collectors.toSet());
        return new News(
                !whole || news.stream().anyMatch(Delivery::isAboutWhatThereIs),
                news.stream().flatMap(one -> one.repository().stream()).collect(Collectors.toSet()));
    }

    private static boolean reaches(List<Delivery> deliveries, Instant from) {
        return !deliveries.isEmpty()
                && deliveries.get(deliveries.size() - 1).at().isBefore(from);
    }
}
