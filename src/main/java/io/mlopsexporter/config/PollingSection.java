package io.mlopsexporter.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code polling}. */
final class PollingSection {
    static final Key<Duration> INTERVAL = Key.of(
            "interval", TimeTypes.duration("5s"), "5m", "Time between the beginnings of two polls. At least `5s`.");
    static final Key<Duration> QUIET_INTERVAL = Key.of(
            "quiet_interval",
            TimeTypes.duration("5s", "1h"),
            "30m",
            "How long a quiet repository may go unread. It holds where reading all of them at each poll would take more than"
                    + " half of GitHub's points; else each poll reads all. At most `1h`, and at most half of `staleness_limit`.");
    static final Key<Duration> HISTORY = Key.of(
            "history",
            TimeTypes.duration("1h"),
            "365d",
            "How far back the first poll reads, and how long events count. At least the longest window.");
    static final Key<Duration> STALENESS_LIMIT = Key.of(
            "staleness_limit",
            TimeTypes.duration("5s"),
            "6h",
            "How long after its last complete poll a source's figures stay exposed.");

    static final Section<PollingConfig> SECTION = new Section<>(
            "polling",
            "When sources are read, and how far back.",
            List.of(INTERVAL, QUIET_INTERVAL, HISTORY, STALENESS_LIMIT),
            List.of(Rule.inCode("`staleness_limit` is longer than `interval`.", PollingSection::checkStaleness)),
            values -> new PollingConfig(
                    values.get(INTERVAL),
                    atMostHalf(values.get(QUIET_INTERVAL), values.get(STALENESS_LIMIT)),
                    values.get(HISTORY),
                    values.get(STALENESS_LIMIT)));

    private PollingSection() {}

    /** So that a poll of all repositories may fail and be repeated before figures are withheld. */
    private static Duration atMostHalf(Duration quietInterval, Duration stalenessLimit) {
        Duration half = stalenessLimit.dividedBy(2);
        return quietInterval.compareTo(half) > 0 ? half : quietInterval;
    }

    /** Otherwise every figure would vanish before each poll. */
    private static void checkStaleness(Item.Mapping polling, Reading reading) {
        Optional<Duration> interval = INTERVAL.peek(polling);
        Optional<Duration> limit = STALENESS_LIMIT.peek(polling);
        if (interval.isEmpty() || limit.isEmpty() || limit.get().compareTo(interval.get()) > 0) {
            return;
        }
        Key<Duration> written = polling.find(STALENESS_LIMIT.name()).isPresent() ? STALENESS_LIMIT : INTERVAL;
        reading.report(Problem.of(
                        polling.pathOf(written.name()),
                        polling.lineOf(written.name()),
                        "does not fit: figures would vanish between two polls")
                .showing(Shown.quoted(polling.text(written.name()).orElse(written.defaultYaml())))
                .expecting("a staleness_limit (default 6h) longer than the interval (default 5m)"));
    }
}
