package io.mlopsexporter.source.cost;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a bill in FOCUS format is to be read.
 *
 * @param source the label {@code source}
 * @param costColumn {@code EffectiveCost} or {@code BilledCost}
 * @param categories of charges that count
 * @param columns which rows are in scope: those that have one of the values in each of these columns; none: all
 * @param tags the same, for tags
 * @param teamTag the tag whose value names the team
 * @param subAccounts teams by id or name of a sub account
 * @param settle how long after a day its charges may still change; whole days
 * @param history how far back charges matter
 */
public record FocusSettings(
        String source,
        String costColumn,
        SortedSet<String> categories,
        SortedMap<String, List<String>> columns,
        SortedMap<String, List<String>> tags,
        Optional<String> teamTag,
        SortedMap<String, String> subAccounts,
        Files files,
        Duration settle,
        Duration history,
        Optional<Charset> encoding) {
    public FocusSettings {
        categories = Collections.unmodifiableSortedSet(new TreeSet<>(categories));
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        subAccounts = Collections.unmodifiableSortedMap(new TreeMap<>(subAccounts));
    }

    /** All that sums depend on, besides the bills. */
    String meaning() {
        return String.join(
                " ",
                costColumn,
                categories.toString(),
                columns.toString(),
                tags.toString(),
                teamTag.toString(),
                subAccounts.toString());
    }

    /** What several files without a manifest are to each other. */
    public enum Files {
        /** Not told: no two may hold the same account and month. */
        UNTOLD,
        /** Each holds some of the rows. */
        PARTS,
        /** The newest with an account and month holds all its rows. */
        VERSIONS
    }
}
