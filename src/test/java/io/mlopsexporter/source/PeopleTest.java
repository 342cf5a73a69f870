package io.mlopsexporter.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People are hashes under a key; machines are nobody. */
final class PeopleTest {
    private final String key = People.newKey();
    private final People people = new People(key, Pattern.compile(People.DEFAULT_EXCLUDE));

    @ParameterizedTest
    @ValueSource(strings = {"jane", " Jane ", "JANE", "Jane@acme.example", "ACME\\jane"})
    void onePersonHasOneHashHoweverWritten(String name) {
        assertThat(people.hash(name)).isPresent().isEqualTo(people.hash("jane"));
    }

    @Test
    void othersHaveOtherHashes() {
        assertThat(people.hash("jane")).isNotEqualTo(people.hash("janet"));
    }

    @Test
    void aHashSaysNothingWithoutItsKey() {
        var elsewhere = new People(People.newKey(), Pattern.compile(People.DEFAULT_EXCLUDE));
        assertThat(people.hash("jane")).isNotEqualTo(elsewhere.hash("jane"));
        assertThat(people.hash("jane").orElseThrow()).matches("[0-9a-f]{16}");
        assertThat(people.toString()).doesNotContain(key);
    }

    @Test
    void theSameKeyFindsThePersonAgainAfterARestart() {
        var again = new People(key, Pattern.compile(People.DEFAULT_EXCLUDE));
        assertThat(again.hash("jane")).isEqualTo(people.hash("jane"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "root",
                "Root",
                "jovyan",
                "dependabot[bot]",
                "renovate[bot]",
                "github-actions",
                "runner",
                "root@host"
            })
    void machinesAreNobody(String name) {
        assertThat(people.hash(name)).isEmpty();
    }

    @Test
    void whoIsNobodyMayBeChosen() {
        var chosen = new People(key, Pattern.compile("^svc-"));
        assertThat(chosen.hash("svc-train")).isEqualTo(Optional.empty());
        assertThat(chosen.hash("root")).isPresent();
    }
}
