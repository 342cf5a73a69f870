package io.mlopsexporter.exposition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a server of a test, over HTTP or byte by byte. */
final class Client {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final InetSocketAddress server;

    Client(MetricsServer server) {
        this.server = server.address();
    }

    HttpResponse<String> get(String path, String... headers) {
        return request("GET", path, headers);
    }

    HttpResponse<String> request(String method, String path, String... headers) {
        return send(builder(method, path, headers), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path, String... headers) {
        return send(builder("GET", path, headers), BodyHandlers.ofByteArray());
    }

    /** A connection on which so much was sent, and nothing read. */
    Socket socket(String sent) throws IOException {
        Socket socket = new Socket();
        // little room, so that who does not read soon holds up who writes
        socket.setReceiveBufferSize(4096);
        socket.connect(server, Math.toIntExact(PATIENCE.toMillis()));
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket.getOutputStream().write(Encoded.utf8(sent));
        return socket;
    }

    private HttpRequest builder(String method, String path, String... headers) {
        URI uri = URI.create("http://" + server.getHostString() + ":" + server.getPort() + path);
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).method(method, BodyPublishers.noBody());
        return (headers.length == 0 ? builder : builder.headers(headers)).build();
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
