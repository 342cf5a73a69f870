package io.mlopsexporter.source.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.event.MaturityAnswers;
import io.mlopsexporter.event.MaturityAnswers.Answer;
import io.mlopsexporter.source.InMemoryJournal;
import io.mlopsexporter.source.PollResult;
import io.mlopsexporter.source.SourceError;
import io.mlopsexporter.source.SourceException;
import io.mlopsexporter.source.http.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A questionnaire that changes, breaks and heals. Here a line is an answer, and "bad" is a mistake. */
final class AssessmentSourceTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private final FakeTime time = new FakeTime(NOW);
    private final InMemoryJournal journal = new InMemoryJournal();

    @Test
    void itIsReadAgainWhenItChanges_andAMistakeLeavesWhatWasRead() throws IOException {
        AssessmentSource source = source();
        write("roles");
        assertThat(source.poll(journal)).isEqualTo(new PollResult.Complete(NOW, List.of()));
        assertThat(answers()).containsExactly("roles");
        time.pass(Duration.ofMinutes(5));
        source.poll(journal);
        assertThat(journal.batches()).hasSize(1);

        write("bad");
        assertThat(source.poll(journal))
                .isInstanceOfSatisfying(
                        PollResult.Failed.class,
                        failed -> assertThat(failed.error().message()).isEqualTo("maturity.yml:1: bad"));
        Files.delete(folder.resolve("maturity.yml"));
        assertThat(source.poll(journal)).isInstanceOf(PollResult.Failed.class);
        assertThat(answers()).containsExactly("roles");

        write("\uFEFFroles\nskills");
        source.poll(journal);
        assertThat(answers()).as("without the byte-order mark").containsExactly("roles", "skills");
    }

    @Test
    void whatIsNoText_isRefused() throws IOException {
        Files.write(folder.resolve("maturity.yml"), "größe".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(source().poll(journal))
                .isInstanceOfSatisfying(
                        PollResult.Failed.class,
                        failed -> assertThat(failed.error().message())
                                .isEqualTo("maturity.yml is not UTF-8; save it as UTF-8"));
        Files.write(folder.resolve("maturity.yml"), new byte[] {'P', 'K', 3, 4, 0, 0});
        assertThat(source().poll(journal)).isInstanceOf(PollResult.Failed.class);
    }

    private AssessmentSource source() {
        return new AssessmentSource("maturity-assessment", folder.resolve("maturity.yml"), time, text -> {
            if (text.equals("bad")) {
                throw new SourceException(new SourceError.BadPayload("maturity.yml:1: bad"));
            }
            return text.lines()
                    .map(line -> new Answer(Optional.of("ml"), line, 1, NOW, "lead"))
                    .toList();
        });
    }

    private List<String> answers() {
        MaturityAnswers known = (MaturityAnswers)
                Optional.ofNullable(journal.log().platformFacts().get("maturity-assessment/answers"))
                        .orElseThrow();
        return known.answers().stream().map(Answer::indicator).toList();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("maturity.yml"), text);
    }
}
