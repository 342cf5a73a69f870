package io.mlopsexporter.poll;

import io.mlopsexporter.source.Journal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** A source that does at each poll what the script says next; the last part is repeated. */
final class ScriptedSource implements Source {
    private final String name;
    private final Deque<Function<Journal, PollResult>> script;
    private int polls;

    ScriptedSource(String name, Function<Journal, PollResult> always) {
        this(name, List.of(always));
    }

    ScriptedSource(String name, List<Function<Journal, PollResult>> script) {
        this.name = name;
        this.script = new ArrayDeque<>(script);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public PollResult poll(Journal journal) {
        Function<Journal, PollResult> next;
        synchronized (this) {
            polls++;
            next = script.size() > 1 ? script.remove() : script.element();
        }
        return next.apply(journal);
    }

    synchronized int polls() {
        return polls;
    }
}
