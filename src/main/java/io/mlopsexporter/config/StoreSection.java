package io.mlopsexporter.config;

import java.util.List;

/** {@code store}. */
final class StoreSection {
    static final Key<String> URL = Key.of(
            "url",
            AddressTypes.STORE,
            "jdbc:sqlite:mlops-exporter.db",
            "`jdbc:sqlite:FILE`; a relative file is one of the working directory. `jdbc:postgresql://…` is not supported by this version.");

    static final Section<StoreConfig> SECTION = new Section<>(
            "store",
            "Where events are kept, so that a restart loses and repeats nothing.",
            List.of(URL),
            List.of(),
            values -> new StoreConfig(values.get(URL)));

    private StoreSection() {}
}
