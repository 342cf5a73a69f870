package io.mlopsexporter.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnnamedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Merge pull request #12 from jane-doe/faster-features | Merge pull request #12
        Merge branch 'jane-doe/topic' into main              | Merge branch '…/topic' into main
        jane-doe/hotfix-scores                               | …/hotfix-scores
        Jane-Doe-hotfix                                      | …-hotfix
        Thanks to @joe for the report (#7)                   | Thanks to … for the report (#7)
        Signed off by Jane Doe <jane@acme.example>           | Signed off by … …
        Late scores, says j.doe+ml@mail.acme.example         | Late scores, says …
        Deploy fraud-api@1a2b3c4 and scores@v1.2.3           | Deploy fraud-api@1a2b3c4 and scores@v1.2.3
        Bump @types/node from 1 to 2                         | Bump @types/node from 1 to 2
        Janet's and jane's models                            | Janet's and jane's models
        Revert "Use al's cache (#12)"                        | Revert "Use al's cache (#12)"
        """)
    void accountsMentionsAndAddresses_areTakenOut_andNothingElse(String written, String kept) {
        assertThat(Unnamed.text(written, List.of("jane-doe", "Jane Doe", "al"))).isEqualTo(kept);
    }
}
