package io.mlopsexporter.platform;

import io.mlopsexporter.platform.Indicator.Dimension;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * How mature teams and their platform are (design 3.8).
 *
 * @param asOf where the 90 days of events end
 * @param teams by name
 * @param platform what concerns the platform as a whole
 */
public record MaturityFigures(Instant asOf, SortedMap<String, Profile> teams, Profile platform) {

    /** How a score came about. */
    public enum Evidence {
        MEASURED,
        ASSESSED,
        /** Assessed, more than 180 days ago. */
        STALE;

        /** As it stands in the label {@code evidence}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param value 0 to 1 */
    public record Score(double value, Evidence evidence) {}

    /**
     * An indicator of a team or of the platform.
     *
     * @param score empty: not known
     * @param why what it follows from, or what is missing
     */
    public record Rating(Indicator indicator, Optional<Score> score, String why) {}

    /** All indicators that mean something for a team or the platform, in the order of the model. */
    public record Profile(List<Rating> ratings) {
        public Profile {
            ratings = List.copyOf(ratings);
        }

        /** The mean of what is known of a dimension; unknown if that is less than half. */
        public OptionalDouble score(Dimension dimension) {
            List<Rating> all = of(dimension);
            double[] known = all.stream()
                    .flatMap(rating -> rating.score().stream())
                    .mapToDouble(Score::value)
                    .toArray();
            double sum = 0;
            for (double value : known) {
                sum += value;
            }
            return known.length == 0 || 2 * known.length < all.size()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(sum / known.length);
        }

        public List<Rating> of(Dimension dimension) {
            return ratings.stream()
                    .filter(rating -> rating.indicator().dimension() == dimension)
                    .toList();
        }
    }
}
