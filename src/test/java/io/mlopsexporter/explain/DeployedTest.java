package io.mlopsexporter.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployedTest {
    private static Deployed of(String signal) {
        var ref = new Ref("1", "1", Optional.empty(), "ml", "fraud", "production", Instant.EPOCH);
        return new Deployed(ref, "3", Optional.empty(), signal, 1, 0, Optional.empty(), false, true, 0);
    }

    @Test
    void whatIsLiveOfAModel_isAVersion() {
        assertThat(Deployed.heading(List.of(of("mlflow_alias"), of("mlflow_tag"))))
                .isEqualTo("version");
        assertThat(Deployed.heading(List.of(of("github_releases")))).isEqualTo("commit");
        assertThat(Deployed.heading(List.of(of("github_releases"), of("mlflow_alias"))))
                .isEqualTo("commit or version");
        assertThat(Deployed.heading(List.of())).isEqualTo("commit");
    }
}
