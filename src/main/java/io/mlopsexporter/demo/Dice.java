package io.mlopsexporter.demo;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Chance that comes out the same for the same seed and name, on every machine. */
final class Dice {
    private final Random random;

    Dice(long seed, String name) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + name.hashCode());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A number from low to high, both included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Whole seconds from low to high, both included; low where high is less. */
    Duration between(Duration low, Duration high) {
        long range = Math.max(0, high.toSeconds() - low.toSeconds());
        return Duration.ofSeconds(low.toSeconds() + (long) (random.nextDouble() * (range + 1)));
    }

    Duration seconds(int low, int high) {
        return Duration.ofSeconds(between(low, high));
    }

    Duration minutes(int low, int high) {
        return between(Duration.ofMinutes(low), Duration.ofMinutes(high));
    }

    /** Around a median, with the long tail that times between people's steps have. */
    Duration around(Duration median) {
        double factor = StrictMath.exp(Math.max(-2.0, Math.min(2.2, random.nextGaussian())) * 0.8);
        return Duration.ofSeconds(Math.max(1, (long) (median.toSeconds() * factor)));
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Digits of a commit. */
    String oid() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
