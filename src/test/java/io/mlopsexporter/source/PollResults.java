package io.mlopsexporter.source;

import static org.assertj.core.api.Assertions.assertThat;

/** How a poll ended, for tests that know how it has to. */
public final class PollResults {
    private PollResults() {}

    public static PollResult.Complete complete(PollResult result) {
        assertThat(result).isInstanceOf(PollResult.Complete.class);
        return (PollResult.Complete) result;
    }

    public static SourceError failed(PollResult result) {
        assertThat(result).isInstanceOf(PollResult.Failed.class);
        return ((PollResult.Failed) result).error();
    }
}
