package io.mlopsexporter.poll;

import io.mlopsexporter.source.Allowance;
import io.mlopsexporter.source.Source;
import io.mlopsexporter.store.Leases;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who polls a source next: this agent, if it is alone, else the one that gets its lease. */
final class Turns {
    /** How often a replica looks at what the others did. */
    static final Duration LOOK = Duration.ofSeconds(2);

    private final Optional<Leases> leases;
    private final String meaning;
    /** What is polled here now, and what its API grants. */
    private final Map<String, Allowance> ours = new HashMap<>();

    Turns(Optional<Leases> leases, String meaning) {
        this.leases = leases;
        this.meaning = meaning;
    }

    boolean shared() {
        return leases.isPresent();
    }

    boolean take(Source source) {
        if (leases.isPresent()) {
            Optional<Leases.Told> told = leases.get().take(source.name(), meaning);
            if (told.isEmpty()) {
                return false;
            }
            source.allowance().hear(told.get().limits(), told.get().ago());
        }
        synchronized (ours) {
            ours.put(source.name(), source.allowance());
        }
        return true;
    }

    /** Whether this agent polls it now, and so knows best how it stands. */
    boolean has(String source) {
        synchronized (ours) {
            return ours.containsKey(source);
        }
    }

    /** What was taken can't be polled after all: then another replica may know better how it stands. */
    void giveUp(String source) {
        synchronized (ours) {
            ours.remove(source);
        }
    }

    /** @param wait until it is due again */
    void end(Source source, SourceStatus status, Duration wait) {
        try {
            leases.ifPresent(held -> held.release(
                    source.name(), status.shared(), wait, source.allowance().tell()));
        } finally {
            giveUp(source.name());
        }
    }

    void renew() {
        leases.ifPresent(held -> held.renew(limits()));
    }

    private Map<String, String> limits() {
        synchronized (ours) {
            Map<String, String> limits = new TreeMap<>();
            ours.forEach((source, allowance) -> limits.put(source, allowance.tell()));
            return limits;
        }
    }

    void leave() {
        leases.ifPresent(Leases::leave);
    }

    /** How long to rest: others may have polled it, or died. */
    Duration rest(Duration wait) {
        return shared() && wait.compareTo(LOOK) > 0 ? LOOK : wait;
    }
}
