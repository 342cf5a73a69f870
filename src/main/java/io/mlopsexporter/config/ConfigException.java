package io.mlopsexporter.config;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A configuration that cannot be used. Its message has one line for each mistake: {@code FILE:LINE: PATH: MISTAKE}. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigException(String file, List<Problem> problems) {
        super(problems.stream().map(problem -> line(file, problem)).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** One line for each mistake. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** All mistakes, in the order of their lines. */
    public List<Problem> problems() {
        return problems;
    }

    private static String line(String file, Problem problem) {
        return file + (problem.line() > 0 ? ":" + problem.line() : "") + ": " + problem.message();
    }
}
