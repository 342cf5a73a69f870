package io.mlopsexporter.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All answers that a survey has at the moment. A newer reading takes the place of the one before. Nothing in it says who answered.
 *
 * @param id {@code <source>/answers}
 * @param survey its name
 * @param responses in the order of their times
 */
public record SurveyAnswers(String id, String survey, List<Response> responses) implements PlatformFact {
    public SurveyAnswers {
        responses =
                responses.stream().sorted(Comparator.comparing(Response::at)).toList();
    }

    /**
     * One person's answers; at least one of them is there.
     *
     * @param satisfaction on the survey's own scale
     * @param recommendation from 0 to 10
     */
    public record Response(Instant at, Optional<Double> satisfaction, Optional<Double> recommendation) {}
}
