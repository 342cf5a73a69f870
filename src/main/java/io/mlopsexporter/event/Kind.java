package io.mlopsexporter.event;

import java.util.Locale;

/** What an application is. */
public enum Kind {
    SOFTWARE,
    MODEL;

    /** As it stands in the label {@code kind}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
