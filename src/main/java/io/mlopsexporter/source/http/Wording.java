package io.mlopsexporter.source.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The message of a reply that is not what was asked for: {@code METHOD path status: what the body says; what to do}. */
final class Wording {
    private static final int LONGEST = 200;
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");
    private static final List<String> MESSAGE_PATHS =
            List.of("/error/message", "/message", "/error_description", "/error");

    private Wording() {}

    static String of(Reply reply, String advice) {
        String head = reply.inquiry() + " " + reply.status();
        String said = cut(reply.authorization().redact(said(reply)));
        return head + (said.isEmpty() ? "" : ": " + said) + (advice.isEmpty() ? "" : "; " + advice);
    }

    private static String said(Reply reply) {
        String text = reply.body().utf8();
        return Json.lenient(text)
                .flatMap(Wording::message)
                .or(() -> title(text))
                .orElseGet(() ->
                        text.lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
    }

    /** At most 200 characters, none of them control characters. */
    static String cut(String text) {
        String line = text.replaceAll("[\\p{C}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static Optional<String> message(JsonNode body) {
        return MESSAGE_PATHS.stream()
                .map(body::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private static Optional<String> title(String html) {
        Matcher matcher = TITLE.matcher(html);
        return matcher.find()
                ? Optional.of("a page titled \"" + matcher.group(1).strip() + "\"")
                : Optional.empty();
    }
}
