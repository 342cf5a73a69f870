package io.mlopsexporter.source.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds what in a change event or custom field can name a deployment: URLs, commits, numbers of deployments. */
final class ChangeLinks {
    private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>)\\]]+");
    private static final Pattern COMMIT = Pattern.compile("(?i)\\b[0-9a-f]{7,40}\\b");

    private final Set<String> found = new TreeSet<>();

    private ChangeLinks() {}

    /** Of a list of change events; sorted, each once. */
    static List<String> of(JsonNode changeEvents) {
        ChangeLinks links = new ChangeLinks();
        for (JsonNode event : changeEvents) {
            links.addText(Wire.text(event, "summary"));
            event.path("links").forEach(link -> links.addText(Wire.text(link, "href")));
            links.addAll("", event.path("custom_details"));
        }
        return List.copyOf(links.found);
    }

    /** Of an incident's custom fields, those whose name tells that they are about deployments. */
    static List<String> ofFields(JsonNode customFields, Pattern telling) {
        ChangeLinks links = new ChangeLinks();
        for (JsonNode field : customFields) {
            String name = Wire.text(field, "name");
            if (telling.matcher(name).find()) {
                links.addAll(name, field.path("value"));
            }
        }
        return List.copyOf(links.found);
    }

    private void addAll(String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(field -> addAll(field.getKey(), field.getValue()));
        } else if (value.isArray()) {
            value.forEach(element -> addAll(name, element));
        } else if (isNumberOfDeployment(name, value.asText(""))) {
            found.add(value.asText());
        } else {
            addText(value.asText(""));
        }
    }

    /** A number of anything else, as {@code replicas: 3}, must not be taken for a deployment's. */
    private static boolean isNumberOfDeployment(String name, String value) {
        return name.toLowerCase(Locale.ROOT).contains("deploy") && value.matches("\\d{1,18}");
    }

    private void addText(String text) {
        // In a sentence a URL may be followed by a full stop or comma.
        URL.matcher(text)
                .results()
                .map(url -> url.group().replaceAll("[.,;:!?]+$", ""))
                .forEach(found::add);
        String rest = URL.matcher(text).replaceAll(" ");
        COMMIT.matcher(rest)
                .results()
                .map(commit -> commit.group().toLowerCase(Locale.ROOT))
                .forEach(found::add);
    }
}
