package io.mlopsexporter.dora;

import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Incident;
import io.mlopsexporter.event.ModelVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an incident names that may be a deployment (design 3.9, 7).
 *
 * @param words of 7 to 40 hex digits: shorter ones are ordinary numbers too often
 * @param tokens addresses in the text, and each link as a whole
 * @param texts all of it
 */
record Names(Set<String> words, Set<String> tokens, List<String> texts) {
    private static final Pattern WORD = Pattern.compile("\\b[0-9a-f]{7,40}\\b");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'()\\[\\]]+");

    static Names in(Incident incident) {
        var names = new Names(new HashSet<>(), new HashSet<>(incident.links()), new ArrayList<>());
        names.read(incident.title());
        incident.links().forEach(names::read);
        return names;
    }

    private void read(String text) {
        texts.add(text);
        WORD.matcher(text).results().map(MatchResult::group).forEach(words::add);
        ADDRESS.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(address -> address.replaceAll("[.,;:!?]+$", ""))
                .forEach(tokens::add);
    }

    /** Whether nothing in it may name software; a model may be named all the same. */
    boolean isEmpty() {
        return words.isEmpty() && tokens.isEmpty();
    }

    /** Whether it names this deployment, or one that was collapsed into it. */
    boolean name(Delivery delivery) {
        return name(delivery.deployment())
                || delivery.version().filter(this::name).isPresent();
    }

    /**
     * Whether it names the version of a model: {@code fraud version 3}, {@code fraud v3}, {@code models:/fraud/3}, its run, or the
     * commit that the run names.
     */
    private boolean name(ModelVersion version) {
        String name = version.name().toLowerCase(Locale.ROOT);
        if (words.isEmpty()
                && texts.stream()
                        .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains(name))) {
            return false;
        }
        Pattern named = Pattern.compile("(?i)(?<![\\w.-])" + Pattern.quote(version.name())
                + "(?:/versions/|[/:]|[\\s,(]+(?:version\\s*|v\\.?\\s*)#?)" + version.number() + "(?!\\w|[.-]\\d)");
        return texts.stream().anyMatch(text -> named.matcher(text).find())
                || version.run()
                        .filter(run -> words.contains(run.id())
                                || run.commit()
                                        .filter(commit -> words.stream().anyMatch(commit::startsWith))
                                        .isPresent())
                        .isPresent();
    }

    private boolean name(CountedDeployment deployment) {
        return words.stream().anyMatch(deployment.commit()::startsWith)
                || name(deployment.event())
                || deployment.repetitions().stream().anyMatch(repetition -> name(repetition.event()));
    }

    private boolean name(Deployment event) {
        return words.contains(event.number())
                || (!event.number().isEmpty() && tokens.contains(event.number()))
                || event.url().filter(tokens::contains).isPresent();
    }
}
