package io.mlopsexporter.platform;

import io.mlopsexporter.dora.Window;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What may be chosen about surveys.
 *
 * @param surveys by the source that tells of them
 */
public record SurveyPolicy(List<Window> windows, Map<String, Asked> surveys) {
    public static final SurveyPolicy NONE = new SurveyPolicy(List.of(), Map.of());

    public SurveyPolicy {
        windows = List.copyOf(windows);
        surveys = Map.copyOf(surveys);
    }

    /**
     * How a survey's answers count.
     *
     * @param positiveFrom the lowest score that says: satisfied
     * @param minResponses how many answers are published together, so that none can be read off
     * @param invited how many people were asked
     */
    public record Asked(int positiveFrom, int minResponses, OptionalInt invited) {}
}
