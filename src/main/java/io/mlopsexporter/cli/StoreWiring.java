package io.mlopsexporter.cli;

import io.mlopsexporter.config.StoreConfig;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.Secret;
import io.mlopsexporter.store.EventStore;
import io.mlopsexporter.store.StoreAccess;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** From the configuration of a store to the store. */
final class StoreWiring {
    private StoreWiring() {}

    /** For an agent, which goes on with a new store if its own is damaged. */
    static EventStore open(StoreConfig config, Instant now) {
        return EventStore.openOrBeginAnew(access(config), now);
    }

    /** For a command that looks at it. */
    static EventStore openReadOnly(StoreConfig config) {
        return EventStore.openReadOnly(access(config));
    }

    /** For a command that polls once. What agents share, they poll: a command only looks at that. */
    static EventStore openToPoll(StoreConfig config) {
        StoreAccess access = access(config);
        return access.shared() ? EventStore.openReadOnly(access) : EventStore.open(access);
    }

    private static StoreAccess access(StoreConfig config) {
        Optional<Secret> password = config.passwordFile()
                .map(Secret::file)
                .or(() -> config.passwordEnvironment().map(name -> Secret.environment(name, System.getenv())));
        return new StoreAccess(config.url(), config.user(), password.map(StoreWiring::supplier));
    }

    private static Supplier<String> supplier(Secret secret) {
        return () -> {
            try {
                return secret.value();
            } catch (SourceException e) {
                throw new IllegalStateException("the password of the store: " + e.getMessage(), e);
            }
        };
    }
}
