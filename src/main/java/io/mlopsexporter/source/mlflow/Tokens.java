package io.mlopsexporter.source.mlflow;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens of the pages of one list. A server that gives one twice, or ever new ones, has told no list: taken for one, it would lack
 * what stands behind, or fill the memory.
 */
final class Tokens {
    /** A million models, ten million experiments. */
    private static final int MOST_PAGES = 1_000;

    private final String call;
    private final Set<String> seen = new HashSet<>();

    /** @param call for messages */
    Tokens(String call) {
        this.call = call;
    }

    /** @throws SourceException ({@code BadPayload}) if the list goes round in circles, or has no end */
    Optional<String> next(Optional<String> token) {
        if (token.isPresent() && (!seen.add(token.get()) || seen.size() > MOST_PAGES)) {
            throw new SourceException(new SourceError.BadPayload(call + ": the list repeats a page, or has more than "
                    + MOST_PAGES + "; check the server, and any proxy or cache in between"));
        }
        return token;
    }

    boolean any() {
        return !seen.isEmpty();
    }
}
