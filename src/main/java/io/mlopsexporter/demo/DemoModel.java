package io.mlopsexporter.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A registered model and all facts about it so far written down; what of them is known depends on the instant. */
final class DemoModel {
    static final String ALIAS = "champion";
    static final String TAG = "deployed_at";

    private final ModelPlan plan;
    private final int experiment;
    private final Instant createdAt;
    private final List<Run> runs = new ArrayList<>();
    private final List<Version> versions = new ArrayList<>();
    private final List<Promotion> promotions = new ArrayList<>();

    DemoModel(ModelPlan plan, int experiment, Instant createdAt) {
        this.plan = plan;
        this.experiment = experiment;
        this.createdAt = createdAt;
    }

    /** A training run; one that was started from a notebook names no commit. */
    record Run(String id, String user, Instant at, Instant end, boolean failed, Optional<String> commit)
            implements Dated {}

    /** A version, registered at an instant. */
    record Version(int number, Instant at, Run run) implements Dated {}

    /** A version coming to production. */
    record Promotion(int version, Instant at) implements Dated {}

    ModelPlan plan() {
        return plan;
    }

    String experimentId() {
        return Integer.toString(experiment);
    }

    Instant createdAt() {
        return createdAt;
    }

    void add(Run run) {
        runs.add(run);
    }

    /** The next version. */
    Version register(Instant at, Run run) {
        Version version = new Version(versions.size() + 1, at, run);
        versions.add(version);
        return version;
    }

    void promote(int version, Instant at) {
        promotions.add(new Promotion(version, at));
    }

    List<Run> runs() {
        return Collections.unmodifiableList(runs);
    }

    /** The newest first. */
    List<Version> versions(Instant now) {
        return versions.stream()
                .filter(version -> !version.at().isAfter(now))
                .sorted(Comparator.comparing(Version::number).reversed())
                .toList();
    }

    /** What is in production. */
    Optional<Promotion> live(Instant now) {
        return promotions.stream()
                .filter(promotion -> !promotion.at().isAfter(now))
                .max(Comparator.comparing(Promotion::at));
    }

    /** When a version came to production last. */
    Optional<Instant> promoted(int version, Instant now) {
        return promotions.stream()
                .filter(one -> one.version() == version && !one.at().isAfter(now))
                .map(Promotion::at)
                .max(Comparator.naturalOrder());
    }
}
