package io.mlopsexporter.exposition;

import io.mlopsexporter.metric.Family;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.SampleNameFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What a scrape gets: the figures of the latest derivation, from memory, and after them what is read at each scrape: the
 * agent's own state, and that of its process and virtual machine.
 */
public final class Exposition {
    private final AtomicReference<Snapshot> figures = new AtomicReference<>(Snapshot.EMPTY);
    private final Machine machine = new Machine();
    private final Supplier<List<Family>> own;
    private final Map<Format, Together<List<Piece>>> compressed = answers();
    private final Map<Format, Together<List<Piece>>> plain = answers();

    /** @param own the agent's own metrics, asked at each scrape: it must answer at once, and never wait for a source */
    public Exposition(Supplier<List<Family>> own) {
        this.own = own;
    }

    /**
     * Replaces all figures at once: a scrape sees the former ones or these, never some of each.
     *
     * @throws IllegalArgumentException if a name is illegal, or a family or series is there twice; the former figures stay
     */
    public void publish(List<Family> families) {
        figures.updateAndGet(former -> Snapshot.of(families, former));
        compressed.values().forEach(Together::forget);
        plain.values().forEach(Together::forget);
    }

    /**
     * The parts of an answer, to be sent one after the other.
     *
     * @param alone whether nobody else is being answered: a crowd shares what is made
     */
    List<Piece> scrape(Format format, boolean gzipped, boolean alone) {
        return Objects.requireNonNull((gzipped ? compressed : plain).get(format))
                .get(alone, () -> made(format, gzipped));
    }

    private List<Piece> made(Format format, boolean gzipped) {
        Snapshot snapshot = figures.get();
        byte[] live = closed(format, live(snapshot.names()));
        return Encoded.closed(gzipped, List.of(snapshot.in(format)), live);
    }

    /** The same, but only the series of these names. */
    List<Piece> scrape(Format format, boolean gzipped, Set<String> names) {
        Snapshot snapshot = figures.get();
        SampleNameFilter wanted =
                new SampleNameFilter.Builder().nameMustBeEqualTo(names).build();
        List<MetricFamilySamples> kept = new ArrayList<>();
        for (List<MetricFamilySamples> part : List.of(snapshot.samples(names), live(snapshot.names()))) {
            for (MetricFamilySamples family : part) {
                MetricFamilySamples filtered = family.filter(wanted);
                if (filtered != null) {
                    kept.add(filtered);
                }
            }
        }
        return Encoded.closed(gzipped, List.of(), closed(format, kept));
    }

    private List<MetricFamilySamples> live(Set<String> taken) {
        List<MetricFamilySamples> live = new ArrayList<>(Samples.of(own.get()));
        live.addAll(machine.samples());
        for (String name : Samples.namesOf(live)) {
            if (taken.contains(name)) {
                throw new IllegalStateException("metric " + name + " is both a figure and one of the agent's own");
            }
        }
        return live;
    }

    private static Map<Format, Together<List<Piece>>> answers() {
        Map<Format, Together<List<Piece>>> answers = new EnumMap<>(Format.class);
        for (Format format : Format.values()) {
            answers.put(format, new Together<>());
        }
        return answers;
    }

    private static byte[] closed(Format format, List<MetricFamilySamples> families) {
        byte[] body = format.render(families);
        byte[] end = format.end();
        byte[] closed = Arrays.copyOf(body, body.length + end.length);
        System.arraycopy(end, 0, closed, body.length, end.length);
        return closed;
    }
}
