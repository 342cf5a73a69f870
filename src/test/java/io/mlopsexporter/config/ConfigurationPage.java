package io.mlopsexporter.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code docs/configuration.md}: a table for each section. */
final class ConfigurationPage {
    private static final String INTRODUCTION = """
            # Configuration

            <!-- Generated from the declarations in io.mlopsexporter.config: mvn test -Dtest='Config*' -Dgolden.update=true -->

            One YAML file. Every key is optional but a source (`github`, `mlflow` or `pagerduty`). [example.yml](example.yml) has them all.
            Editors check and complete it with the JSON Schema that ships in the jar, `io/mlopsexporter/config/config.schema.json`.

            - **Mistakes** are reported all at once, each with its file, line and key, and nothing is started with them:
              `exporter.yml:12: github[0].organisations: unknown key (did you mean organizations?)`.
            - **Secrets** are never written here, but named: a file (`token_file`) or an environment variable (`token_env`).
            - **Files** that are given by a relative path are searched from the folder of the configuration file. Only `store.url`
              starts at the working directory.
            - **Durations** are a number and a unit: `s`, `m`, `h`, `d` (24 hours) or `w`; at most ten years.
            - **Regular expressions** are Java's. They are searched, not matched as a whole: `^` and `$` say where it begins and ends.
            - **Changes** are taken up at SIGHUP, and at `POST /-/reload` if `server.enable_lifecycle` allows it. A file with a mistake changes nothing
              and says why (log, answer, `mlops_exporter_config_last_reload_successful`). What is under `server` and `store` holds from the next start.
              Other sources, teams or history make figures wait for the next complete poll.
            - **YAML** is read by the core schema of version 1.2: `no` is a text, and a text that looks like a number (`"2048"`) needs
              quotes. A key that stands there without a value is a mistake. Anchors and aliases work, tags and merge keys do not.
            """;

    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    static String text() {
        ConfigurationPage page = new ConfigurationPage();
        page.section("", RootSection.SECTION);
        return page.page.toString();
    }

    private void section(String path, Section<?> section) {
        page.append("\n## ")
                .append(path.isEmpty() ? "The file" : "`" + path + "`")
                .append("\n\n");
        page.append(section.meaning()).append("\n\n| key | type | default | meaning |\n|---|---|---|---|\n");
        section.keys().forEach(key -> page.append(row(key)));
        if (!section.rules().isEmpty()) {
            page.append('\n');
            section.rules()
                    .forEach(rule -> page.append("- ").append(rule.sentence()).append('\n'));
        }
        section.keys().forEach(key -> below(path.isEmpty() ? key.name() : path + "." + key.name(), key.type()));
    }

    private void below(String path, Type<?> type) {
        if (type instanceof Section<?> section) {
            section(path, section);
        } else if (type instanceof ListType<?> list) {
            below(path + "[]", list.element());
        }
    }

    private static String row(Key<?> key) {
        List<String> cells = new ArrayList<>();
        cells.add("`" + key.name() + "`");
        cells.add(typeOf(key.type()));
        cells.add(
                switch (key.whenAbsent()) {
                    case WRONG -> "**required**";
                    case NOTHING -> "–";
                    case DEFAULT -> key.type() instanceof Section ? "–" : "`" + key.defaultYaml() + "`";
                });
        cells.add(key.meaning().replace("|", "\\|"));
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String typeOf(Type<?> type) {
        if (type instanceof Section) {
            return "section";
        }
        return type instanceof ListType<?> list && list.element() instanceof Section
                ? "list of sections"
                : type.label();
    }
}
