package io.mlopsexporter.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicTest {
    @Test
    void everyMetric_hasItsFacts() {
        assertThat(Topic.known()).containsExactlyInAnyOrderElementsOf(Explainer.metrics());
    }
}
