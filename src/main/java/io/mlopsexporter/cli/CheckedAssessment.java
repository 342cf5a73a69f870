package io.mlopsexporter.cli;

import io.mlopsexporter.event.MaturityAnswers;
import io.mlopsexporter.event.MaturityAnswers.Answer;
import io.mlopsexporter.metric.Units;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.TreeMap;

/** What {@code check} says of a filled-in questionnaire. */
final class CheckedAssessment {
    private CheckedAssessment() {}

    static void print(MaturityAnswers answers, PrintWriter out) {
        var counts = new TreeMap<String, Integer>();
        answers.answers()
                .forEach(answer -> counts.merge(
                        answer.team().map(team -> "team " + team).orElse("the platform"), 1, Integer::sum));
        String newest = answers.answers().stream()
                .map(Answer::at)
                .max(Comparator.naturalOrder())
                .map(at -> ", the newest of " + Units.minutes(at).substring(0, 10))
                .orElse("");
        out.println("  assessment of maturity: "
                + CheckCommand.counted(answers.answers().size(), "answer") + newest);
        counts.forEach((whose, count) -> out.println("    of " + whose + ": " + count));
        out.println();
    }
}
