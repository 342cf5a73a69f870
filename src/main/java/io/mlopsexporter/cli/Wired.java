package io.mlopsexporter.cli;

import io.mlopsexporter.source.Source;
import io.mlopsexporter.source.http.OkHttpApi;
import io.mlopsexporter.source.http.Telemetry;

/** A source with the client that it uses. */
record Wired(Source source, Telemetry telemetry, OkHttpApi api) implements AutoCloseable {
    @Override
    public void close() {
        api.close();
    }
}
