package io.mlopsexporter.cli;

import static io.mlopsexporter.event.Activity.Type.DEPLOYMENT;
import static io.mlopsexporter.event.Activity.Type.MODEL_VERSION;
import static io.mlopsexporter.event.Activity.Type.PIPELINE_RUN;
import static io.mlopsexporter.event.Activity.Type.TRAINING_RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.config.ConfigReader;
import io.mlopsexporter.event.Activity;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlatformPoliciesTest {
    private static final String GITHUB = "github: [{organizations: [acme]}]\n";

    private static Set<Activity.Type> activities(String text) {
        return PlatformPolicies.activities(ConfigReader.parse(text, "test"));
    }

    @Test
    void ofWhatNoSourceTells_nothingIsCounted_notEvenZero() {
        assertThat(activities(GITHUB)).containsExactly(DEPLOYMENT);
        assertThat(activities(GITHUB + "platform: {workflows: [train]}"))
                .containsExactlyInAnyOrder(DEPLOYMENT, PIPELINE_RUN);
        assertThat(activities(GITHUB + "mlflow: [{tracking_uri: \"http://127.0.0.1:5000\"}]"))
                .containsExactlyInAnyOrder(DEPLOYMENT, TRAINING_RUN, MODEL_VERSION);
        assertThat(activities(GITHUB + "platform: {activities: [pipeline_run], workflows: [train]}"))
                .containsExactly(PIPELINE_RUN);
    }
}
