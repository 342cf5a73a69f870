package io.mlopsexporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In a virtual machine of its own: the JDK reads its limits once, and another test may have been first. */
class DeadlinesTest {
    /** Serves until its standard input ends. */
    static final class Server {
        private Server() {}

        public static void main(String[] arguments) throws IOException {
            Site site = new Site("1", List::of, Map.of());
            try (MetricsServer server =
                    MetricsServer.start(MetricsServerTest.ANY_PORT, new Exposition(Metrics::own), site)) {
                System.out.println(server.address().getPort());
                while (System.in.read() >= 0) {
                    // until the test has ended, however it ends
                }
            }
        }
    }

    @Test
    void halfARequest_isCutOffAfterSomeSeconds() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(Encoded.CHARSET)) {
            int port = Integer.parseInt(String.valueOf(out.readLine()));
            long start = System.nanoTime();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(60_000);
                socket.getOutputStream().write(Encoded.utf8("GET /metrics HTTP/1.1\r\nHost:"));

                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(20));
        } finally {
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        }
    }
}
