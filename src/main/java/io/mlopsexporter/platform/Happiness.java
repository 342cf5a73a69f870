package io.mlopsexporter.platform;

import io.mlopsexporter.dora.Window;
import io.mlopsexporter.event.SurveyAnswers;
import io.mlopsexporter.event.SurveyAnswers.Response;
import io.mlopsexporter.platform.SurveyFigures.InWindow;
import io.mlopsexporter.platform.SurveyFigures.Share;
import io.mlopsexporter.platform.SurveyPolicy.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/**
 * Derives how satisfied the platform's users are (design 3.8). Answers count in blocks, dated by their last one, in and out of
 * windows: so no figure changes with a single answer, which would tell it.
 */
public final class Happiness {
    private static final int PROMOTER = 9;
    private static final int DETRACTOR = 6;

    private final Asked asked;
    private final Instant asOf;
    private final List<Response> known;

    private Happiness(SurveyAnswers answers, Asked asked, Instant asOf) {
        this.asked = asked;
        this.asOf = asOf;
        this.known = answers.responses().stream()
                .filter(response -> !response.at().isAfter(asOf))
                .toList();
    }

    /** @param asOf when the answers were read */
    public static SurveyFigures figures(SurveyAnswers answers, Asked asked, List<Window> windows, Instant asOf) {
        var happiness = new Happiness(answers, asked, asOf);
        return new SurveyFigures(
                answers.survey(),
                asOf,
                asked.invited(),
                asked.minResponses(),
                windows.stream().map(happiness::inWindow).toList());
    }

    private InWindow inWindow(Window window) {
        List<Double> satisfactions = counted(window, Response::satisfaction);
        List<Double> recommendations = counted(window, Response::recommendation);
        return new InWindow(
                window,
                counted(window, response -> Optional.of(0.0)).size(),
                share(satisfactions, score -> score >= asked.positiveFrom()),
                share(recommendations, score -> score >= PROMOTER),
                share(recommendations, score -> score <= DETRACTOR),
                asked.invited());
    }

    /** The answers to one question: those who left it out are in no block of it. */
    private List<Double> counted(Window window, Function<Response, Optional<Double>> question) {
        List<Double> counted = new ArrayList<>();
        List<Double> block = new ArrayList<>();
        for (Response response : known) {
            Optional<Double> answer = question.apply(response);
            if (answer.isEmpty()) {
                continue;
            }
            block.add(answer.get());
            if (block.size() == asked.minResponses()) {
                if (window.contains(asOf, response.at())) {
                    counted.addAll(block);
                }
                block.clear();
            }
        }
        return counted;
    }

    private static Share share(List<Double> scores, DoublePredicate matching) {
        return new Share(
                Math.toIntExact(scores.stream()
                        .mapToDouble(Double::doubleValue)
                        .filter(matching)
                        .count()),
                scores.size());
    }
}
