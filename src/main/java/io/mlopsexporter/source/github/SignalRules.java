package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What in a repository is taken for a signal. Pure: from an answer to the {@code signals} query. */
final class SignalRules {
    private static final Pattern DEPLOYING = Pattern.compile("(?i)deploy.*\\.ya?ml$");
    private static final Pattern VERSION = Pattern.compile(Detection.VERSION_TAG);

    private SignalRules() {}

    /** Files of workflows named as if they deployed, the plainest name first. */
    static List<String> deployWorkflows(JsonNode repository) {
        List<String> files = new ArrayList<>();
        repository.path("object").path("entries").forEach(entry -> {
            String name = Wire.text(entry, "name");
            if (DEPLOYING.matcher(name).find()) {
                files.add(name);
            }
        });
        files.sort(Comparator.comparing((String name) -> !name.matches("(?i)deploy\\.ya?ml"))
                .thenComparing(name -> !name.matches("(?i).*prod.*"))
                .thenComparing(Comparator.naturalOrder()));
        return files;
    }

    static Optional<Choice> byReleases(JsonNode repository) {
        for (JsonNode json : repository.path("releases").path("nodes")) {
            if (ReleaseNode.isFinal(json)) {
                return Optional.of(new Choice(
                        Signal.GITHUB_RELEASES,
                        Optional.empty(),
                        "detected: releases such as " + Wire.text(json, "tagName")));
            }
        }
        return Optional.empty();
    }

    static Optional<Choice> byTags(JsonNode repository) {
        for (JsonNode json : repository.path("refs").path("nodes")) {
            String name = Wire.text(json, "name");
            if (VERSION.matcher(name).find()) {
                return Optional.of(
                        new Choice(Signal.GITHUB_TAGS, Optional.empty(), "detected: version tags such as " + name));
            }
        }
        return Optional.empty();
    }
}
