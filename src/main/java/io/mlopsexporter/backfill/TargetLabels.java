package io.mlopsexporter.backfill;

import io.mlopsexporter.metric.Family;
import io.mlopsexporter.metric.Family.Label;
import io.mlopsexporter.metric.Family.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What Prometheus will add to every series that it scrapes ({@code job}, {@code instance}, with the operator {@code namespace},
 * {@code pod} and others): history and live samples are one series only if they bear the same.
 */
public final class TargetLabels {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final SortedMap<String, String> labels;

    /** @throws IllegalArgumentException with a message for people, if a name is no label's name */
    public TargetLabels(Map<String, String> labels) {
        labels.keySet().forEach(name -> {
            if (!NAME.matcher(name).matches() || name.startsWith("__")) {
                throw new IllegalArgumentException(
                        "label " + name + ": expected a name of letters, digits and _ that does not begin with __");
            }
        });
        this.labels = new TreeMap<>(labels);
    }

    /** The families with these labels on each series. */
    List<Family> on(List<Family> families) {
        return families.stream()
                .map(family -> new Family(
                        family.name(),
                        family.type(),
                        family.help(),
                        family.samples().stream()
                                .map(sample -> on(family, sample))
                                .toList()))
                .toList();
    }

    private Sample on(Family family, Sample sample) {
        var all = new ArrayList<Label>(labels.size() + sample.labels().size());
        labels.forEach((name, value) -> all.add(new Label(name, value)));
        for (Label label : sample.labels()) {
            if (labels.containsKey(label.name())) {
                throw new BackfillException("label " + label.name() + " cannot be given: series of " + family.name()
                        + " have one of their own; Prometheus would expose it as exported_" + label.name());
            }
            all.add(label);
        }
        return new Sample(all, sample.value());
    }

    @Override
    public String toString() {
        return labels.toString();
    }
}
