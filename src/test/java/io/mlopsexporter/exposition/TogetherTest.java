package io.mlopsexporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Together<Integer> together = new Together<>();
    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void whoIsAlone_hasHisOwn() {
        assertThat(together.get(true, made::incrementAndGet)).isEqualTo(1);
        assertThat(together.get(true, made::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void aCrowd_sharesWhatWasMade() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Integer> first = oneUnderWayUntil(goOn);
        CountDownLatch come = new CountDownLatch(10);
        List<CompletableFuture<Integer>> others = IntStream.range(0, 10)
                .mapToObj(any -> CompletableFuture.supplyAsync(
                        () -> {
                            come.countDown();
                            return together.get(false, made::incrementAndGet);
                        },
                        threads))
                .toList();
        assertThat(come.await(20, TimeUnit.SECONDS)).isTrue();
        goOn.countDown();

        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        for (CompletableFuture<Integer> other : others) {
            assertThat(other.get(20, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(made.get()).isLessThan(6);
    }

    @Test
    void whoComesLongAfterItWasBegun_hasANewOne_thoughThereIsACrowd() throws Exception {
        assertThat(together.get(false, made::incrementAndGet)).isEqualTo(1);
        TimeUnit.MILLISECONDS.sleep(150);
        assertThat(together.get(false, made::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void afterWhatItIsMadeOfHasChanged_itIsMadeAnew() {
        assertThat(together.get(false, made::incrementAndGet)).isEqualTo(1);
        together.forget();
        assertThat(together.get(false, made::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void whoFails_failsAlone() {
        assertThatIllegalStateException()
                .isThrownBy(() -> together.get(false, () -> {
                    throw new IllegalStateException("not this time");
                }))
                .withMessage("not this time");
        assertThat(together.get(false, made::incrementAndGet)).isEqualTo(1);
    }

    private CompletableFuture<Integer> oneUnderWayUntil(CountDownLatch goOn) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(
                () -> together.get(false, () -> {
                    begun.countDown();
                    await(goOn);
                    return made.incrementAndGet();
                }),
                threads);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        return first;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
