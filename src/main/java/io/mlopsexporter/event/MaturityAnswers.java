package io.mlopsexporter.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people answered when they were asked how mature a team or the platform is. A newer reading takes the place of the one
 * before. Who answered is kept as a role.
 *
 * @param id {@code <source>/answers}
 */
public record MaturityAnswers(String id, List<Answer> answers) implements PlatformFact {
    public MaturityAnswers {
        answers = List.copyOf(answers);
    }

    /**
     * One score.
     *
     * @param team empty: of the platform
     * @param score 0 to 1
     * @param at the day on which it was answered
     * @param role {@code lead}, {@code manager}
     */
    public record Answer(Optional<String> team, String indicator, double score, Instant at, String role) {}
}
