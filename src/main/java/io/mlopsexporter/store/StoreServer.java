package io.mlopsexporter.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL database that the store is in. */
record StoreServer(String url) implements Place {
    static final String PREFIX = "jdbc:postgresql:";

    /** Without parameters, which could be anything. */
    @Override
    public String name() {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    @Override
    public String tableOptions() {
        return "";
    }

    @Override
    public String onlyShared() {
        return "";
    }

    /** By the classes of SQLSTATE, see PostgreSQL's manual, appendix A. */
    @Override
    public StoreException failed(String doing, SQLException e) {
        String what =
                doing + " " + name() + ": " + String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String advice =
                switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                    case "08", "57" ->
                        ". The database cannot be reached: what was kept is whole, and polls go on once it is back";
                    case "28" -> ". Check store.user and its password";
                    case "3D" -> ". Create the database, or set another store.url";
                    case "42" -> ". Give the user the right to create and change tables in its schema";
                    case "53" ->
                        ". Make room, or allow more connections; nothing of it was kept, and the next poll repeats it";
                    default -> "";
                };
        return new StoreException(what + advice, e);
    }

    @Override
    public StoreException damaged(String why, @Nullable Throwable cause) {
        return new StoreException(
                "the store " + name() + " holds what this agent did not write (" + why
                        + "). Nothing was changed: restore a backup, or set another store.url; then everything is read from the sources anew",
                cause);
    }
}
