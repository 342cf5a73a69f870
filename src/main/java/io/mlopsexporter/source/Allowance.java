package io.mlopsexporter.source;

import java.time.Duration;

/**
 * What an API grants at present to whoever bears a credential: what is left of its limits, and any pause that it has asked for. Told
 * from one process to another that polls the same source next; in times from now, for their clocks may differ.
 */
public interface Allowance {
    /** Of a source that asks nobody. */
    Allowance UNLIMITED = new Allowance() {
        @Override
        public String tell() {
            return "";
        }

        @Override
        public void hear(String told, Duration ago) {}
    };

    /** As text; empty if nothing is known. */
    String tell();

    /**
     * Takes in what another process knew, unless more is known here. What is no such text says nothing.
     *
     * @param ago how long ago it was told
     */
    void hear(String told, Duration ago);
}
