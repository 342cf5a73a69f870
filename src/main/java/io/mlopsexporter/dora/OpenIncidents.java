package io.mlopsexporter.dora;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Incidents that are not resolved; an acknowledged one is not.
 *
 * @param oldest when the oldest of them started
 */
record OpenIncidents(int count, Optional<Instant> oldest) {
    static final OpenIncidents NONE = new OpenIncidents(0, Optional.empty());

    /** @param incidents each once */
    static OpenIncidents of(Collection<LinkedIncident> incidents) {
        OpenIncidents open = NONE;
        for (LinkedIncident linked : incidents) {
            if (linked.incident().end().isEmpty()) {
                open = open.with(
                        new OpenIncidents(1, Optional.of(linked.incident().startedAt())));
            }
        }
        return open;
    }

    /** Those of all these, which have none in common. */
    static OpenIncidents together(List<Chain> chains) {
        OpenIncidents open = NONE;
        for (Chain chain : chains) {
            open = open.with(chain.summary().open());
        }
        return open;
    }

    private OpenIncidents with(OpenIncidents other) {
        if (other.count == 0) {
            return this;
        }
        return new OpenIncidents(
                count + other.count,
                oldest.filter(one -> other.oldest.filter(one::isAfter).isEmpty())
                        .or(() -> other.oldest));
    }
}
