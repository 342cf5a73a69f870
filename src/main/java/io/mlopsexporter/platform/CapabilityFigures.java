package io.mlopsexporter.platform;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What the platform offers, and what teams need and use of it (design 3.8).
 *
 * @param asOf where the 90 days of evidence end
 * @param offered in the order of the catalogue
 * @param teams by team, in the order of the catalogue
 */
public record CapabilityFigures(Instant asOf, List<Offer> offered, SortedMap<String, List<Standing>> teams) {
    public CapabilityFigures {
        offered = List.copyOf(offered);
    }

    /** @param offered whether it is; empty: not known */
    public record Offer(Capability capability, Optional<Boolean> offered, String why) {}

    /**
     * A team and a capability.
     *
     * @param needed empty: the team has no application that would tell
     * @param used empty: not known
     * @param why what shows it, or why it is not known
     * @param hints found in the team's repositories
     */
    public record Standing(
            Capability capability, Optional<Boolean> needed, Optional<Boolean> used, String why, List<String> hints) {
        public Standing {
            hints = List.copyOf(hints);
        }

        boolean isNeeded() {
            return needed.orElse(false);
        }
    }

    /** So many of so many. */
    public record Share(int count, int of) {
        public OptionalDouble ratio() {
            return of == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) count / of);
        }
    }

    /** Of all pairs of a team and a capability that it needs, those whose capability is offered; empty if of one that is not known. */
    public Optional<Share> coverage() {
        int count = 0;
        int of = 0;
        for (List<Standing> team : teams.values()) {
            for (int at = 0; at < offered.size(); at++) {
                if (team.get(at).isNeeded()) {
                    Optional<Boolean> known = offered.get(at).offered();
                    if (known.isEmpty()) {
                        return Optional.empty();
                    }
                    of++;
                    count += known.get() ? 1 : 0;
                }
            }
        }
        return Optional.of(new Share(count, of));
    }

    /** Of the capabilities that a team needs and whose use is known, those that it uses. */
    public Share coverage(String team) {
        List<Standing> known = teams.getOrDefault(team, List.of()).stream()
                .filter(standing -> standing.isNeeded() && standing.used().isPresent())
                .toList();
        return new Share(
                Math.toIntExact(known.stream()
                        .filter(standing -> standing.used().orElse(false))
                        .count()),
                known.size());
    }
}
