package io.mlopsexporter.exposition;

import io.mlopsexporter.metric.Family;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The figures of one derivation, written down once in every format and encoding. */
final class Snapshot {
    static final Snapshot EMPTY = new Snapshot(List.of());

    private final List<Family> families;
    private final Set<String> names;
    private final Map<Format, Encoded> rendered = new EnumMap<>(Format.class);

    private Snapshot(List<Family> families) {
        this.families = List.copyOf(families);
        List<MetricFamilySamples> samples = Samples.of(families);
        this.names = Set.copyOf(Samples.namesOf(samples));
        for (Format format : Format.values()) {
            rendered.put(format, Encoded.open(format.render(samples)));
        }
    }

    static Snapshot of(List<Family> families) {
        return families.isEmpty() ? EMPTY : new Snapshot(families);
    }

    /** For scrapes that ask for a part: made again, for nobody keeps these small objects. */
    List<MetricFamilySamples> samples() {
        return Samples.of(families);
    }

    Set<String> names() {
        return names;
    }

    Encoded in(Format format) {
        return Objects.requireNonNull(rendered.get(format));
    }
}
