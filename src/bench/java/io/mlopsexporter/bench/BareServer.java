package io.mlopsexporter.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What any exporter on the same libraries costs before it does anything: the JDK's HTTP server with simpleclient's handler and the
 * JVM's metrics, an OkHttp client that has asked for a page, Jackson that has read a document, an open SQLite.
 */
public final class BareServer {
    private BareServer() {}

    /** @param args the port */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        DefaultExports.initialize();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", new HTTPServer.HTTPMetricHandler(CollectorRegistry.defaultRegistry));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE event (id TEXT PRIMARY KEY, payload TEXT)");
            server.start();
            OkHttpClient client = new OkHttpClient();
            String url = "http://127.0.0.1:" + args[0] + "/metrics";
            try (Response response =
                    client.newCall(new Request.Builder().url(url).build()).execute()) {
                statement.execute("INSERT INTO event VALUES ('1', '"
                        + JsonMapper.builder()
                                .build()
                                .readTree(
                                        "{\"bytes\":" + response.body().string().length() + "}")
                        + "')");
            }
            new CountDownLatch(1).await();
        }
    }
}
