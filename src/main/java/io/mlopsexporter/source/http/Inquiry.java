package io.mlopsexporter.source.http;

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

/** One thing asked of the API, however many attempts it takes. Its text is for messages: {@code GET /repos/acme/x?page=2}. */
record Inquiry(String method, HttpUrl url, @Nullable RequestBody body) {
    private static final MediaType JSON = MediaType.get("application/json");

    /** Nobody should send secrets in a query, but a misplaced one must not reach the logs. */
    private static final Set<String> SECRET_PARAMETERS =
            Set.of("access_token", "token", "client_secret", "secret", "password", "api_key", "apikey", "signature");

    static Inquiry get(HttpUrl url) {
        return new Inquiry("GET", url, null);
    }

    static Inquiry post(HttpUrl url, ByteString json) {
        return new Inquiry("POST", url, RequestBody.create(json, JSON));
    }

    static Inquiry post(HttpUrl url, Map<String, String> form) {
        FormBody.Builder body = new FormBody.Builder();
        new TreeMap<>(form).forEach(body::add);
        return new Inquiry("POST", url, body.build());
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
