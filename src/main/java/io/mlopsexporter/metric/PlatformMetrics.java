package io.mlopsexporter.metric;

import java.util.List;
import java.util.stream.Stream;

/** What the platform is measured by (design 3.8): to add a metric is to add an entry to one of the lists put together here. */
final class PlatformMetrics {
    static final List<PlatformMetric> ALL = Stream.of(
                    AdoptionMetrics.ALL,
                    HappinessMetrics.ALL,
                    CostMetrics.ALL,
                    CapabilityMetrics.ALL,
                    MaturityMetrics.ALL,
                    SupportMetrics.ALL)
            .flatMap(List::stream)
            .toList();

    private PlatformMetrics() {}
}
