package io.mlopsexporter.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void record_isCountedOnceForEachReason() {
        tally.add("no_id", "a");
        tally.add("no_id", "b");
        tally.add("no_id", "a");
        tally.add("no_time", "a");
        assertThat(tally.counts()).isEqualTo(Map.of("no_id", 2L, "no_time", 1L));
    }

    @Test
    void tenThousandBadRecords_readAgainAndAgain_areCountedOnce() {
        for (int poll = 0; poll < 3; poll++) {
            for (int i = 0; i < 10_000; i++) {
                tally.add("no_id", "record-" + i);
            }
        }
        assertThat(tally.counts()).containsEntry("no_id", 10_000L);
    }

    @Test
    void moreThanThat_areAllCounted_andTheOldestForgotten() {
        for (int i = 0; i < 50_000; i++) {
            tally.add("no_id", "record-" + i);
        }
        tally.add("no_id", "record-49999");
        assertThat(tally.counts()).containsEntry("no_id", 50_000L);
        tally.add("no_id", "record-0");
        assertThat(tally.counts()).as("was forgotten").containsEntry("no_id", 50_001L);
    }
}
