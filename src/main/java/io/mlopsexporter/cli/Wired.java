package io.mlopsexporter.cli;

import io.mlopsexporter.source.Allowance;
import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Telemetry;
import java.util.Map;
import java.util.Optional;

/** A source with the client that it uses, if it asks anybody. */
record Wired(Source source, Telemetry telemetry, Optional<OkHttpApi> api) implements AutoCloseable {
    Wired(Source source, Telemetry telemetry, OkHttpApi api) {
        this(source, telemetry, Optional.of(api));
    }

    /** A file, of which nothing is asked. */
    Wired(Source source) {
        this(source, new Telemetry(source.name()), Optional.empty());
    }

    /** The source as it is polled: it knows what its API grants. */
    Source polled() {
        return api.<Source>map(asked -> new Limited(source, asked)).orElse(source);
    }

    private record Limited(Source behind, Allowance allowance) implements Source {
        @Override
        public String name() {
            return behind.name();
        }

        @Override
        public PollResult poll(Journal journal) {
            return behind.poll(journal);
        }

        @Override
        public Map<String, Long> skipped() {
            return behind.skipped();
        }
    }

    @Override
    public void close() {
        api.ifPresent(OkHttpApi::close);
    }
}
