package io.mlopsexporter.dora;

import io.mlopsexporter.event.Deployment;
import io.mlopsexporter.event.Incident;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an incident names that may be a deployment (design 3.9, 7).
 *
 * @param words of 7 to 40 hex digits: shorter ones are ordinary numbers too often
 * @param tokens addresses in the text, and each link as a whole
 */
record Names(Set<String> words, Set<String> tokens) {
    private static final Pattern WORD = Pattern.compile("\\b[0-9a-f]{7,40}\\b");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'()\\[\\]]+");

    static Names in(Incident incident) {
        var names = new Names(new HashSet<>(), new HashSet<>(incident.links()));
        names.read(incident.title());
        incident.links().forEach(names::read);
        return names;
    }

    private void read(String text) {
        WORD.matcher(text).results().map(MatchResult::group).forEach(words::add);
        ADDRESS.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(address -> address.replaceAll("[.,;:!?]+$", ""))
                .forEach(tokens::add);
    }

    boolean isEmpty() {
        return words.isEmpty() && tokens.isEmpty();
    }

    /** Whether it names this deployment, or one that was collapsed into it. */
    boolean name(CountedDeployment deployment) {
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
