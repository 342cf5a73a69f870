package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.KeptFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue in {@code docs/capabilities.md} is the bundled one. */
class CapabilitiesPageTest {
    private static final Path PAGE = Path.of("docs/capabilities.md");
    private static final String BEGIN = "<!-- from capabilities.yml: mvn test -Dtest='Cap*' -Dgolden.update=true -->\n";
    private static final String END = "<!-- end of the catalogue -->";

    @Test
    void thePageHasTheWholeCatalogue() {
        String page = KeptFiles.text(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String current = page.substring(0, begin) + table() + page.substring(page.indexOf(END));
        if (KeptFiles.UPDATE) {
            KeptFiles.write(PAGE, current);
        }
        assertThat(KeptFiles.text(PAGE)).isEqualTo(current);
    }

    private static String table() {
        return "| capability | what it is | for | needed by default | shows use | hints |\n|---|---|---|---|---|---|\n"
                + CapabilityCatalogue.bundled().stream()
                        .map(CapabilitiesPageTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(CapabilityConfig capability) {
        return Stream.of(
                        "`" + capability.name() + "`",
                        capability.description(),
                        capability.kinds().stream().map(Choice::key).sorted().collect(Collectors.joining(", ")),
                        capability.needed() ? "yes" : "no",
                        capability.evidence().isEmpty() ? "declared only" : words(capability.evidence()),
                        words(capability.hints()))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String words(List<EvidenceConfig> evidence) {
        return evidence.stream()
                .map(one -> one.activity()
                        .map(type -> one.atLeast() + " " + Choice.key(type) + " on " + one.onDays()
                                + (one.onDays() == 1 ? " day" : " days"))
                        .or(() -> one.fact().map(Choice::key))
                        .or(() -> one.path().map(path -> "`" + path + "`"))
                        .or(() -> one.workflow().map(pattern -> "workflow `" + pattern.replace("|", "\\|") + "`"))
                        .orElseThrow())
                .collect(Collectors.joining("; "));
    }
}
