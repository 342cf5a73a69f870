package io.mlopsexporter.platform;

import java.util.Optional;

/**
 * Whether something was found.
 *
 * @param found empty: what would tell was not read
 * @param why for people
 */
record Verdict(Optional<Boolean> found, String why) {
    static Verdict yes(String why) {
        return new Verdict(Optional.of(true), why);
    }

    static Verdict no(String why) {
        return new Verdict(Optional.of(false), why);
    }

    static Verdict unknown(String why) {
        return new Verdict(Optional.empty(), why);
    }

    boolean isYes() {
        return found.orElse(false);
    }
}
