package io.mlopsexporter.dora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void quantilesInterpolateLinearly_asExcelAndPrometheusDo() {
        assertThat(Distribution.of(DoubleStream.of(40, 10, 20, 30))).contains(new Distribution(4, 25, 25, 32.5, 38.5));
    }

    @Test
    void oneValueIsEveryQuantile() {
        assertThat(Distribution.of(DoubleStream.of(7))).contains(new Distribution(1, 7, 7, 7, 7));
    }

    @Test
    void noValues_noDistribution() {
        assertThat(Distribution.of(DoubleStream.empty())).isEmpty();
    }
}
