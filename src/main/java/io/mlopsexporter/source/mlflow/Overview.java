package io.mlopsexporter.source.mlflow;

import io.mlopsexporter.event.Application;
import io.mlopsexporter.source.PollResult;
import java.util.List;

/**
 * What there is on a server, for people.
 *
 * @param applications the models that would be measured
 * @param others names of the models that nothing tells of in production
 * @param experiments how many experiments there are whose runs count
 */
public record Overview(
        List<Application> applications, List<String> others, int experiments, List<PollResult.Problem> problems) {
    public Overview {
        applications = List.copyOf(applications);
        others = List.copyOf(others);
        problems = List.copyOf(problems);
    }
}
