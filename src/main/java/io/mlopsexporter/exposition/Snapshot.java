package io.mlopsexporter.exposition;

import io.mlopsexporter.metric.Family;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The figures of one derivation, written down once in every format and encoding. Families that are as they were in the derivation
 * before are not written again: when nothing has happened, nearly all of them are.
 */
final class Snapshot {
    static final Snapshot EMPTY = new Snapshot(new LinkedHashMap<>());

    private final Map<String, Written> families;
    private final Set<String> names;
    private final Map<Format, Encoded> rendered = new EnumMap<>(Format.class);

    /** A family with at least one sample, and the names of its series. */
    private record Written(Family family, Set<String> names, Map<Format, Encoded> rendered) {
        static Written of(Family family) {
            List<MetricFamilySamples> samples = Samples.of(List.of(family));
            Map<Format, Encoded> rendered = new EnumMap<>(Format.class);
            for (Format format : Format.values()) {
                rendered.put(format, Encoded.open(out -> format.write(samples, out)));
            }
            return new Written(family, Samples.namesOf(samples), rendered);
        }

        Encoded in(Format format) {
            return Objects.requireNonNull(rendered.get(format));
        }
    }

    private Snapshot(Map<String, Written> families) {
        this.families = families;
        Set<String> all = new HashSet<>();
        for (Written written : families.values()) {
            for (String name : written.names()) {
                if (!all.add(name)) {
                    throw new IllegalArgumentException(
                            "metric family " + written.family().name() + " is there twice: " + name + " is taken");
                }
            }
        }
        names = Set.copyOf(all);
        for (Format format : Format.values()) {
            rendered.put(
                    format,
                    Encoded.joined(families.values().stream()
                            .map(written -> written.in(format))
                            .toList()));
        }
    }

    /**
     * The families written down.
     *
     * @throws IllegalArgumentException if a name is illegal, or a family or series is there twice
     */
    static Snapshot of(List<Family> families, Snapshot former) {
        Map<String, Written> written = new LinkedHashMap<>();
        for (Family family : families) {
            if (family.samples().isEmpty()) {
                continue;
            }
            Written before = former.families.get(family.name());
            Written now = before != null && before.family().equals(family) ? before : Written.of(family);
            if (written.put(family.name(), now) != null) {
                throw new IllegalArgumentException("metric family " + family.name() + " is there twice");
            }
        }
        return written.isEmpty() ? EMPTY : new Snapshot(written);
    }

    /** For scrapes that ask for a part: made again, for nobody keeps these small objects. */
    List<MetricFamilySamples> samples(Set<String> wanted) {
        return Samples.of(families.values().stream()
                .filter(written -> !Collections.disjoint(written.names(), wanted))
                .map(Written::family)
                .toList());
    }

    Set<String> names() {
        return names;
    }

    Encoded in(Format format) {
        return Objects.requireNonNull(rendered.get(format));
    }
}
