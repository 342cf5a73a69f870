package io.mlopsexporter.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where a store is, and what people can do when something is wrong with it. */
sealed interface Place permits StoreFile, StoreServer {
    /** As people know it. */
    String name();

    /** What a failure of the database means for people. */
    StoreException failed(String doing, SQLException e);

    StoreException damaged(String why, @Nullable Throwable cause);

    /** What only this kind of database says at the end of {@code CREATE TABLE}. */
    String tableOptions();

    /** Begins a line of a migration that is for shared stores only. */
    String onlyShared();
}
