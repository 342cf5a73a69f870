package io.mlopsexporter.config;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The texts that configurations are made of. */
final class Types {
    private static final String NAME = "[A-Za-z0-9._-]+";
    private static final String NOT_BLANK = "^[^\\n\\r\\t]*[^\\s][^\\n\\r\\t]*$";

    private Types() {}

    static final TextType<String> TEXT =
            new TextType<>("text", "a text on one line, not empty", NOT_BLANK, (text, reading) -> text.strip());

    static final TextType<String> ALIAS = new TextType<>(
            "alias",
            "letters, digits, dashes and underscores, as champion",
            "^[A-Za-z0-9_-]+$",
            (text, reading) -> text);

    static final TextType<String> OPTIONAL_TAG = new TextType<>(
            "name of a tag", "a tag's name, or \"\" for none", "^[^\\n\\r\\t`]*$", (text, reading) -> text.strip());

    static final TextType<String> ORGANIZATION = new TextType<>(
            "organization name",
            "the name of an organization, as it stands in its URL: acme",
            "^" + NAME + "$",
            (text, reading) -> text);

    /** Without a slash: it is the first part of ids. */
    static final TextType<String> SOURCE_NAME = new TextType<>(
            "name of a source",
            "letters, digits, dots, dashes and underscores, as github-2",
            "^" + NAME + "$",
            (text, reading) -> text);

    static final TextType<String> REPOSITORY = new TextType<>(
            "full name of a repository",
            "owner and name, as acme/feast",
            "^" + NAME + "/" + NAME + "$",
            (text, reading) -> text);

    static final TextType<String> GITHUB_TEAM = new TextType<>(
            "GitHub team",
            "organization and slug, as acme/feature-store",
            "^" + NAME + "/" + NAME + "$",
            (text, reading) -> text);

    static final TextType<String> ENVIRONMENT_VARIABLE = new TextType<>(
                    "name of an environment variable",
                    "the variable's name, not the secret: as GITHUB_TOKEN",
                    "^[A-Za-z_][A-Za-z0-9_]*$",
                    Types::variable)
            .hidden();

    static final TextType<String> SUBDOMAIN = new TextType<>(
            "subdomain", "the first part of the host's name, as acme", "^[A-Za-z0-9-]+$", (text, reading) -> text);

    static final TextType<String> GLOB = new TextType<>("glob", "a glob, as services/api/**", NOT_BLANK, Types::glob);

    static final TextType<Path> FILE = new TextType<>(
            "file", "a file's path; a relative one starts at this file's folder", NOT_BLANK, Types::file);

    static final TextType<Path> SECRET_FILE =
            new TextType<>("file", "the path of a file that holds the secret", NOT_BLANK, Types::secretFile).hidden();

    static final TextType<String> REGEX_TEXT = new TextType<>(
            "regular expression", "a regular expression in Java's syntax, as ^prod", "^[\\s\\S]+$", (text, reading) -> {
                compile(text);
                return text;
            });

    static final TextType<Pattern> REGEX = regex("", 0);

    static final TextType<Pattern> REGEX_ANY_CASE = regex(" (case does not matter)", Pattern.CASE_INSENSITIVE);

    static final TextType<ServiceSelector> SERVICE = new TextType<>(
            "id, name or /pattern/ of a service",
            "a service's id (PSVC00001), its name, or a /regular expression/ for names",
            NOT_BLANK,
            Types::service);

    private static TextType<Pattern> regex(String note, int flags) {
        return new TextType<>(
                "regular expression" + note,
                "a regular expression in Java's syntax",
                "^[\\s\\S]+$",
                (text, reading) -> Pattern.compile(compile(text).pattern(), flags));
    }

    private static Pattern compile(String text) throws Rejection {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new Rejection(
                    "is no regular expression: " + e.getDescription().toLowerCase(Locale.ROOT),
                    "one in Java's syntax, with a backslash before a literal bracket, dot or star");
        }
    }

    private static ServiceSelector service(String text, Reading reading) throws Rejection {
        try {
            return new ServiceSelector(text);
        } catch (PatternSyntaxException e) {
            throw new Rejection(
                    "is no regular expression: " + e.getDescription().toLowerCase(Locale.ROOT),
                    "one in Java's syntax between slashes");
        }
    }

    private static String variable(String text, Reading reading) throws Rejection {
        if (Shown.looksSecret(text)) {
            throw new Rejection(
                    "looks like a secret, and secrets are not written here", "the name of an environment variable");
        }
        return text;
    }

    private static Path secretFile(String text, Reading reading) throws Rejection {
        if (Shown.looksSecret(text)) {
            throw new Rejection(
                    "looks like a secret, and secrets are not written here", "the path of a file that holds it");
        }
        return file(text, reading);
    }

    private static String glob(String text, Reading reading) throws Rejection {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + text);
            return text;
        } catch (PatternSyntaxException e) {
            throw new Rejection(
                    "is no glob: " + e.getDescription().toLowerCase(Locale.ROOT), "a glob, as services/api/**");
        }
    }

    private static Path file(String text, Reading reading) throws Rejection {
        try {
            return reading.folder().resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new Rejection("is no path of a file", "one that this system knows");
        }
    }
}
