package io.mlopsexporter.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What may stand under a key: reads it, and describes itself to editors and people. */
interface Type<T> {

    /** The value; empty if it is wrong, which is then reported. */
    Optional<T> read(Item item, Reading reading);

    /** As JSON Schema, which may allow more than {@link #read}, never less. */
    ObjectNode schema();

    /** What would be right, in a message: {@code a date, as 2026-01-31}. */
    String expected();

    /** In the tables of the documentation: {@code duration}, {@code list of URL}. */
    String label();
}
