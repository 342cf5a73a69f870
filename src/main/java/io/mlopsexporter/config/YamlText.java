package io.mlopsexporter.config;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/** Reads YAML into items that know their path and line. */
final class YamlText {
    private final Reading reading;

    YamlText(Reading reading) {
        this.reading = reading;
    }

    /** Empty if the text is empty or broken; the latter is reported. */
    Optional<Item> parse(String text) {
        try {
            Node root = yaml().compose(new StringReader(text));
            return root == null ? Optional.empty() : Optional.of(new ItemTree(reading).item(root));
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(point -> point == '\n')
                            .count();
            reading.report(Problem.of(
                    "", line, String.format("the character U+%04X is not allowed in YAML", e.getCodePoint())));
        } catch (MarkedYAMLException e) {
            reading.report(Problem.of("", lineOf(e), "broken YAML: " + sentence(e)));
        } catch (ItemTree.TooLarge e) {
            reading.report(Problem.of("", e.line(), "unusable YAML: " + e.getMessage()));
        } catch (YAMLException e) {
            reading.report(Problem.of("", 0, "unusable YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        DumperOptions dumper = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new CoreResolver());
    }

    private static int lineOf(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        return mark == null ? 0 : mark.getLine() + 1;
    }

    /** Not the exception's own message: that quotes lines of the file, which may hold a secret. */
    private static String sentence(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "it cannot be read" : e.getProblem();
        if (problem.contains("\\t(TAB)")) {
            return "a tab stands where only spaces may; indent with spaces";
        }
        return e.getContext() == null ? problem : problem + " (" + e.getContext() + begin(e.getContextMark()) + ")";
    }

    private static String begin(@Nullable Mark mark) {
        return mark == null ? "" : " from line " + (mark.getLine() + 1) + " on";
    }
}
