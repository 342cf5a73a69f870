package io.mlopsexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.source.PollResult.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Instant EARLIER = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration TOOK = Duration.ofSeconds(3);

    private final Board board = new Board(List.of("github", "pagerduty"), Map.of("github", EARLIER, "removed", NOW));

    @Test
    void beforeTheFirstPoll_theStoredAsOfHolds_andNobodyHasSucceeded() {
        assertThat(board.statuses()).containsOnlyKeys("github", "pagerduty");
        assertThat(status("github").asOf()).hasValue(EARLIER);
        assertThat(status("pagerduty").asOf()).isEmpty();
        assertThat(status("github").succeeded()).isFalse();
        assertThat(board.polled("github")).isFalse();
    }

    @Test
    void everySourcePolled_onceTheLastFirstPollHasEnded_howeverItEnded() {
        board.update("github", status -> status.complete(NOW, TOOK, List.of()));
        assertThat(board.everySourcePolled()).isFalse();
        board.update("pagerduty", status -> status.settled(NOW));
        assertThat(board.everySourcePolled()).as("settling is not the end").isFalse();

        board.update("pagerduty", status -> status.failed("GET / 503", TOOK));
        assertThat(board.everySourcePolled()).isTrue();
        board.update("github", status -> status.failed("GET / 503", TOOK));
        assertThat(board.everySourcePolled()).isTrue();
    }

    @Test
    void failure_keepsTheAsOfAndTheProblems_untilASuccess() {
        Problem problem = new Problem("repository acme/x", "403: grant read access");
        board.update("github", status -> status.complete(NOW, TOOK, List.of(problem)));
        board.update("github", status -> status.failed("GET / 503", TOOK));

        assertThat(status("github").asOf()).hasValue(NOW);
        assertThat(status("github").error()).hasValue("GET / 503");
        assertThat(status("github").problems()).containsExactly(problem);

        board.update("github", status -> status.complete(NOW, TOOK, List.of()));
        assertThat(status("github").error()).isEmpty();
        assertThat(status("github").problems()).isEmpty();
        assertThat(status("github").polled()).isEqualTo(3);
    }

    @Test
    void progress_isShownUntilThePollEnds() {
        board.update("github", status -> status.progressed(new SourceStatus.Progress("changes", 3, 20)));
        assertThat(status("github").progress()).hasValue(new SourceStatus.Progress("changes", 3, 20));

        board.update("github", status -> status.failed("GET / 503", TOOK));
        assertThat(status("github").progress()).isEmpty();
    }

    @Test
    void statuses_areACopyThatStaysAsItIs() {
        var before = board.statuses();
        board.update("github", status -> status.complete(NOW, TOOK, List.of()));

        assertThat(Objects.requireNonNull(before.get("github")).asOf()).hasValue(EARLIER);
    }

    @Test
    void fresh_upToTheStalenessLimit_included() {
        Duration limit = Duration.ofHours(1);

        assertThat(status("github").fresh(NOW, limit)).isTrue();
        assertThat(status("github").fresh(NOW.plusMillis(1), limit)).isFalse();
        assertThat(status("pagerduty").fresh(NOW, limit)).isFalse();
    }

    @Test
    void unknownSource_isRefused() {
        assertThatThrownBy(() -> board.update("gitlab", status -> status))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no source gitlab");
    }

    private SourceStatus status(String source) {
        return Objects.requireNonNull(board.statuses().get(source));
    }
}
