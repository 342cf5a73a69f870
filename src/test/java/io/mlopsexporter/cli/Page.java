package io.mlopsexporter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a path of the program answers. */
record Page(int status, String text) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** The text as a reader of the page sees it. */
    String plain() {
        return text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    }

    static Page at(String url) {
        return answer(HttpRequest.newBuilder(URI.create(url)));
    }

    static Page posted(String url) {
        return answer(HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static Page answer(HttpRequest.Builder asked) {
        HttpRequest request = asked.timeout(Duration.ofSeconds(30)).build();
        String url = request.uri().toString();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Page(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
