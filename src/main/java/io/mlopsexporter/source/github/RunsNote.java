package io.mlopsexporter.source.github;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the runs of a workflow are known.
 *
 * @param from every run started after this instant is known
 * @param people fingerprint of the people who are known by hashes; another one, and all is read again
 * @param until runs started since then are looked at again
 * @param firstPage fingerprint of the newest runs: while it stays, nothing happened
 * @param pending runs that have not ended: id → when they started
 * @param attempts runs without success: id → how many attempts were looked at
 */
record RunsNote(
        Instant from,
        Optional<String> people,
        Instant until,
        String firstPage,
        SortedMap<String, Instant> pending,
        SortedMap<String, Integer> attempts) {
    RunsNote {
        pending = Collections.unmodifiableSortedMap(new TreeMap<>(pending));
        attempts = Collections.unmodifiableSortedMap(new TreeMap<>(attempts));
    }
}
