package io.mlopsexporter.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/fraud",
                "https://github.com/Acme/Fraud.git",
                "http://github.com/acme/fraud/",
                "https://user:p4ss@github.com/acme/fraud.git",
                "https://x-access-token@github.com:443/acme/fraud",
                "git@github.com:acme/fraud.git",
                "github.com:acme/fraud",
                "ssh://git@github.com/acme/fraud.git",
                "ssh://git@github.com:22/acme/fraud",
                "git+https://github.com/acme/fraud#subdirectory=x",
                " git://github.com/acme/fraud.git "
            })
    void everyWayToWriteIt_isOne(String written) {
        assertThat(Addresses.of(written)).contains("github.com/acme/fraud");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/home/jane/fraud", "../fraud", "C:\\work\\fraud", "file:///srv/fraud", "fraud"})
    void aFolder_isNone(String written) {
        assertThat(Addresses.of(written)).isEmpty();
    }
}
