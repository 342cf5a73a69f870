package io.mlopsexporter.source.cost;

import io.mlopsexporter.event.CostStatement.Charge;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** An API that tells what a day cost. */
interface DailyCosts {
    /**
     * What it tells of a closed UTC day.
     *
     * @throws io.mlopsexporter.source.SourceException if it cannot be asked
     */
    Answer of(LocalDate day);

    /** All that the sums depend on: with other settings they are of something else. */
    String meaning();

    /** Whether a day without any charge has cost nothing, once there was one with a charge; else nothing is known of it. */
    boolean nothingIsZero();

    /**
     * An answer.
     *
     * @param charges empty list: there is none
     * @param unusable why it cannot be added up, as a reason to count and in words
     */
    record Answer(List<Charge> charges, Optional<Unusable> unusable) {
        public Answer {
            charges = List.copyOf(charges);
        }

        static Answer of(List<Charge> charges) {
            return new Answer(charges, Optional.empty());
        }

        static Answer unusable(String reason, String inWords) {
            return new Answer(List.of(), Optional.of(new Unusable(reason, inWords)));
        }
    }

    record Unusable(String reason, String inWords) {}
}
