package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RevertsTest {
    @Test
    void message_namesTheCommitItReverts() {
        assertThat(Reverts.ofMessage(
                        "Revert \"Add cache\"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567."))
                .containsExactly("0123456789abcdef0123456789abcdef01234567");
    }

    @Test
    void message_namesSeveral() {
        assertThat(Reverts.ofMessage("Undo\n\nThis reverts commit abcdef1.\nThis reverts commit abcdef2, really."))
                .containsExactly("abcdef1", "abcdef2");
    }

    @Test
    void landingAgain_blamesNothing() {
        String body = "\n\nThis reverts commit abcdef1.";
        assertThat(Reverts.ofMessage("Reapply \"Add cache\"" + body)).isEmpty();
        assertThat(Reverts.ofMessage("Revert \"Revert \"Add cache\"\"" + body)).isEmpty();
    }

    @Test
    void pullRequest_isNamedByBodyOrTitle() {
        assertThat(Reverts.pullRequests("Revert \"Add cache (#12)\"", "Reverts acme/x#12"))
                .containsExactly(12);
        assertThat(Reverts.pullRequests("Revert \"Add cache (#12)\" (#15)", "")).containsExactly(12);
        assertThat(Reverts.pullRequests("Undo", "Reverts #7, Reverts acme/y.z#8"))
                .containsExactly(7, 8);
    }

    @Test
    void titleWithoutNumber_namesNothing() {
        assertThat(Reverts.pullRequests("Revert \"Add cache\" (#15)", "see #12"))
                .isEmpty();
    }
}
