package io.mlopsexporter.metric;

import java.util.List;
import java.util.stream.Collectors;

/** Families as text to compare. */
final class Text {
    private Text() {}

    static String of(List<Family> families) {
        var text = new StringBuilder();
        for (Family family : families) {
            text.append("# ")
                    .append(family.name())
                    .append(' ')
                    .append(family.type())
                    .append('\n');
            family.samples().forEach(sample -> text.append(line(family, sample)).append('\n'));
        }
        return text.toString();
    }

    static String line(Family family, Family.Sample sample) {
        String labels = sample.labels().stream()
                .map(label -> label.name() + "=" + label.value())
                .collect(Collectors.joining(","));
        return family.name() + "{" + labels + "} " + sample.value();
    }
}
