package io.mlopsexporter.platform;

import java.util.OptionalDouble;

/**
 * What a formula gives.
 *
 * @param score 0 to 1; empty: not known
 * @param why for people
 */
record Measured(OptionalDouble score, String why) {
    /** So few say nothing. */
    static final int LEAST = 5;

    /** Of at least five. */
    static Measured share(long count, long of, String items, String which) {
        return of < LEAST ? tooFew(of, items) : of(count, of, items, which);
    }

    /** Of at least one. */
    static Measured of(long count, long of, String items, String which) {
        return of == 0
                ? unknown("no " + items)
                : new Measured(OptionalDouble.of((double) count / of), count + " of " + of + " " + items + " " + which);
    }

    static Measured tooFew(long of, String items) {
        return unknown(of + " " + items + ", and it takes " + LEAST);
    }

    static Measured unknown(String why) {
        return new Measured(OptionalDouble.empty(), why);
    }
}
