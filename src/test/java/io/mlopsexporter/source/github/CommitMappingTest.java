package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitMappingTest {
    @ParameterizedTest
    @CsvSource({"joe,Joe Bloggs", "GitHub,GitHub"})
    void authorsOfACommit_areItsAccountsAndNames_butNotGitHubItself(String login, String name) throws Exception {
        var commit = FakeGitHub.JSON.readTree("""
                {"author": {"login": "%s"}, "committer": null, "commit": {"author": {"name": "%s"}, "committer": {"name": "GitHub"}}}
                """.formatted(login, name));

        assertThat(CommitMapping.authors(commit))
                .isEqualTo(login.equals("joe") ? List.of("joe", "Joe Bloggs") : List.of());
    }
}
