package io.mlopsexporter.event;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to write where a git repository lies, of the many that git takes: {@code github.com/acme/x} for {@code
 * https://github.com/acme/x}, {@code git@github.com:acme/x.git} and {@code ssh://git@github.com:22/Acme/X/}. No user and no
 * password is ever part of it.
 */
public final class Addresses {
    private static final Pattern URL =
            Pattern.compile("(?:git\\+)?(?:https?|ssh|git)://(?:[^/]*@)?(?<host>[^/:@]+)(?::\\d+)?/(?<path>.+)");
    private static final Pattern SCP = Pattern.compile("(?:[^/@]+@)?(?<host>[^/:@]+):(?!//)(?<path>.+)");

    private Addresses() {}

    /** Empty where it is none that others could reach: a folder, say. */
    public static Optional<String> of(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT).replaceFirst("[?#].*$", "");
        Matcher matcher = URL.matcher(text);
        if (!matcher.matches()) {
            matcher = SCP.matcher(text);
            if (!matcher.matches() || !matcher.group("host").contains(".")) {
                return Optional.empty();
            }
        }
        String path = matcher.group("path").replaceAll("^/+|/+$", "").replaceFirst("\\.git$", "");
        return path.isEmpty() ? Optional.empty() : Optional.of(matcher.group("host") + "/" + path);
    }
}
