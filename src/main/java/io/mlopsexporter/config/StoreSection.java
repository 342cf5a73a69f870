package io.mlopsexporter.config;

import java.nio.file.Path;
import java.util.List;

/** {@code store}. */
final class StoreSection {
    static final Key<String> URL = Key.of(
            "url",
            AddressTypes.STORE,
            "jdbc:sqlite:mlops-exporter.db",
            "`jdbc:sqlite:FILE`, for one agent; a relative file is one of the working directory. Or `jdbc:postgresql://HOST/DATABASE`,"
                    + " which several agents share: each source is polled by one of them at a time, and any shows all figures.");
    static final Key<String> USER = Key.optional("user", Types.TEXT, "The user of the PostgreSQL database.");
    static final Key<Path> PASSWORD_FILE = Key.optional(
            "password_file",
            Types.SECRET_FILE,
            "File with the user's password. It is read again for each new connection.");
    static final Key<String> PASSWORD_ENV =
            Key.optional("password_env", Types.ENVIRONMENT_VARIABLE, "Environment variable with the user's password.");

    static final Section<StoreConfig> SECTION = new Section<>(
            "store",
            "Where events are kept, so that a restart loses and repeats nothing.",
            List.of(URL, USER, PASSWORD_FILE, PASSWORD_ENV),
            List.of(Rules.atMostOne("password_file", "password_env")),
            values -> new StoreConfig(
                    values.get(URL), values.find(USER), values.find(PASSWORD_FILE), values.find(PASSWORD_ENV)));

    private StoreSection() {}
}
