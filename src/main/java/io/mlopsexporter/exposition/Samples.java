package io.mlopsexporter.exposition;

import io.mlopsexporter.metric.Family;
import io.mlopsexporter.metric.Family.Label;
import io.mlopsexporter.metric.Family.Sample;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Turns families into those of Prometheus's client, which checks nothing: a wrong name or a series given twice would only
 * be noticed by whoever scrapes, who then drops everything.
 */
final class Samples {
    // colons are legal, but reserved for recording rules
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private Samples() {}

    /** Families without a sample are left out: what is unknown is absent. */
    static List<MetricFamilySamples> of(List<Family> families) {
        List<MetricFamilySamples> samples = families.stream()
                .filter(family -> !family.samples().isEmpty())
                .map(Samples::of)
                .toList();
        namesOf(samples);
        return samples;
    }

    /** All names that these families take, each of them once. */
    static Set<String> namesOf(List<MetricFamilySamples> families) {
        Set<String> names = new HashSet<>();
        for (MetricFamilySamples family : families) {
            for (String name : family.getNames()) {
                check(names.add(name), () -> "metric family " + family.name + " is there twice: " + name + " is taken");
            }
        }
        return names;
    }

    private static MetricFamilySamples of(Family family) {
        check(NAME.matcher(family.name()).matches(), () -> family.name() + " is no name for a metric");
        boolean counter = family.type() == Family.Type.COUNTER;
        String name = counter ? family.name() + "_total" : family.name();
        Set<List<Label>> seen = new HashSet<>();
        List<MetricFamilySamples.Sample> samples = family.samples().stream()
                .map(sample -> {
                    check(
                            seen.add(sample.labels()),
                            () -> "a series of " + name + " is there twice: " + sample.labels());
                    return of(name, sample);
                })
                .toList();
        return new MetricFamilySamples(
                family.name(), counter ? Collector.Type.COUNTER : Collector.Type.GAUGE, family.help(), samples);
    }

    private static MetricFamilySamples.Sample of(String name, Sample sample) {
        List<String> labels = sample.labels().stream().map(Label::name).toList();
        for (String label : labels) {
            boolean reserved = label.startsWith("__") || label.equals("le") || label.equals("quantile");
            check(NAME.matcher(label).matches() && !reserved, () -> label + " of " + name + " is no name for a label");
        }
        check(Set.copyOf(labels).size() == labels.size(), () -> "a label of " + name + " is there twice: " + labels);
        return new MetricFamilySamples.Sample(
                name, labels, sample.labels().stream().map(Label::value).toList(), sample.value());
    }

    private static void check(boolean fine, Supplier<String> message) {
        if (!fine) {
            throw new IllegalArgumentException(message.get());
        }
    }
}
