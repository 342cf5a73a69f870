package io.mlopsexporter.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How mature the synthetic organisation's teams find themselves, as they have filled in what {@code assess} prints. */
public final class DemoAssessment {
    private static final List<String> OF_TEAMS = List.of(
            "cross_functional_team",
            "defined_roles",
            "shared_on_call",
            "skills_growth",
            "tested_changes",
            "product_feedback",
            "learning_from_incidents");
    private static final List<String> OF_MODELS = List.of("automated_training", "registered_models");

    private DemoAssessment() {}

    /**
     * Every team but the last has answered, one of them so long ago that its answers are stale; here and there one could not tell.
     *
     * @param teams by name
     */
    public static String yaml(Collection<String> teams, Instant now, long seed) {
        var text = new StringBuilder("assessments:\n");
        var dice = new Dice(seed, "assessment");
        block(text, "platform: true", "platform_team", now.minus(Duration.ofDays(40)), List.of("platform_team"), dice);
        List<String> asked = teams.stream().limit(Math.max(0, teams.size() - 1)).toList();
        for (String team : asked) {
            int daysAgo = team.equals(asked.get(0)) ? 200 : dice.between(10, 80);
            var answered = new ArrayList<>(OF_TEAMS);
            answered.addAll(OF_MODELS);
            answered.removeIf(any -> dice.chance(0.1));
            block(text, "team: " + team, "team", now.minus(Duration.ofDays(daysAgo)), answered, dice);
        }
        return text.toString();
    }

    private static void block(
            StringBuilder text, String of, String role, Instant at, List<String> indicators, Dice dice) {
        text.append("  - ").append(of).append("\n    assessed_on: ");
        text.append(LocalDate.ofInstant(at, ZoneOffset.UTC))
                .append("\n    role: ")
                .append(role)
                .append("\n    scores:\n");
        indicators.forEach(name -> text.append("      ")
                .append(name)
                .append(": ")
                .append(dice.between(1, 4) / 4.0)
                .append('\n'));
    }
}
