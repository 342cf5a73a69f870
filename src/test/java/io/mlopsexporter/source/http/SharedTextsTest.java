package io.mlopsexporter.source.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedTextsTest {
    private static final String OID = "0123456789abcdef0123456789abcdef01234567";

    private final ObjectMapper mapper = new ObjectMapper().setNodeFactory(new SharedTexts());

    @Test
    void equalTexts_ofTwoAnswers_areOne() throws JsonProcessingException {
        JsonNode commit = mapper.readTree("{\"oid\": \"" + OID + "\"}");
        JsonNode child = mapper.readTree("{\"parents\": [\"" + OID + "\"]}");

        assertThat(child.path("parents").path(0).textValue())
                .isEqualTo(OID)
                .isSameAs(commit.path("oid").textValue());
    }

    @Test
    void manyTexts_stayWhatTheyAre() {
        Map<String, String> texts = IntStream.range(0, 300_000)
                .mapToObj(number -> "text " + number)
                .collect(Collectors.toMap(
                        text -> text,
                        text -> mapper.getNodeFactory().textNode(text).textValue()));

        assertThat(texts).allSatisfy((text, read) -> assertThat(read).isEqualTo(text));
    }
}
