package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlopsexporter.source.github.Chain.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories, read phase by phase and poll by poll: what is known of them is always the truth. */
class LineagePropertyTest {
    private static final int RUNS = 200;

    static LongStream seeds() {
        Long one = Long.getLong("property.seed");
        return one == null ? LongStream.range(0, RUNS) : LongStream.of(one);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void differencesAndAncestorsAreExact_whateverTheHistory(long seed) {
        new Run(seed, 1_000).play(true);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsTooFarApart_isMarkedRatherThanWrong(long seed) {
        new Run(seed, 6).play(false);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lostCommitsAndUnrelatedHistories_leaveTheRestExact(long seed) {
        var run = new Run(seed, 1_000);
        run.turbulent = true;
        run.play(false);
    }

    private static final class Run {
        private boolean turbulent;
        private final Random random;
        private final LineageWorld world;
        private final List<String> tips = new ArrayList<>();
        private int commits;
        private double day;

        Run(long seed, int mostCommits) {
            random = new Random(seed);
            world = new LineageWorld(mostCommits);
        }

        void play(boolean everythingIsNear) {
            tips.add(commit());
            for (int round = 0; round < 30; round++) {
                develop();
            }
            int deployments = 5 + random.nextInt(40);
            for (int number = 0; number < deployments; number++) {
                develop();
                deploy();
            }
            world.read(day, Duration.ofDays(7));
            check(everythingIsNear, Duration.ofDays(7));
            world.read(day);
            check(everythingIsNear, LineageWorld.HISTORY);
            for (int poll = 0; poll < 12; poll++) {
                int more = random.nextInt(3);
                for (int number = 0; number <= more; number++) {
                    develop();
                    deploy();
                }
                world.needed(day, Duration.ofDays(7));
                world.read(day);
                check(everythingIsNear, LineageWorld.HISTORY);
                world.needed(day + random.nextDouble() * 400, LineageWorld.HISTORY);
                world.needed(day + random.nextDouble() * 400, Duration.ofDays(7));
            }
        }

        private String commit(String... parents) {
            return world.server.commit(String.format("%07x", ++commits), parents);
        }

        /** Commits, branches and merges on a handful of lines. */
        private void develop() {
            for (int number = random.nextInt(4); number >= 0; number--) {
                int line = random.nextInt(tips.size());
                double what = random.nextDouble();
                if (what < 0.6) {
                    tips.set(line, commit(tips.get(line)));
                } else if (what < 0.8 && tips.size() < 5) {
                    List<String> all = world.server.oids();
                    tips.add(commit(all.get(random.nextInt(all.size()))));
                } else {
                    String other = tips.get(random.nextInt(tips.size()));
                    if (!other.equals(tips.get(line))) {
                        tips.set(line, commit(tips.get(line), other));
                    }
                }
            }
        }

        private void deploy() {
            day += random.nextInt(20) == 0 ? 40 : random.nextDouble() * 8;
            List<String> all = world.server.oids();
            double what = random.nextDouble();
            String commit = what < 0.7
                    ? tips.get(0)
                    : what < 0.9 ? tips.get(random.nextInt(tips.size())) : all.get(random.nextInt(all.size()));
            if (turbulent && random.nextInt(8) == 0) {
                disturb(commit);
            }
            world.deploy(day, random.nextInt(4) == 0 ? "prod-eu" : "production", commit);
        }

        /** A commit is lost together with all that build upon it; or a line begins that has nothing to do with the others. */
        private void disturb(String commit) {
            if (random.nextBoolean()) {
                tips.set(random.nextInt(tips.size()), commit());
                return;
            }
            List<String> lost = world.server.oids().stream()
                    .filter(oid -> world.server.reachable(oid).contains(commit))
                    .toList();
            if (lost.size() < 8) {
                world.server.remove(lost.toArray(String[]::new));
                tips.removeAll(lost);
                tips.add(commit(world.server.oids().get(0)));
            }
        }

        private void check(boolean everythingIsNear, Duration lookBack) {
            assertThat(world.needed(day, Duration.ofDays(7))).isFalse();
            assertThat(world.needed(day, lookBack)).isFalse();
            if (everythingIsNear) {
                assertThat(world.lineage().tooLong()).isEmpty();
            }
            for (Chain chain : world.chains(day, lookBack)) {
                checkPlaces(chain);
                checkFirst(chain);
                checkDifferences(chain);
                checkAncestors(chain);
            }
        }

        private void checkPlaces(Chain chain) {
            assertThat(chain.wanted())
                    .allMatch(oid -> !world.known(oid).isEmpty()
                            || world.lineage().tooLong().contains(oid)
                            || world.lineage().lost().contains(oid));
        }

        /** So that whatever the later ones take in from below the root was delivered before. */
        private void checkFirst(Chain chain) {
            chain.links().stream()
                    .map(Link::commit)
                    .filter(oid -> !world.known(oid).isEmpty())
                    .findFirst()
                    .filter(oid -> !world.lineage().tooLong().contains(oid))
                    .ifPresent(oid -> assertThat(world.known(oid))
                            .containsAnyElementsOf(world.lineage().roots()));
        }

        private void checkDifferences(Chain chain) {
            Set<String> before = new HashSet<>();
            Set<String> knownBefore = new HashSet<>();
            boolean first = true;
            boolean afterLost = false;
            for (Link link : chain.links()) {
                String oid = link.commit();
                boolean tooLong = world.lineage().tooLong().contains(oid);
                Set<String> truth = world.server.reachable(oid);
                Set<String> known = world.known(oid);
                if (!first && !tooLong && !afterLost && !known.isEmpty()) {
                    Set<String> expected = new HashSet<>(truth);
                    expected.removeAll(before);
                    Set<String> actual = new HashSet<>(known);
                    actual.removeAll(knownBefore);
                    assertThat(actual)
                            .as("delivered by %s of %s", oid, chain.name())
                            .isEqualTo(expected);
                }
                if (!known.isEmpty()) {
                    before.addAll(truth);
                    knownBefore.addAll(known);
                }
                afterLost = world.lineage().lost().contains(oid) && known.isEmpty();
                first &= known.isEmpty() && !tooLong;
            }
        }

        private void checkAncestors(Chain chain) {
            List<String> places = chain.links().stream()
                    .map(Link::commit)
                    .filter(oid -> !world.known(oid).isEmpty())
                    .toList();
            for (String oid : places) {
                Set<String> known = new HashSet<>(places);
                known.retainAll(world.known(oid));
                Set<String> truth = new HashSet<>(places);
                truth.retainAll(world.server.reachable(oid));
                assertThat(known).as("deployed ancestors of %s", oid).isEqualTo(truth);
            }
        }
    }
}
