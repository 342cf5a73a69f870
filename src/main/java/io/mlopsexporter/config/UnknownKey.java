package io.mlopsexporter.config;

import java.util.List;
import java.util.Set;

/** The mistake of a key that a section does not have. Its value is never shown: it may be a secret. */
final class UnknownKey {
    private static final Set<String> SECRETS = Set.of(
            "token",
            "api_token",
            "access_token",
            "auth_token",
            "api_key",
            "key",
            "password",
            "secret",
            "client_secret",
            "private_key",
            "pem",
            "authorization");

    private UnknownKey() {}

    static Problem problem(Item.Mapping section, String name, List<String> known) {
        String path = section.pathOf(Shown.plain(name));
        if (SECRETS.contains(name)) {
            return Problem.of(path, section.lineOf(name), "secrets are not written here; use " + instead(name, known));
        }
        Problem problem = Problem.of(path, section.lineOf(name), "unknown key");
        return Spelling.nearest(name, known)
                .map(problem::suggesting)
                .orElseGet(() -> problem.expecting("one of " + String.join(", ", known)));
    }

    private static String instead(String name, List<String> known) {
        String file = name + "_file";
        return known.contains(file) && !name.equals("token") ? file : "token_file or token_env";
    }
}
