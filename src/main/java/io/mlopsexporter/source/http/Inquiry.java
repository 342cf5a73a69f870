package io.mlopsexporter.source.http;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One thing asked of the API, however many attempts it takes. Its text is for messages: {@code GET /repos/acme/x?page=2}.
 *
 * @param into where a good answer goes, if it is too long for the memory: its digest then stands for it
 */
record Inquiry(
        String method,
        HttpUrl url,
        @Nullable RequestBody body,
        @Nullable Path into) {
    private static final MediaType JSON = MediaType.get("application/json");

    /** Nobody should send secrets in a query, but a misplaced one must not reach the logs. */
    private static final Set<String> SECRET_PARAMETERS = Set.of(
            "access_token",
            "token",
            "client_secret",
            "secret",
            "password",
            "api_key",
            "apikey",
            "signature",
            // addresses that object stores have signed: Azure, AWS, Google
            "sig",
            "x-amz-signature",
            "x-amz-credential",
            "x-amz-security-token",
            "x-goog-signature",
            "x-goog-credential");

    static Inquiry get(HttpUrl url) {
        return new Inquiry("GET", url, null, null);
    }

    static Inquiry save(HttpUrl url, Path into) {
        return new Inquiry("GET", url, null, into);
    }

    /** The same elsewhere. */
    Inquiry at(HttpUrl other) {
        return new Inquiry(method, other, body, into);
    }

    static Inquiry post(HttpUrl url, ByteString json) {
        return new Inquiry("POST", url, RequestBody.create(json, JSON), null);
    }

    static Inquiry post(HttpUrl url, Map<String, String> form) {
        FormBody.Builder body = new FormBody.Builder();
        new TreeMap<>(form).forEach(body::add);
        return new Inquiry("POST", url, body.build(), null);
    }

    boolean isGet() {
        return body == null;
    }

    @Override
    public String toString() {
        HttpUrl.Builder shown = url.newBuilder();
        for (String name : url.queryParameterNames()) {
            if (SECRET_PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
                shown.setQueryParameter(name, "***");
            }
        }
        String query = shown.build().encodedQuery();
        return method + " " + url.encodedPath() + (query == null ? "" : "?" + query);
    }
}
