package io.mlopsexporter.dora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
    @ParameterizedTest
    @CsvSource({
        "services/a/**, services/a/b/c.py, true",
        "services/a/**, services/ab/c.py, false",
        "services/*, services/x.py, true",
        "services/*, services/a/x.py, false",
        "**/model.py, model.py, true",
        "**/model.py, a/b/model.py, true",
        "**/model.py, a/supermodel.py, false",
        "services/a, services/a/x, true",
        "services/a, services/a, true",
        "services/a, services/ab, false",
        "services/a/, services/a/x, true",
        "/services/?/x, services/a/x, true",
        "a.b+(c), a.b+(c), true",
        "a.b, axb, false"
    })
    void match(String glob, String path, boolean expected) {
        assertThat(new Globs(List.of(glob)).match(path)).isEqualTo(expected);
    }
}
