package io.mlopsexporter.exposition;

import static io.mlopsexporter.exposition.Metrics.counter;
import static io.mlopsexporter.exposition.Metrics.gauge;
import static io.mlopsexporter.exposition.Metrics.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mlopsexporter.metric.Family;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {
    private final Exposition exposition = new Exposition(Metrics::own);

    @ParameterizedTest
    @EnumSource
    void scrape_beforeTheFirstDerivation_hasTheAgentsOwnOnly(Format format) {
        Map<String, Double> series = StrictParser.series(format, text(format));

        assertThat(series)
                .containsEntry("mlops_exporter_source_up{source=\"github\"}", 1.0)
                .containsEntry("mlops_exporter_api_requests_total{source=\"github\",code=\"200\"}", 7.0)
                .containsKeys("process_start_time_seconds", "process_cpu_seconds_total", "jvm_threads_current");
        assertThat(series.keySet()).noneMatch(name -> name.startsWith("dora_"));
    }

    @ParameterizedTest
    @EnumSource
    void scrape_hasFiguresThenTheAgentsOwn(Format format) {
        exposition.publish(List.of(
                gauge(
                        "dora_deployments",
                        sample(3, "ml_team", "a", "window", "7d"),
                        sample(0, "ml_team", "b", "window", "7d")),
                gauge("dora_organization_deployments_per_day", sample(3 / 7.0)),
                counter("mlops_exporter_records_skipped", sample(12345678, "reason", "no_start"))));

        assertThat(StrictParser.series(format, text(format)))
                .containsEntry("dora_deployments{ml_team=\"a\",window=\"7d\"}", 3.0)
                .containsEntry("dora_deployments{ml_team=\"b\",window=\"7d\"}", 0.0)
                .containsEntry("dora_organization_deployments_per_day", 3 / 7.0)
                .containsEntry("mlops_exporter_records_skipped_total{reason=\"no_start\"}", 12345678.0)
                .containsEntry("mlops_exporter_build_info{version=\"1.2.3\"}", 1.0);
    }

    @Test
    void types_areThoseOfTheFamilies() {
        exposition.publish(List.of(gauge("dora_incidents", sample(1)), counter("mlops_exporter_things", sample(1))));

        assertThat(StrictParser.types(Format.TEXT, text(Format.TEXT)))
                .containsEntry("dora_incidents", "gauge")
                .containsEntry("mlops_exporter_things_total", "counter");
        assertThat(StrictParser.types(Format.OPEN_METRICS, text(Format.OPEN_METRICS)))
                .containsEntry("mlops_exporter_things", "counter");
    }

    @ParameterizedTest
    @EnumSource
    void gzip_isTheSameText(Format format) throws IOException {
        // the agent's own metrics change from scrape to scrape, so only the part before them is compared
        exposition.publish(IntStream.range(0, 300)
                .mapToObj(i -> gauge("dora_figure_" + i, sample(i, "window", "7d")))
                .toList());

        String plain = joined(exposition.scrape(format, false, true));
        String unzipped = unzipped(exposition.scrape(format, true, true));

        String ownPart = "mlops_exporter_build_info";
        assertThat(before(ownPart, plain)).hasSizeGreaterThan(1000).isEqualTo(before(ownPart, unzipped));
        assertThat(StrictParser.series(format, unzipped).keySet())
                .containsAll(StrictParser.series(format, plain).keySet());
    }

    /** Unpacked while it is sent, and sent in many parts. */
    @Test
    void largeAnswer_isTheSameTextPlainAndCompressed() throws IOException {
        exposition.publish(IntStream.range(0, 30_000)
                .mapToObj(i -> gauge("dora_a_figure_with_quite_a_long_name_" + i, sample(i, "window", "7d")))
                .toList());

        String plain = joined(exposition.scrape(Format.TEXT, false, true));
        String unzipped = unzipped(exposition.scrape(Format.TEXT, true, true));

        String ownPart = "mlops_exporter_build_info";
        assertThat(before(ownPart, plain)).hasSizeGreaterThan(3 << 20).isEqualTo(before(ownPart, unzipped));
    }

    @Test
    void crowd_sharesAnAnswer_untilFiguresArePublished() {
        exposition.publish(List.of(gauge("dora_a", sample(1))));
        // a machine may stand still for longer than an answer is shared
        assertThat(IntStream.range(0, 100)
                        .mapToObj(any -> exposition.scrape(Format.TEXT, true, false))
                        .distinct()
                        .count())
                .isLessThan(50);
        List<Piece> first = exposition.scrape(Format.TEXT, true, false);
        assertThat(exposition.scrape(Format.TEXT, true, true)).isNotSameAs(first);

        exposition.scrape(Format.TEXT, false, false);
        exposition.publish(List.of(gauge("dora_a", sample(2))));
        assertThat(joined(exposition.scrape(Format.TEXT, false, false))).contains("dora_a 2.0");
    }

    @Test
    void gzip_isOneMember_forCurlReadsNoSecond() throws DataFormatException {
        exposition.publish(List.of(gauge("dora_a", sample(1))));
        byte[] zipped =
                bytes(exposition.scrape(Format.OPEN_METRICS, true, true)).toByteArray();
        int header = 10;
        int trailer = 8;

        Inflater inflater = new Inflater(true);
        inflater.setInput(zipped, header, zipped.length - header);
        byte[] text = new byte[1_000_000];
        int length = inflater.inflate(text);

        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isEqualTo(trailer);
        assertThat(new String(text, 0, length, Encoded.CHARSET))
                .contains("dora_a 1.0")
                .endsWith("# EOF\n");
        inflater.end();
    }

    @ParameterizedTest
    @EnumSource
    void labelValuesAndHelp_areEscaped(Format format) {
        exposition.publish(List.of(new Family(
                "dora_changes",
                Family.Type.GAUGE,
                "Two\nlines, a \\ and ü.",
                List.of(sample(1, "application", "quote\" back\\slash\nline ünïcode 漢字 🚀 {},=#")))));

        String text = text(format);
        StrictParser.series(format, text);
        assertThat(text)
                .contains("application=\"quote\\\" back\\\\slash\\nline ünïcode 漢字 🚀 {},=#\"")
                .contains("# HELP dora_changes Two\\nlines, a \\\\ and ü.\n");
    }

    @Test
    void numbers_arePrintedAsPrometheusReadsThem() {
        exposition.publish(List.of(gauge(
                "dora_numbers",
                sample(1.7e9, "n", "big"),
                sample(0.1 + 0.2, "n", "exact"),
                sample(Double.POSITIVE_INFINITY, "n", "inf"),
                sample(Double.NEGATIVE_INFINITY, "n", "-inf"))));

        assertThat(text(Format.OPEN_METRICS))
                .contains("{n=\"big\"} 1.7E9\n", "{n=\"exact\"} 0.30000000000000004\n")
                .contains("{n=\"inf\"} +Inf\n", "{n=\"-inf\"} -Inf\n");
    }

    @Test
    void familyWithoutSamples_isAbsent() {
        exposition.publish(List.of(gauge("dora_change_failure_ratio")));

        assertThat(text(Format.TEXT)).doesNotContain("dora_change_failure_ratio");
    }

    @Test
    void publish_replacesAllFigures() {
        exposition.publish(List.of(gauge("dora_former", sample(1))));
        exposition.publish(List.of(gauge("dora_later", sample(2))));

        assertThat(text(Format.TEXT)).contains("dora_later 2.0").doesNotContain("dora_former");
    }

    @Test
    void publish_ofAFamilyTwice_isRefusedAndTheFormerFiguresStay() {
        exposition.publish(List.of(gauge("dora_former", sample(1))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> exposition.publish(List.of(gauge("dora_x", sample(1)), gauge("dora_x", sample(2)))))
                .withMessageContaining("dora_x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exposition.publish(List.of(gauge("a_total", sample(1)), counter("a", sample(2)))))
                .withMessageContaining("a_total");
        assertThat(text(Format.TEXT)).contains("dora_former 1.0");
    }

    @Test
    void publish_ofASeriesTwice_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> exposition.publish(List.of(gauge("dora_x", sample(1, "a", "b"), sample(2, "a", "b")))))
                .withMessageContaining("dora_x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9lives", "a:b", "with-dash", "naïve", "a b"})
    void publish_ofAnIllegalName_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> exposition.publish(List.of(gauge(name, sample(1)))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exposition.publish(List.of(gauge("dora_x", sample(1, name, "value")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"__name__", "le", "quantile"})
    void publish_ofAReservedLabel_isRefused(String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exposition.publish(List.of(gauge("dora_x", sample(1, label, "value")))));
    }

    @Test
    void publish_ofALabelTwice_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exposition.publish(List.of(gauge("dora_x", sample(1, "a", "1", "a", "2")))));
    }

    @Test
    void figureNamedAsOneOfTheAgentsOwn_failsTheScrape() {
        exposition.publish(List.of(gauge("jvm_threads_current", sample(1))));

        assertThatIllegalStateException()
                .isThrownBy(() -> exposition.scrape(Format.TEXT, false, true))
                .withMessageContaining("jvm_threads_current");
    }

    @ParameterizedTest
    @EnumSource
    void scrapeOfNames_hasTheseOnly(Format format) throws IOException {
        exposition.publish(List.of(gauge("dora_a", sample(1)), gauge("dora_b", sample(2))));
        Set<String> names = Set.of("dora_a", "mlops_exporter_source_up", "nothing");

        assertThat(StrictParser.series(format, joined(exposition.scrape(format, false, names))))
                .containsOnlyKeys("dora_a", "mlops_exporter_source_up{source=\"github\"}");
        assertThat(unzipped(exposition.scrape(format, true, names)))
                .isEqualTo(joined(exposition.scrape(format, false, names)));
    }

    private String text(Format format) {
        return joined(exposition.scrape(format, false, true));
    }

    private static String before(String end, String text) {
        return text.substring(0, text.indexOf(end));
    }

    private static String joined(List<Piece> parts) {
        return bytes(parts).toString(Encoded.CHARSET);
    }

    private static String unzipped(List<Piece> parts) throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(bytes(parts).toByteArray()))) {
            return new String(in.readAllBytes(), Encoded.CHARSET);
        }
    }

    private static ByteArrayOutputStream bytes(List<Piece> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Piece part : parts) {
            long before = bytes.size();
            try {
                part.writeTo(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            assertThat(bytes.size() - before).isEqualTo(part.length());
        }
        return bytes;
    }
}
