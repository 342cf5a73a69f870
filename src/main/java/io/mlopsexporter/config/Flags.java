package io.mlopsexporter.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration that the command line's flags alone make. */
final class Flags {
    private static final String ORGANIZATION = "--github-org";
    private static final String API_URL = "--github-api-url";

    private Flags() {}

    static Config read(String organization, Optional<String> apiUrl) {
        Item organizations =
                new Item.Sequence(ORGANIZATION, 0, List.of(Item.Scalar.text(ORGANIZATION, 0, organization)));
        Map<String, Item> github = new LinkedHashMap<>();
        github.put("organizations", organizations);
        apiUrl.ifPresent(url -> github.put("api_url", Item.Scalar.text(API_URL, 0, url)));
        Item list = new Item.Sequence("github", 0, List.of(new Item.Mapping("github[0]", 0, 0, github, Map.of())));
        Reading reading = new Reading(Path.of("").toAbsolutePath());
        Optional<Config> config =
                RootSection.SECTION.read(new Item.Mapping("", 0, 0, Map.of("github", list), Map.of()), reading);
        return config.orElseThrow(() -> new ConfigException("command line", reading.problems()));
    }
}
