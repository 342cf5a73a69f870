package io.mlopsexporter.explain;

import io.mlopsexporter.dora.Stage;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change, and the deployment that delivered it.
 *
 * @param kind a {@code pull_request}, or a commit of its own
 * @param label {@code #12}, or the beginning of the commit
 * @param commits all that were folded into it
 * @param startedBy what its lead time begins with: {@code first_commit}, {@code opened}, {@code merged}, or its own commit
 * @param mergedAt empty for a commit of its own
 * @param leadTime seconds; negative if it is left out for that
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
        Instant start,
        Optional<Instant> openedAt,
        Optional<Instant> reviewedAt,
        Optional<Instant> mergedAt,
        double leadTime,
        Map<Stage, Double> stages,
        Optional<String> leftOut) {
    public Delivered {
        commits = List.copyOf(commits);
        stages = stages.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(stages));
    }
}
