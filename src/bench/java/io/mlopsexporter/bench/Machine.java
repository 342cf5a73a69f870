package io.mlopsexporter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where figures were measured. */
final class Machine {
    private Machine() {}

    static String describe() {
        return "%s; %s; %d cores; load %s; Java %s (%s); Linux %s"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        load(),
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.vendor"),
                        System.getProperty("os.version"));
    }

    private static String processor() {
        return read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown processor");
    }

    /** How many processes wanted the cores in the last minute: beside others, times mean less. */
    private static String load() {
        return read("/proc/loadavg").split(" ", -1)[0];
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return "";
        }
    }
}
