package io.mlopsexporter.source.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlopsexporter.event.RepositoryFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks for marks in what came of a repository. What did not come, or not whole, is not sought in: nothing is found in it, and
 * nothing is missed.
 *
 * @param paths globs, of which only {@code *} means something
 * @param workflows patterns that are searched in the text of workflows
 */
public record FileMarks(List<String> paths, List<String> workflows) {
    static final FileMarks NONE = new FileMarks(List.of(), List.of());

    /** Every workflow says what it runs on: a text that does not is none that we understand. */
    private static final Pattern TRIGGERS = Pattern.compile("(?m)^[\"']?on[\"']?\\s*:");

    private static final String WORKFLOWS = ".github/workflows";
    private static final Map<String, String> FOLDERS =
            Map.of("", "root", ".github", "github", "docs", "docs", WORKFLOWS, "workflows");

    public FileMarks {
        paths = List.copyOf(paths);
        workflows = List.copyOf(workflows);
    }

    boolean isEmpty() {
        return paths.isEmpty() && workflows.isEmpty();
    }

    /**
     * Empty if nothing came of the repository's files: it has none, or they may not be read.
     *
     * @param whole whether all was told; else what is null may be hidden
     */
    Optional<RepositoryFiles> of(JsonNode json, boolean whole, String id, String repository, Instant at) {
        Map<String, List<String>> folders = folders(json);
        if (folders.isEmpty()) {
            return Optional.empty();
        }
        Set<String> sought = new HashSet<>();
        Set<String> found = new HashSet<>();
        for (String path : paths) {
            int slash = path.lastIndexOf('/');
            List<String> names = folders.get(path.substring(0, Math.max(0, slash)));
            if (names != null) {
                Pattern name = glob(path.substring(slash + 1));
                sought.add(RepositoryFiles.path(path));
                if (names.stream().anyMatch(one -> name.matcher(one).matches())) {
                    found.add(RepositoryFiles.path(path));
                }
            }
        }
        List<String> texts = new ArrayList<>();
        boolean read = folders.containsKey(WORKFLOWS) && texts(json.path("workflows"), texts);
        for (String pattern : workflows) {
            Pattern searched = Pattern.compile(pattern);
            boolean there =
                    texts.stream().anyMatch(text -> searched.matcher(text).find());
            if (there || read) {
                sought.add(RepositoryFiles.workflow(pattern));
            }
            if (there) {
                found.add(RepositoryFiles.workflow(pattern));
            }
        }
        JsonNode newest = json.path("defaultBranchRef").path("target");
        return Optional.of(new RepositoryFiles(
                id,
                repository,
                at,
                Wire.optionalInstant(newest, "committedDate"),
                checked(newest, whole),
                sought,
                found));
    }

    private static Optional<Boolean> checked(JsonNode newest, boolean whole) {
        if (newest.path("statusCheckRollup").isObject()) {
            return Optional.of(true);
        }
        return whole && newest.has("statusCheckRollup") ? Optional.of(false) : Optional.empty();
    }

    /** The names in each folder that is known, those of folders that do not exist being none. */
    private static Map<String, List<String>> folders(JsonNode json) {
        Map<String, List<String>> known = new HashMap<>();
        FOLDERS.forEach((folder, alias) -> {
            JsonNode entries = json.path(alias).path("entries");
            if (entries.isArray()) {
                known.put(
                        folder,
                        entries.valueStream()
                                .map(entry -> Wire.text(entry, "name"))
                                .toList());
            }
        });
        List<String> root = known.get("");
        if (root == null) {
            return Map.of();
        }
        for (String folder : List.of(".github", "docs")) {
            if (!root.contains(folder)) {
                known.put(folder, List.of());
            }
        }
        List<String> github = known.get(".github");
        if (github != null && !github.contains("workflows")) {
            known.put(WORKFLOWS, List.of());
        }
        return known;
    }

    /** @return whether all of them came */
    private static boolean texts(JsonNode workflows, List<String> texts) {
        boolean whole = true;
        for (JsonNode entry : workflows.path("entries")) {
            String name = Wire.text(entry, "name");
            if (name.endsWith(".yml") || name.endsWith(".yaml")) {
                JsonNode file = entry.path("object");
                String text = withoutComments(Wire.text(file, "text"));
                texts.add(text);
                whole &= TRIGGERS.matcher(text).find()
                        && !file.path("isTruncated").asBoolean();
            }
        }
        return whole;
    }

    private static String withoutComments(String yaml) {
        return yaml.replaceAll("(?m)(^|\\s)#.*$", "$1");
    }

    private static Pattern glob(String name) {
        return Pattern.compile(
                Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
