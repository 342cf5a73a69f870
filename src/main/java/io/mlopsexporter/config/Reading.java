package io.mlopsexporter.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One reading of one file: where its relative paths start, and the mistakes found so far. */
final class Reading {
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    Reading(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    void report(Problem problem) {
        problems.add(problem);
    }

    int problemCount() {
        return problems.size();
    }

    List<Problem> problems() {
        return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
