package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChartSchemaTest {
    private static final Path SCHEMA = Chart.FOLDER.resolve("values.schema.json");
    private static final Path EXPORTER = Path.of("src/main/resources/io/mlopsexporter/config/config.schema.json");

    @Test
    void theConfigurationIsCheckedByTheExportersOwnSchema() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode values = (ObjectNode) mapper.readTree(Chart.read(SCHEMA));
        ObjectNode exporter = (ObjectNode) mapper.readTree(Chart.read(EXPORTER));
        exporter.remove("$schema");
        if (Boolean.getBoolean("golden.update")) {
            ((ObjectNode) values.path("definitions")).set("exporter", exporter);
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n"));
            Chart.write(SCHEMA, mapper.writer(printer).writeValueAsString(values) + "\n");
        }
        assertThat(values.at("/definitions/exporter"))
                .as("stale: mvn -Dquick test -Dtest=ChartSchemaTest -Dgolden.update=true rewrites it")
                .isEqualTo(exporter);
        assertThat(values.at("/properties/config/$ref").asText()).isEqualTo("#/definitions/exporter");
    }
}
