package io.mlopsexporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TEXT         | */*
            TEXT         | text/plain
            TEXT         | text/html,application/xhtml+xml,*/*;q=0.8
            TEXT         | application/json
            TEXT         | garbage;;;,,q=
            OPEN_METRICS | application/openmetrics-text
            OPEN_METRICS | Application/OpenMetrics-Text; Version="1.0.0"; charset=utf-8
            OPEN_METRICS | application/openmetrics-text, text/plain
            OPEN_METRICS | application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,/;q=0.1
            OPEN_METRICS | application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1
            TEXT         | application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,text/plain;version=0.0.4;q=0.3
            TEXT         | application/openmetrics-text;q=0
            TEXT         | application/openmetrics-text;q=0.0, */*
            TEXT         | application/openmetrics-text;q=0.4, text/plain;q=0.6
            TEXT         | application/openmetrics-text;q=0.4, text/*;q=0.6
            OPEN_METRICS | application/openmetrics-text;q=0.6, text/plain;q=0.4
            OPEN_METRICS | application/openmetrics-text;q=0.2, text/plain;q=0, */*
            TEXT         | application/openmetrics-text;version=2.0.0
            TEXT         | application/openmetrics-text;q=7
            """)
    void format_followsTheQualities(Format format, String accept) {
        assertThat(Negotiation.format(List.of(accept))).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | application/json
            true  | application/json, text/html;q=0.9
            true  | application/json;q=0.5, text/html;q=0
            false | */*
            false | text/html,application/xhtml+xml,*/*;q=0.8
            true  | application/json, text/plain, */*
            false | application/json;q=0, text/plain;q=0.1
            """)
    void json_isPreferred_onlyIfNamed_andLikedBetterThanHtml(boolean json, String accept) {
        assertThat(Negotiation.prefersJson(List.of(accept))).isEqualTo(json);
    }

    @Test
    void format_ofSeveralHeaderLines_takesThemAsOne() {
        assertThat(Negotiation.format(List.of("text/plain;q=0.1", "application/openmetrics-text")))
                .isEqualTo(Format.OPEN_METRICS);
        assertThat(Negotiation.format(List.of())).isEqualTo(Format.TEXT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | gzip
            true  | deflate, GZIP;q=1.0, *;q=0.5
            true  | x-gzip
            true  | *
            true  | gzip;q=0.5, identity;q=0.5
            false | gzip;q=0
            false | gzip;q=0, *
            false | *;q=0
            false | identity
            false | br, deflate
            false | gzip;q=0.3, identity
            false | gzip;q=no
            """)
    void gzip_followsTheQualities(boolean gzip, String acceptEncoding) {
        assertThat(Negotiation.gzip(List.of(acceptEncoding))).isEqualTo(gzip);
    }

    @Test
    void gzip_unasked_isNotUsed() {
        assertThat(Negotiation.gzip(List.of())).isFalse();
    }
}
