package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is bundled, and what configurations make of it. */
class CapabilityCatalogueTest {
    private static final String SOURCE = "github: [{organizations: [acme]}]\n";

    private static Config config(String more) {
        return ConfigReader.parse(SOURCE + more, "f");
    }

    private static CapabilityConfig capability(Config config, String name) {
        return config.capabilities().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutAWord_theCatalogueIsTheBundledOne() {
        assertThat(config("").capabilities())
                .isEqualTo(CapabilityCatalogue.bundled())
                .extracting(CapabilityConfig::name)
                .contains("experiment_tracking", "model_registry", "incident_response", "cost_visibility")
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsSaidTakesThePlaceOfWhatIsBundled_theRestStays() {
        Config config = config("""
                capabilities:
                  - {name: feature_store, needed: true}
                  - {name: llm_observability, listed: false}
                  - {name: vector_search, description: Vectors can be searched.}
                """);
        CapabilityConfig bundled = capability(config(""), "feature_store");
        CapabilityConfig changed = capability(config, "feature_store");
        assertThat(changed.needed()).isTrue();
        assertThat(changed.evidence()).isEqualTo(bundled.evidence());
        assertThat(changed.description()).isEqualTo(bundled.description());
        assertThat(config.capabilities())
                .extracting(CapabilityConfig::name)
                .doesNotContain("llm_observability")
                .endsWith("vector_search");
        assertThat(capability(config, "vector_search").kinds())
                .containsExactlyInAnyOrder(CapabilityConfig.ApplicationKind.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on: pull_request\n",
                "on: [push, pull_request]\n",
                "on:\n  pull_request:\n    branches: [main]\n",
                "on:\n  - push\n  - pull_request\n",
                "\"on\":\n  push:\n  pull_request:\n"
            })
    void aWorkflowThatRunsOnPullRequests_isContinuousIntegration(String workflow) {
        assertThat(integration().matcher(workflow).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on: push\njobs:\n  a:\n    if: github.event.pull_request.merged\n",
                "on:\n  pull_request_target:\n",
                "on: [push]\njobs:\n  pull_requests:\n"
            })
    void otherWorkflowsAreNot(String workflow) {
        assertThat(integration().matcher(workflow).find()).isFalse();
    }

    private static Pattern integration() {
        return pattern("continuous_integration");
    }

    private static Pattern pattern(String name) {
        return capability(config(""), name).evidence().stream()
                .map(EvidenceConfig::workflow)
                .flatMap(Optional::stream)
                .map(Pattern::compile)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void monitoringIsScheduled() {
        String job = "jobs: {a: {steps: [{run: evidently run}]}}\n";
        assertThat(pattern("model_monitoring")
                        .matcher("on:\n  schedule:\n    - cron: '0 5 * * *'\n" + job)
                        .find())
                .isTrue();
        assertThat(pattern("model_monitoring").matcher("on: push\n" + job).find())
                .isFalse();
    }

    @Test
    void everyPatternCompiles_andEveryCapabilityIsDescribedInASentence() {
        for (CapabilityConfig one : CapabilityCatalogue.bundled()) {
            assertThat(one.description()).endsWith(".");
            for (List<EvidenceConfig> evidence : List.of(one.evidence(), one.hints())) {
                evidence.forEach(it -> it.workflow().ifPresent(Pattern::compile));
            }
        }
    }
}
