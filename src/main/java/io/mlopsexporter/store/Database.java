package io.mlopsexporter.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where statements are run. Safe for several threads; every method throws {@link IllegalStateException} after close. */
interface Database extends AutoCloseable {
    Place place();

    /** Reads as of one commit. */
    <T> T read(String doing, Work<T> work);

    /** Commits all of the work, or, if it throws anything, none of it. */
    <T> T change(String doing, Work<T> work);

    @Override
    void close();

    /** What is done with the connection; it neither commits nor closes it. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }
}
