package io.mlopsexporter.explain;

import io.mlopsexporter.dora.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A change, and the deployment that delivered it.
 *
 * @param kind a {@code pull_request}, a commit of its own, or a {@code model_version}
 * @param label {@code #12}, the beginning of the commit, or {@code v3}
 * @param commits all that were folded into it; of a model's version: the one that its run names
 * @param startedBy what its lead time begins with: {@code first_commit}, {@code opened}, {@code merged}, its own commit, its
 *     {@code run}, or {@code unknown}
 * @param start empty where nobody knows
 * @param mergedAt empty for what is no pull request
 * @param trainedAt where the training of a model's version ends; empty for software, and for a version of which nothing is known
 * @param registeredAt where its registration ends, likewise
 * @param leadTime seconds; negative if it is left out for that; empty without a start
 * @param stages seconds
 * @param leftOut why it is in no lead time, if it is not
 */
public record Delivered(
        Ref by,
        String kind,
        String label,
        String title,
        Optional<String> url,
        List<String> commits,
        String startedBy,
        Optional<Instant> start,
        Optional<Instant> openedAt,
        Optional<Instant> reviewedAt,
        Optional<Instant> mergedAt,
        Optional<Instant> trainedAt,
        Optional<Instant> registeredAt,
        OptionalDouble leadTime,
        Map<Stage, Double> stages,
        Optional<String> leftOut) {
    /** The stages that changes such as these may have, software's first. */
    public static List<Stage> stages(List<Delivered> changes) {
        return Arrays.stream(Stage.values())
                .filter(stage -> changes.stream().anyMatch(change -> change.isOfModel() == stage.isOfModels()))
                .toList();
    }

    private boolean isOfModel() {
        return kind.equals("model_version");
    }

    public Delivered {
        commits = List.copyOf(commits);
        stages = stages.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(stages));
    }
}
