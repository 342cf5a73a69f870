package io.mlopsexporter.poll;

/** Shows people how far a long read has come. Called often, by the threads that poll. */
@FunctionalInterface
public interface Progressed {
    /** For those who do not look. */
    Progressed UNSEEN = (source, progress) -> {};

    void progressed(String source, SourceStatus.Progress progress);
}
