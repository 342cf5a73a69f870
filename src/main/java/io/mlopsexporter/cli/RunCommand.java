package io.mlopsexporter.cli;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Polls and serves until it is told to end. */
@Command(
        name = "run",
        description = "Polls the sources and serves /metrics, until SIGTERM or SIGINT.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() throws InterruptedException {
        Ending.prepare();
        Hangup hangup = Hangup.listen();
        try (Service service = new Service(options::read, InstantSource.system())) {
            service.start();
            hangup.follow(service::reload);
            Ending.await();
        }
        return 0;
    }
}
