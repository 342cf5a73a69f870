package io.mlopsexporter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Bad clients on the port of an agent on this host, and good ones among them. Bounded: so many connections, so many rounds.
 *
 * @param slow connections that send half a request, drip it, or do not read what they asked for
 * @param scrapes that are asked for at the same time
 * @param rounds of both
 */
record Attack(URI agent, int slow, int scrapes, int rounds, long seed) {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(5);

    Attack {
        if (!List.of("127.0.0.1", "localhost").contains(agent.getHost())) {
            throw new IllegalArgumentException("only this host is attacked, not " + agent.getHost());
        }
    }

    /**
     * What good clients met.
     *
     * @param probes statuses of probes, by how often; 0: no answer
     * @param scrapes the same of scrapes
     * @param probeMillis how long probes took, sorted
     * @param scrapeMillis how long scrapes took that were answered with 200, sorted
     * @param shedMillis how long those took that were turned away
     */
    record Outcome(
            Map<Integer, Integer> probes,
            Map<Integer, Integer> scrapes,
            List<Double> probeMillis,
            List<Double> scrapeMillis,
            List<Double> shedMillis) {
        static double percentile(List<Double> sorted, double share) {
            return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
        }

        static String told(List<Double> sorted) {
            return "p50 %.1f ms, p99 %.1f ms, worst %.1f ms"
                    .formatted(percentile(sorted, 0.5), percentile(sorted, 0.99), percentile(sorted, 1));
        }
    }

    private record Met(int status, double millis) {}

    Outcome run() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicBoolean over = new AtomicBoolean();
        Bad bad = new Bad();
        try {
            Future<List<Met>> probing = threads.submit(() -> probe(over));
            Future<?> dripping = threads.submit(() -> bad.drip(over));
            List<Met> scraped = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                bad.connect(new Random(seed + round));
                List<Future<Met>> asked = IntStream.range(0, scrapes)
                        .mapToObj(any -> threads.submit(() -> ask("/metrics")))
                        .toList();
                for (Future<Met> one : asked) {
                    scraped.add(one.get());
                }
            }
            over.set(true);
            dripping.get();
            return outcome(probing.get(), scraped);
        } finally {
            over.set(true);
            bad.close();
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static Outcome outcome(List<Met> probes, List<Met> scrapes) {
        return new Outcome(
                counts(probes),
                counts(scrapes),
                probes.stream().map(Met::millis).sorted().toList(),
                millis(scrapes, 200),
                millis(scrapes, 503));
    }

    private static List<Double> millis(List<Met> all, int status) {
        return all.stream()
                .filter(one -> one.status() == status)
                .map(Met::millis)
                .sorted()
                .toList();
    }

    private static Map<Integer, Integer> counts(List<Met> all) {
        Map<Integer, Integer> counts = new TreeMap<>();
        all.forEach(one -> counts.merge(one.status(), 1, Integer::sum));
        return counts;
    }

    private List<Met> probe(AtomicBoolean over) throws InterruptedException {
        List<Met> met = new ArrayList<>();
        while (!over.get()) {
            met.add(ask("/-/healthy"));
            met.add(ask("/-/ready"));
            TimeUnit.MILLISECONDS.sleep(BETWEEN_PROBES.toMillis());
        }
        return met;
    }

    /** On a connection of its own, as kubelets do. */
    private Met ask(String path) {
        long began = System.nanoTime();
        int status = 0;
        try (Socket socket = connection(64 << 10)) {
            socket.getOutputStream()
                    .write(bytes("GET " + path
                            + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"));
            byte[] answer = socket.getInputStream().readAllBytes();
            String head = new String(answer, 0, Math.min(answer.length, 12), StandardCharsets.ISO_8859_1);
            status = head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0;
        } catch (IOException cutOff) {
            status = 0;
        }
        return new Met(status, (System.nanoTime() - began) / 1e6);
    }

    private Socket connection(int buffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(buffer);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), agent.getPort()), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Those whom nobody owes an answer. */
    private final class Bad {
        private final List<Socket> sockets = new ArrayList<>();
        private final List<Socket> dripping = new ArrayList<>();

        synchronized void connect(Random random) {
            close();
            for (int i = 0; i < slow; i++) {
                try {
                    Socket socket = connection(4096);
                    sockets.add(socket);
                    begin(i, socket, random);
                } catch (IOException refused) {
                    // that is one way to deal with them
                }
            }
        }

        private void begin(int kind, Socket socket, Random random) throws IOException {
            switch (kind % 10) {
                case 0 -> {}
                case 1, 2 -> {
                    socket.getOutputStream().write(bytes("GET /metrics HTTP/1.1\r\nHost: a\r\nX-Slow: "));
                    dripping.add(socket);
                }
                case 3 ->
                    socket.getOutputStream()
                            .write(bytes("POST /-/reload HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nhalf"));
                case 4 -> socket.getOutputStream().write(bytes("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20)));
                case 5 ->
                    socket.getOutputStream().write(bytes("GET / HTTP/1.1\r\nX: " + "x".repeat(1 << 20) + "\r\n\r\n"));
                case 6 ->
                    socket.getOutputStream().write(bytes("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(20_000) + "\r\n"));
                case 7 -> {
                    byte[] garbage = new byte[8192];
                    random.nextBytes(garbage);
                    socket.getOutputStream().write(garbage);
                }
                case 8 ->
                    socket.getOutputStream()
                            .write(
                                    bytes(
                                            "GET /explain HTTP/1.1\r\nHost: a\r\n\r\n\u0000\u0001 \u00ff / x\r\n\r\nBREW /pot HTCPCP/1.0\r\n\r\n"));
                default ->
                    socket.getOutputStream()
                            .write(bytes(
                                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\nx"));
            }
        }

        /** A byte a connection at a time. */
        boolean drip(AtomicBoolean over) throws InterruptedException {
            while (!over.get()) {
                synchronized (this) {
                    for (Socket socket : dripping) {
                        try {
                            socket.getOutputStream().write('x');
                        } catch (IOException cutOff) {
                            // as it should be
                        }
                    }
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            return true;
        }

        synchronized void close() {
            for (Socket socket : sockets) {
                try (socket;
                        InputStream unread = socket.getInputStream()) {
                    unread.available();
                } catch (IOException closed) {
                    // by the other side
                }
            }
            sockets.clear();
            dripping.clear();
        }
    }
}
