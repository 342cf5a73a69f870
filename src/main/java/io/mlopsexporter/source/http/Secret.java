package io.mlopsexporter.source.http;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** A token, password or key. It is fetched each time it is needed, so that a renewed one is used at once, and never printed. */
public final class Secret {
    private final Supplier<String> fetch;

    private Secret(Supplier<String> fetch) {
        this.fetch = fetch;
    }

    /**
     * The text of a file without the newlines at its end. The file is read at each use: it is small, and neither its
     * time nor its size tell reliably that an orchestrator has swapped a mounted secret.
     */
    public static Secret file(Path file) {
        return new Secret(() -> present(read(file), "the secret file " + file));
    }

    /** The value of a variable in {@code environment}, as {@link System#getenv()} gives it. */
    public static Secret environment(String variable, Map<String, String> environment) {
        return new Secret(() -> {
            String value = environment.get(variable);
            if (value == null) {
                throw unusable("the environment variable " + variable + " is not set; set it to the secret");
            }
            return present(value, "the environment variable " + variable);
        });
    }

    /** A secret that is at hand already. */
    public static Secret of(String value) {
        return new Secret(() -> value);
    }

    /**
     * The secret itself.
     *
     * @throws SourceException ({@code Unauthorized}) naming the file or variable, if there is none
     */
    public String value() {
        return fetch.get();
    }

    @Override
    public String toString() {
        return "***";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw unusable("the secret file " + file + " does not exist; create it or correct its path", e);
        } catch (AccessDeniedException e) {
            throw unusable("the secret file " + file + " may not be read; allow this process to read it", e);
        } catch (IOException e) {
            throw unusable("the secret file " + file + " cannot be read as text: " + e.getMessage(), e);
        }
    }

    private static String present(String text, String where) {
        String value = text.replaceAll("[\\r\\n]+$", "");
        if (value.isBlank()) {
            throw unusable(where + " is empty; write the secret into it");
        }
        return value;
    }

    private static SourceException unusable(String message) {
        return new SourceException(new SourceError.Unauthorized(message));
    }

    private static SourceException unusable(String message, IOException cause) {
        return new SourceException(new SourceError.Unauthorized(message), cause);
    }
}
