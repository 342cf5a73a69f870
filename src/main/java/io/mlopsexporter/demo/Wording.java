package io.mlopsexporter.demo;

import java.util.List;
import java.util.Locale;

/** What people write in this organisation. */
final class Wording {
    private static final List<String> VERBS = List.of(
            "Add", "Tune", "Cache", "Batch", "Validate", "Speed up", "Log", "Simplify", "Bound", "Retry", "Backfill");
    private static final List<String> THINGS = List.of(
            "feature lookups",
            "the scoring path",
            "embedding refresh",
            "null handling",
            "the training window",
            "request deadlines",
            "calibration",
            "the candidate filter",
            "schema checks",
            "warm-up of replicas",
            "threshold selection",
            "the drift report",
            "the fallback model",
            "batch size",
            "metric labels");
    private static final List<String> TROUBLES = List.of(
            "p99 latency above 2 s",
            "error rate above 5 %",
            "prediction drift above threshold",
            "feature freshness older than 30 min",
            "inference pods out of memory",
            "queue of requests not draining",
            "share of null features above 10 %",
            "replicas not ready",
            "score distribution shifted");
    private static final List<String> LABELS = List.of("model", "serving", "data", "chore", "dependencies");

    private final Dice dice;

    Wording(Dice dice) {
        this.dice = dice;
    }

    String change() {
        return dice.one(VERBS) + " " + dice.one(THINGS);
    }

    String fix() {
        return "Fix " + dice.one(THINGS) + " under load";
    }

    String branch(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    String commit(int number) {
        return number == 0 ? change() : dice.one(List.of("Address review", "Fix tests", "Rename", change()));
    }

    List<String> labels() {
        return dice.chance(0.4) ? List.of(dice.one(LABELS)) : List.of();
    }

    String trouble() {
        return dice.one(TROUBLES);
    }
}
