package io.mlopsexporter.cli;

import io.mlopsexporter.event.OneLine;
import java.io.PrintWriter;

/** Prints lines in which texts of others may stand: none of them steers the terminal, or begins a line of its own. */
final class SafeLines extends PrintWriter {
    private SafeLines(PrintWriter out) {
        super(out);
    }

    static PrintWriter to(PrintWriter out) {
        return new SafeLines(out);
    }

    @Override
    public void println(String line) {
        super.println(OneLine.of(line));
    }
}
