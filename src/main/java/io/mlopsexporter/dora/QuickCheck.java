package io.mlopsexporter.dora;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * DORA's Quick Check scores of a window, each 0 to 10 (design 3.7; dora.dev/quickcheck).
 *
 * @param scores of the metrics that are known
 */
public record QuickCheck(Window window, Map<Metric, Double> scores) {
    private static final double WEEK = 7 * Seconds.DAY;
    private static final double MONTH = 30 * Seconds.DAY;
    private static final double HALF_YEAR = 180 * Seconds.DAY;

    /** What is scored. */
    public enum Metric {
        LEAD_TIME,
        DEPLOYMENT_FREQUENCY,
        RECOVERY_TIME,
        CHANGE_FAILURE,
        REWORK,
        /** The mean of the others that are known. */
        OVERALL;

        /** As it stands in the label {@code metric}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static QuickCheck of(
            Optional<DeliveryFigures> delivery,
            Optional<FailureFigures> failures,
            boolean failuresExpected,
            int window) {
        var scores = new EnumMap<Metric, Double>(Metric.class);
        delivery.ifPresent(figures -> scoreDelivery(scores, figures, window));
        failures.ifPresent(figures -> scoreFailures(scores, figures.windows().get(window)));
        // While a source is too stale, or changes are still being read, the mean would jump for want of parts that are
        // known otherwise.
        if (!scores.isEmpty() && (failures.isPresent() || !failuresExpected) && isSettled(delivery, failures, window)) {
            double sum =
                    scores.values().stream().mapToDouble(Double::doubleValue).sum();
            scores.put(Metric.OVERALL, sum / scores.size());
        }
        Window of = delivery.map(figures -> figures.windows().get(window).window())
                .or(() -> failures.map(figures -> figures.windows().get(window).window()))
                .orElseThrow();
        return new QuickCheck(of, scores);
    }

    private static boolean isSettled(
            Optional<DeliveryFigures> delivery, Optional<FailureFigures> failures, int window) {
        return delivery.map(figures -> figures.windows().get(window).settled()).orElse(true)
                && failures.map(figures -> figures.windows().get(window).settled())
                        .orElse(true);
    }

    private static void scoreDelivery(Map<Metric, Double> scores, DeliveryFigures figures, int window) {
        var shown = figures.windows().get(window);
        shown.leadTime()
                .filter(any -> shown.settled())
                .ifPresent(leadTime -> scores.put(Metric.LEAD_TIME, time(leadTime.p50())));
        if (shown.deployments() > 0) {
            scores.put(
                    Metric.DEPLOYMENT_FREQUENCY,
                    frequency(shown.deployments(), Seconds.of(shown.window().length())));
        } else {
            figures.lastDeployment()
                    .ifPresent(last -> scores.put(Metric.DEPLOYMENT_FREQUENCY, sinceLast(last, figures.asOf())));
        }
    }

    private static void scoreFailures(Map<Metric, Double> scores, FailureFigures.InWindow shown) {
        if (!shown.settled()) {
            return;
        }
        shown.recovery().ifPresent(recovery -> scores.put(Metric.RECOVERY_TIME, time(recovery.p50())));
        shown.failureRatio().ifPresent(ratio -> scores.put(Metric.CHANGE_FAILURE, 10 * (1 - ratio)));
        shown.reworkRatio().ifPresent(ratio -> scores.put(Metric.REWORK, 10 * (1 - ratio)));
    }

    /** By the time a deployment usually takes, or a failure lasts; a limit belongs to the better category. */
    public static double time(double seconds) {
        double[] limits = {HALF_YEAR, MONTH, WEEK, Seconds.DAY, Seconds.HOUR};
        int category = 1;
        for (double limit : limits) {
            category += seconds <= limit ? 1 : 0;
        }
        return score(category);
    }

    /** All by which frequencies are told apart, the last one's age too. */
    static Stream<Duration> periods() {
        return DoubleStream.of(HALF_YEAR, MONTH, WEEK, Seconds.DAY, Seconds.HOUR, 1)
                .mapToObj(seconds -> Duration.ofSeconds((long) seconds));
    }

    private static double sinceLast(Instant last, Instant asOf) {
        return frequency(1, Math.max(1, Seconds.between(last, asOf)));
    }

    /** By how often; 24 a day are still "per hour to per day", only more is better. */
    static double frequency(int deployments, double seconds) {
        double[] periods = {HALF_YEAR, MONTH, WEEK, Seconds.DAY};
        int category = 1;
        for (double period : periods) {
            category += deployments * period >= seconds ? 1 : 0;
        }
        return score(category + (deployments * Seconds.HOUR > seconds ? 1 : 0));
    }

    private static double score(int category) {
        return (category - 1) * 2.0;
    }
}
