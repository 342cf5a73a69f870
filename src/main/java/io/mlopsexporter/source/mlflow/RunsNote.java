package io.mlopsexporter.source.mlflow;

import java.util.Optional;
import java.util.SortedSet;

/**
 * How far the runs are known. Instants in milliseconds, as MLflow has them.
 *
 * @param until those that started before are known, in all experiments that the journal knows
 * @param swept when all of the history was last read again, for what was recorded late
 * @param scan which runs are being read from the beginning of the history, empty: none
 * @param reached those of them that started before are known
 * @param people fingerprint of the people who are known by hashes; another one, and all is read again
 */
record RunsNote(long until, long swept, String scan, long reached, Optional<String> people) {
    static final String NAME = "runs";
    static final RunsNote NONE = new RunsNote(0, 0, "", 0, Optional.empty());

    /** Names a reading of all runs of these experiments, by these people. */
    static String scanOf(SortedSet<String> experiments, String people) {
        return experiments.size() + "/" + Integer.toHexString(experiments.hashCode()) + "/" + people;
    }

    /** How far that reading has come; empty: it has not begun. */
    Optional<Long> reached(String wanted) {
        return scan.equals(wanted) ? Optional.of(reached) : Optional.empty();
    }

    RunsNote scanning(String which, long to) {
        return new RunsNote(until, swept, which, to, people);
    }

    RunsNote known(long to) {
        return new RunsNote(to, swept, scan, reached, people);
    }

    /** Those of new experiments are known. */
    RunsNote scanned() {
        return new RunsNote(until, swept, "", 0, people);
    }

    /** All are. */
    RunsNote scanned(long at, String by) {
        return new RunsNote(at, at, "", 0, Optional.of(by));
    }
}
