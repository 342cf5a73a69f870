package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.RepositoryFiles;
import io.mlopsexporter.source.PollResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of the files of the applications' repositories. */
class FilesTest extends GitHubTest {
    private static final String FEAST = "\\bfeast apply\\b";

    private final FakeRepository app = gitHub.repository(1, "acme/app");

    @BeforeEach
    void anApplication() {
        app.deployed(90, "2026-11-01T00:00:00Z");
        app.files.put("README.md", "");
        marks = new FileMarks(
                List.of("dvc.yaml", "*.lock", ".github/CODEOWNERS", "docs/*card*", ".github/workflows/*"),
                List.of(FEAST));
    }

    private RepositoryFiles files() {
        return Optional.ofNullable(log().platformFacts().get("github/files/1"))
                .map(RepositoryFiles.class::cast)
                .orElseThrow();
    }

    @Test
    void marksAreFoundInFoldersAndWorkflows() {
        app.checked = true;
        app.files.put("dvc.yaml", "");
        app.files.put("uv.lock", "");
        app.files.put(".github/CODEOWNERS", "");
        app.files.put("docs/model-card.md", "");
        app.files.put(".github/workflows/features.yml", "on: [push]\njobs: {a: {steps: [{run: feast apply}]}}\n");
        pollWell();

        assertThat(files().found()).isEqualTo(files().sought()).hasSize(6);
        assertThat(files().checked()).contains(true);
        assertThat(files().committedAt()).contains(app.pushedAt);
        assertThat(files().repository()).isEqualTo("github/1");
    }

    @Test
    void whatIsNotThere_isSoughtAndNotFound() {
        app.files.put(".github/workflows/ci.yml", "on:\n  push:\njobs: {} # feast apply, some day\n");
        app.files.put("dvc.yaml.bak", "");
        pollWell();

        assertThat(files().found()).containsExactly(RepositoryFiles.path(".github/workflows/*"));
        assertThat(files().sought()).hasSize(6);
        assertThat(files().checked()).contains(false);
    }

    @Test
    void aWorkflowThatIsNotUnderstood_isNotSoughtIn() {
        app.files.put(".github/workflows/ci.yml", "# ci.yml\n");
        pollWell();
        assertThat(files().sought())
                .doesNotContain(RepositoryFiles.workflow(FEAST))
                .hasSize(5);

        app.files.put(".github/workflows/features.yml", "on: push\njobs: {a: {steps: [{run: feast apply}]}}\n");
        time.pass(Duration.ofDays(1));
        pollWell();
        assertThat(files().found()).as("what is found is there").contains(RepositoryFiles.workflow(FEAST));
    }

    @Test
    void anEmptyOrHiddenRepository_isNotKnown() {
        app.emptied = true;
        pollWell();
        assertThat(log().platformFacts()).isEmpty();
    }

    @Test
    void checksThatMayNotBeRead_areNotTold() {
        app.checksError = "FORBIDDEN";
        pollWell();
        assertThat(files().checked()).isEmpty();
        assertThat(files().sought()).hasSize(6);
    }

    @Test
    void oneRequestADay_forFiftyRepositories() {
        for (int i = 2; i < 52; i++) {
            gitHub.repository(i, "acme/app-" + i).deployed(100 + i, "2026-11-01T00:00:00Z");
        }
        gitHub.repository(99, "acme/library");
        pollWell();
        assertThat(asked()).hasSize(2);
        assertThat(log().platformFacts()).hasSize(51);
        pollWellAgain();
        assertThat(asked()).isEmpty();
        time.pass(Duration.ofDays(1));
        pollWell();
        assertThat(asked()).hasSize(2);
    }

    @Test
    void otherMarksAreSoughtAtOnce_andWithoutAnyNothingIsAskedOrKept() {
        pollWell();
        asked();
        marks = new FileMarks(List.of("Makefile"), List.of());
        pollWellAgain();
        assertThat(asked()).hasSize(1);
        assertThat(files().sought()).containsExactly(RepositoryFiles.path("Makefile"));

        marks = FileMarks.NONE;
        time.pass(Duration.ofDays(2));
        pollWell();
        assertThat(asked()).isEmpty();
        assertThat(log().platformFacts()).isEmpty();
    }

    @Test
    void aFailureIsAProblemAndKeepsNoDeploymentBack_itIsTriedAgainAnHourLater() {
        gitHub.unknownToSchema = "statusCheckRollup";
        assertThat(poll())
                .isInstanceOfSatisfying(
                        PollResult.Complete.class,
                        complete -> assertThat(complete.problems())
                                .anySatisfy(
                                        problem -> assertThat(problem.text()).contains("cannot be read")));
        assertThat(counted(1)).containsExactly("90");
        gitHub.unknownToSchema = "";
        pollWellAgain();
        assertThat(log().platformFacts()).isEmpty();
        time.pass(Duration.ofHours(1));
        pollWell();
        assertThat(log().platformFacts()).hasSize(1);
    }

    private List<String> asked() {
        return gitHub.askedSince().stream().filter("RepositoryFiles"::equals).toList();
    }
}
