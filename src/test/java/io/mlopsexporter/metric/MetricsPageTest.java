package io.mlopsexporter.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.KeptFiles;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the documentation that lists the metrics is made from the catalogue. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("docs/metrics.md");

    private static final String HEAD = """
            # Metrics

            Made from the catalogue in the code (`mvn test -Dtest=MetricsPageTest -Dgolden.update=true`); do not edit it by hand.

            The same delivery metric comes at three scopes: `dora_…` for an application in an environment, `dora_team_…` for a team,
            `dora_organization_…` for all. Team and organisation figures are computed from the events, never from averages of averages.

            - **Windows** (`window`) end at the as-of instant of the sources that a figure needs, the earlier where two are needed
              (`mlops_exporter_source_as_of_timestamp_seconds`). Counts of different windows must not be added.
            - **`statistic`** is `mean`, `p50`, `p75` or `p95`; quantiles interpolate linearly between closest ranks.
            - **Absent is not zero.** A distribution, ratio or score without data is absent. Counts are there as soon as the source was
              read: 0 says that nothing happened.
            - **Withheld.** While a source is not known up to a recent instant, what needs it is absent: deployments and lead time need the
              source of deployments, incidents and restoration the sources of incidents, failures, recovery and rework both, and so does the
              `overall` Quick Check score. A roll-up needs the sources of all its applications.
            - **Without any source of incidents** failed deployments, recovery and rework are known from rollbacks, reverts and hotfixes
              alone; there is no `signal="incident"`, and no metric of incidents.
            - **`lead_time_start: merged`** leaves only the stage `deploy`, as the others lie before the start.

            """;

    @Test
    void thePageIsCurrent() {
        String page = HEAD
                + "| name | type | unit | labels | stability | meaning |\n|---|---|---|---|---|---|\n"
                + Catalog.metrics().stream().map(MetricsPageTest::row).collect(Collectors.joining());
        assertThat(page).isEqualTo(KeptFiles.golden(PAGE, page));
    }

    private static String row(Metric metric) {
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        metric.name(),
                        metric.type().name().toLowerCase(Locale.ROOT),
                        metric.unit(),
                        metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")),
                        metric.stability().name().toLowerCase(Locale.ROOT),
                        metric.help());
    }
}
