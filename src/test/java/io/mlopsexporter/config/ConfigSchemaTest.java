package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.mlopsexporter.KeptFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema for editors and the reader are made from one declaration; here is shown that they agree. */
class ConfigSchemaTest {
    private static final Path COMMITTED = Path.of("src/main/resources/io/mlopsexporter/config/config.schema.json");
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema());

    static Stream<Path> goodFiles() {
        return Stream.concat(ConfigFiles.in("good"), Stream.of(Path.of("docs/example.yml")));
    }

    static Stream<Path> badFiles() {
        return ConfigFiles.in("bad");
    }

    static Stream<Path> filesBadInCode() {
        return ConfigFiles.in("bad-in-code");
    }

    @Test
    void theCommittedSchemaIsWhatTheSectionsDeclare() throws JsonProcessingException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        String generated = new ObjectMapper().writer(printer).writeValueAsString(schema()) + "\n";
        if (KeptFiles.UPDATE) {
            KeptFiles.write(COMMITTED, generated);
        }
        assertThat(KeptFiles.text(COMMITTED))
                .as("stale: mvn test -Dtest='Config*' -Dgolden.update=true rewrites it")
                .isEqualTo(generated);
    }

    @Test
    void theSchemaIsValidByItsOwnDraft() {
        JsonSchema draft =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(URI.create(DRAFT));

        assertThat(draft.validate(schema())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void aGoodFilePassesSchemaAndReader(Path file) {
        assertThat(violations(file)).isEmpty();
        assertThat(ConfigReader.parse(KeptFiles.text(file), "f").server()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void aBadFileFailsTheSchemaToo(Path file) {
        assertThat(violations(file)).isNotEmpty();
    }

    /** If one of these fails, the schema has learnt something: move the file to {@code bad}. */
    @ParameterizedTest
    @MethodSource("filesBadInCode")
    void whatOnlyTheReaderKnowsPassesTheSchema(Path file) {
        assertThat(violations(file)).isEmpty();
    }

    private static Set<ValidationMessage> violations(Path file) {
        Reading reading = new Reading(Path.of(""));
        Item item = new YamlText(reading).parse(KeptFiles.text(file)).orElseThrow();
        return SCHEMA.validate(ItemJson.of(item));
    }

    private static JsonNode schema() {
        ObjectNode schema = Json.object().put("$schema", DRAFT).put("title", "Configuration of mlops-exporter");
        schema.setAll(RootSection.SECTION.schema());
        return schema;
    }
}
