package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Polls and serves until it is told to end. */
@Command(
        name = "run",
        description = "Polls the sources and serves /metrics, until SIGTERM or SIGINT.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Ending.prepare();
        Config config = options.read();
        if (config.server().webConfigFile().isPresent()) {
            // Nobody may believe to be protected who is not.
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "server.web_config_file: TLS and basic authentication are not served by this version; remove the key,"
                            + " listen on 127.0.0.1 and put a proxy in front");
        }
        try (Service service = new Service(config, InstantSource.system())) {
            service.start();
            Ending.await();
        }
        return 0;
    }
}
