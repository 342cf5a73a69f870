package io.mlopsexporter.source.http;

import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import okhttp3.HttpUrl;

/** The one scheme, host and port that we send our credential to. */
final class Origin {
    private final HttpUrl base;

    Origin(HttpUrl base) {
        this.base = base;
    }

    /**
     * Where a link in an answer leads.
     *
     * @param said the link as it was sent, perhaps relative
     * @throws SourceException ({@code BadPayload}) if it leads elsewhere
     */
    HttpUrl resolve(Inquiry from, String said, String what) {
        HttpUrl target = from.url().resolve(said);
        if (target == null || !holds(target)) {
            // what is no address may hold anything, a credential that was sent too
            String shown = target == null ? "what is no address" : name(target);
            throw new SourceException(new SourceError.BadPayload(from + ": " + what + " leads to " + shown
                    + ", but the credential is only sent to " + name(base)
                    + "; check that the configured URL is the one by which the server knows itself"));
        }
        return target;
    }

    /** The same where no credential is sent: it may lead to any host, over HTTPS. */
    HttpUrl resolveOpen(Inquiry from, String said) {
        HttpUrl target = from.url().resolve(said);
        return target != null && target.isHttps() ? target : resolve(from, said, "the redirect");
    }

    private boolean holds(HttpUrl target) {
        return target.scheme().equals(base.scheme())
                && target.host().equals(base.host())
                && target.port() == base.port();
    }

    private static String name(HttpUrl url) {
        return url.scheme() + "://" + url.host() + ":" + url.port();
    }
}
