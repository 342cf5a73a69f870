package io.mlopsexporter.config;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The values of one section, by their keys. */
final class Values {
    private final int position;
    private final Map<String, Object> byName = new HashMap<>();

    Values(int position) {
        this.position = position;
    }

    /** Index in the list that the section stands in, else 0. */
    int position() {
        return position;
    }

    <T> void read(Key<T> key, Item.Mapping section, Reading reading) {
        key.read(section, reading).ifPresent(value -> byName.put(key.name(), value));
    }

    /** The value of a key that is required or has a default. */
    <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new NoSuchElementException(key.name()));
    }

    @SuppressWarnings("unchecked") // read() stores under a key's name only what that key's own type has made
    <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable((T) byName.get(key.name()));
    }
}
