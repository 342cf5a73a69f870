package io.mlopsexporter.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Statements whose parameters are texts; where a column is a number, the statement casts. */
final class Statements {
    private Statements() {}

    static PreparedStatement bind(PreparedStatement statement, String... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setString(i + 1, arguments[i]);
        }
        return statement;
    }

    /** How many rows it changed. */
    static int execute(Connection connection, String sql, String... arguments) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            return bind(prepared, arguments).executeUpdate();
        }
    }

    /** A query of two columns. */
    static Map<String, String> pairs(Connection connection, String query, String... arguments) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet rows = bind(select, arguments).executeQuery()) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }
}
