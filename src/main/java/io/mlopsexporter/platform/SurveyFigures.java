package io.mlopsexporter.platform;

import io.mlopsexporter.dora.Window;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a survey says (design 3.8).
 *
 * @param asOf when its answers were read last: where the windows end
 * @param invited how many people were asked
 * @param block how many answers are published together
 */
public record SurveyFigures(String survey, Instant asOf, OptionalInt invited, int block, List<InWindow> windows) {
    public SurveyFigures {
        windows = List.copyOf(windows);
    }

    /**
     * What was answered in a window, in whole blocks.
     *
     * @param responses people whose answers count
     * @param satisfied of those asked how satisfied they are
     * @param promoters of those asked whether they would recommend it: 9 and 10
     * @param detractors 0 to 6
     */
    public record InWindow(
            Window window, int responses, Share satisfied, Share promoters, Share detractors, OptionalInt invited) {

        /** Satisfied people divided by those who said how satisfied they are; unknown without a whole block. */
        public OptionalDouble satisfaction() {
            return satisfied.ratio();
        }

        /** −100 to 100; unknown without a whole block. */
        public OptionalDouble netPromoterScore() {
            return promoters.of() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(100.0 * (promoters.count() - detractors.count()) / promoters.of());
        }

        /** Counted responses divided by the people who were asked; unknown if that is not told, or cannot be right. */
        public OptionalDouble responseRatio() {
            return invited.isPresent() && responses <= invited.getAsInt()
                    ? OptionalDouble.of((double) responses / invited.getAsInt())
                    : OptionalDouble.empty();
        }
    }

    /** So many of so many. */
    public record Share(int count, int of) {
        OptionalDouble ratio() {
            return of == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) count / of);
        }
    }
}
