package io.mlopsexporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatelyTest {
    private static final Lately.Wanted WANTED =
            new Lately.Wanted("/explain", new Visit(Map.of("team", "vision"), false));

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
    private final Lately lately = new Lately(now::get);

    @Test
    void whoAsksTheSameWithinASecond_getsTheSame() {
        Reply reply = Reply.text(200, "made");
        lately.keep(WANTED, reply);

        now.addAndGet(999_999_999);
        assertThat(lately.find(new Lately.Wanted("/explain", new Visit(Map.of("team", "vision"), false))))
                .containsSame(reply);
        now.addAndGet(1);
        assertThat(lately.find(WANTED)).isEmpty();
    }

    @Test
    void anotherPathQueryOrFormat_isAnotherPage() {
        lately.keep(WANTED, Reply.text(200, "made"));

        assertThat(lately.find(new Lately.Wanted("/", WANTED.visit()))).isEmpty();
        assertThat(lately.find(new Lately.Wanted("/explain", new Visit(Map.of(), false))))
                .isEmpty();
        assertThat(lately.find(new Lately.Wanted("/explain", new Visit(Map.of("team", "vision"), true))))
                .isEmpty();
    }

    @Test
    void memoryIsBounded_theOldestGoFirst_andWhatIsTooBigIsNotKept() {
        for (int i = 0; i < 10; i++) {
            lately.keep(page(i), Reply.text(200, "x".repeat(300_000)));
        }
        assertThat(lately.find(page(9))).isPresent();
        assertThat(lately.find(page(4))).isPresent();
        assertThat(lately.find(page(3))).isEmpty();

        lately.keep(page(10), Reply.text(200, "x".repeat(3_000_000)));
        assertThat(lately.find(page(10))).isEmpty();
    }

    @Test
    void soManyPagesAreKept_howeverSmall() {
        for (int i = 0; i < 100; i++) {
            lately.keep(page(i), Reply.text(200, "small"));
        }
        assertThat(lately.find(page(99))).isPresent();
        assertThat(lately.find(page(84))).isPresent();
        assertThat(lately.find(page(83))).isEmpty();
    }

    private static Lately.Wanted page(int number) {
        return new Lately.Wanted("/explain", new Visit(Map.of("page", Integer.toString(number)), false));
    }
}
