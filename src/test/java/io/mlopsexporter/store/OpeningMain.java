package io.mlopsexporter.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Another program that opens a store: as an agent ({@code agent}), or as any tool of SQLite's does. */
final class OpeningMain {
    private OpeningMain() {}

    public static void main(String[] arguments) {
        if (arguments[1].equals("agent")) {
            openAsAgent(arguments[0]);
        } else {
            openAsTool(arguments[0]);
        }
    }

    private static void openAsAgent(String url) {
        try {
            EventStore.open(url).close();
            System.out.println("opened");
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void openAsTool(String url) {
        // Takes the log away, which SQLite allows only where nobody else has the file open.
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
            System.out.println("the log is gone");
        } catch (SQLException e) {
            System.out.println(e.getMessage());
        }
    }
}
