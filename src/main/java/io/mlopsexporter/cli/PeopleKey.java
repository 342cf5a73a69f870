package io.mlopsexporter.cli;

import io.mlopsexporter.config.Config;
import io.mlopsexporter.source.People;
import io.mlopsexporter.store.EventStore;
import java.util.Optional;

/** The key under which people are counted: made when a store is first opened to be written, and kept in it alone. */
final class PeopleKey {
    private static final String NOTE = "people_key";

    private PeopleKey() {}

    static People of(Config config, EventStore store) {
        // of replicas that begin together one has its way
        Optional<String> kept =
                store.isReadOnly() ? store.note(NOTE) : Optional.of(store.noteOr(NOTE, People.newKey()));
        return kept.map(key -> people(config, key)).orElseGet(() -> unkept(config));
    }

    /** For what is read and forgotten again. */
    static People unkept(Config config) {
        return people(config, People.newKey());
    }

    private static People people(Config config, String key) {
        return new People(key, config.platform().userExclude());
    }
}
