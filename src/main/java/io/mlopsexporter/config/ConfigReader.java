package io.mlopsexporter.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads configurations: all of one, or all of its mistakes. */
public final class ConfigReader {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ConfigReader() {}

    /**
     * Reads a file. Relative paths in it start at its folder.
     *
     * @throws ConfigException if it cannot be read or has a mistake
     */
    public static Config read(Path file) {
        return parse(decode(bytes(file), file), file.toString());
    }

    /**
     * Reads a text as if it stood in a file of this name.
     *
     * @throws ConfigException if it has a mistake
     */
    public static Config parse(String text, String fileName) {
        Reading reading = new Reading(folder(fileName));
        Optional<Item> root = parse(text, reading);
        if (root.isEmpty() && reading.problemCount() == 0) {
            reading.report(
                    Problem.of("", 1, "the file is empty").expecting("at least one source, github or pagerduty"));
        }
        return built(root.flatMap(item -> RootSection.SECTION.read(item, reading)), reading, fileName);
    }

    /**
     * Reads a web configuration file. Relative paths in it start at its folder; an empty file protects nothing.
     *
     * @throws ConfigException if it cannot be read or has a mistake
     */
    public static WebConfig readWeb(Path file) {
        Reading reading = new Reading(folder(file.toString()));
        Item root = parse(decode(bytes(file), file), reading).orElseGet(Item.Mapping::empty);
        return built(WebSection.SECTION.read(root, reading), reading, file.toString());
    }

    private static Optional<Item> parse(String text, Reading reading) {
        return new YamlText(reading).parse(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    private static <T> T built(Optional<T> value, Reading reading, String fileName) {
        if (reading.problemCount() > 0) {
            throw new ConfigException(fileName, reading.problems());
        }
        return value.orElseThrow();
    }

    private static Path folder(String fileName) {
        try {
            Path parent = Path.of(fileName).toAbsolutePath().getParent();
            return parent == null ? Path.of("/") : parent;
        } catch (InvalidPathException notAFile) {
            return Path.of("").toAbsolutePath();
        }
    }

    private static byte[] bytes(Path file) {
        if (Files.isDirectory(file)) {
            throw failure(file, 0, "is a directory; expected a YAML file");
        }
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw failure(file, 0, "no such file; it was looked for at " + file.toAbsolutePath());
        } catch (AccessDeniedException e) {
            throw failure(file, 0, "may not be read by this user");
        } catch (IOException e) {
            throw failure(file, 0, "cannot be read: " + e.getMessage());
        }
    }

    private static String decode(byte[] bytes, Path file) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError() || in.hasRemaining()) {
            int line = 1 + (int) out.chars().filter(letter -> letter == '\n').count();
            throw failure(file, line, "is not UTF-8 here; save the file in UTF-8");
        }
        return out.toString();
    }

    private static ConfigException failure(Path file, int line, String fault) {
        return new ConfigException(file.toString(), List.of(Problem.of("", line, fault)));
    }
}
