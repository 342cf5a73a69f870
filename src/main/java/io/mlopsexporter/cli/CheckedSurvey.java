package io.mlopsexporter.cli;

import io.mlopsexporter.event.SurveyAnswers.Response;
import io.mlopsexporter.metric.Units;
import io.mlopsexporter.source.survey.SurveySource;
import java.io.PrintWriter;
import java.util.List;

/** What {@code check} says of a survey. */
final class CheckedSurvey {
    private CheckedSurvey() {}

    static void print(String survey, SurveySource.Overview overview, PrintWriter out) {
        List<Response> responses = overview.answers().responses();
        String from = responses.isEmpty()
                ? ""
                : ", from " + Units.minutes(responses.get(0).at()) + " to "
                        + Units.minutes(responses.get(responses.size() - 1).at());
        out.println("  survey " + survey + ": " + CheckCommand.counted(responses.size(), "response") + from
                + ", laid out as " + overview.layout().replace('_', ' '));
        overview.columns().forEach((role, column) -> out.println("    " + role + ": column \"" + column + "\""));
        overview.problems().forEach(problem -> out.println("    left out: " + problem));
        out.println();
    }
}
