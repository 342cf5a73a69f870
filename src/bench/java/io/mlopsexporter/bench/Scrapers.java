package io.mlopsexporter.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several scrapers at once, which take what they get compressed, as Prometheus does. */
final class Scrapers {
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;

    Scrapers(int port) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Accept-Encoding", "gzip")
                .build();
    }

    /**
     * Sorted times in milliseconds.
     *
     * @param bytes of one answer
     */
    record Latencies(double[] sorted, int bytes) {
        double quantile(double q) {
            return sorted[(int) Math.min(sorted.length - 1L, Math.round(q * sorted.length))];
        }
    }

    /** Each scrapes as soon as it has its answer. */
    Latencies scrape(int scrapers, int times) {
        ExecutorService threads = Executors.newFixedThreadPool(scrapers);
        try {
            List<Future<List<Double>>> asked = new ArrayList<>();
            for (int scraper = 0; scraper < scrapers; scraper++) {
                asked.add(threads.submit(() -> {
                    List<Double> taken = new ArrayList<>();
                    for (int time = 0; time < times; time++) {
                        long began = System.nanoTime();
                        once();
                        taken.add((System.nanoTime() - began) / 1e6);
                    }
                    return taken;
                }));
            }
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> one : asked) {
                all.addAll(one.get());
            }
            return new Latencies(
                    all.stream().mapToDouble(Double::doubleValue).sorted().toArray(), once());
        } catch (InterruptedException | ExecutionException | IOException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private int once() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return response.body().length;
    }

    /**
     * Bytes of garbage that a scrape leaves: by how much the young generation grows over some; empty if it is collected again and again.
     */
    OptionalDouble garbage(Running exporter, int times) {
        for (int attempt = 0; attempt < 5; attempt++) {
            Heap before = Heap.of(exporter);
            try {
                for (int time = 0; time < times; time++) {
                    once();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            Heap after = Heap.of(exporter);
            if (after.collections() == before.collections()) {
                return OptionalDouble.of((after.young() - before.young()) / times);
            }
        }
        return OptionalDouble.empty();
    }

    /** @param young bytes in use where objects are born; a read of it is a small scrape itself */
    private record Heap(double young, double collections) {
        static Heap of(Running exporter) {
            String metrics = exporter.get(
                            "/metrics?name%5B%5D=jvm_memory_pool_bytes_used&name%5B%5D=jvm_gc_collection_seconds_count")
                    .orElseThrow();
            return new Heap(
                    Running.value(metrics, "jvm_memory_pool_bytes_used{pool=\"Eden Space\"")
                            .orElseThrow(),
                    Running.value(metrics, "jvm_gc_collection_seconds_count{gc=\"Copy\"")
                            .orElseThrow());
        }
    }
}
