package io.mlopsexporter.explain.view;

import io.mlopsexporter.dora.Window;
import io.mlopsexporter.explain.Explainer;
import io.mlopsexporter.explain.Explanation;
import io.mlopsexporter.explain.Question;
import io.mlopsexporter.explain.Unanswerable;
import io.mlopsexporter.exposition.Content;
import io.mlopsexporter.exposition.Page;
import io.mlopsexporter.exposition.Visit;
import io.mlopsexporter.platform.PlatformFigures;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** {@code /explain}: what figures follow from, for people and, with {@code format=json} or an {@code Accept} header, for programs. */
public final class ExplainPage {
    /** So many items of each list are in one answer of JSON: a few megabytes at most. */
    static final int JSON_ITEMS = 1_000;

    private static final List<String> PARAMETERS = List.of(
            "team", "application", "kind", "environment", "metric", "window", "format", "page", PlatformView.PARAMETER);

    private static final Map<String, String> WAYS = Map.of(
            "/explain?" + PlatformView.PARAMETER + "=" + PlatformPart.ALL,
            "the platform: adoption, happiness, support, cost, capabilities, maturity, and what they follow from");

    private final Supplier<Explainer> explainer;
    private final Supplier<PlatformFigures> platform;

    /**
     * @param explainer asked at each visit, for the latest derivation
     * @param platform the figures of the platform, likewise
     */
    public ExplainPage(Supplier<Explainer> explainer, Supplier<PlatformFigures> platform) {
        this.explainer = explainer;
        this.platform = platform;
    }

    public Page page() {
        return new Page("why a figure is what it is: the events behind it", WAYS, this::content);
    }

    private Content content(Visit visit) {
        Explainer latest = explainer.get();
        boolean json = visit.parameter("format").map("json"::equals).orElse(visit.prefersJson());
        return visit.parameter(PlatformView.PARAMETER).isPresent()
                ? platform(latest.windows(), visit, json)
                : delivery(latest, visit, json);
    }

    private Content platform(List<Window> windows, Visit visit, boolean json) {
        PlatformFigures latest = platform.get();
        try {
            checkFormat(visit);
            PlatformView view = PlatformView.of(latest, windows, visit);
            return json
                    ? Content.json(200, new PlatformJson(view).write())
                    : Content.html(200, new PlatformHtml(view).write());
        } catch (Unanswerable e) {
            return refused(
                    e,
                    json,
                    () -> PlatformHtml.refusal(
                            latest, windows.stream().map(Window::label).toList(), visit, e.getMessage()));
        }
    }

    private static Content refused(Unanswerable why, boolean json, Supplier<String> html) {
        int status = why.isMalformed() ? 400 : 404;
        return json ? Content.json(status, ExplanationJson.error(why.getMessage())) : Content.html(status, html.get());
    }

    private static Content delivery(Explainer latest, Visit visit, boolean json) {
        try {
            check(visit);
            Explanation explanation = latest.explain(question(visit));
            return json
                    ? Content.json(200, json(explanation, visit))
                    : Content.html(200, new ExplanationHtml(latest, explanation, visit).write());
        } catch (Unanswerable e) {
            return refused(e, json, () -> ExplanationHtml.refusal(latest, visit, e.getMessage()));
        }
    }

    private static void check(Visit visit) {
        for (String name : new TreeSet<>(visit.query().keySet())) {
            if (!PARAMETERS.contains(name)
                    && Arrays.stream(Part.values())
                            .noneMatch(part -> part.parameter().equals(name))) {
                throw Unanswerable.malformed(
                        "parameter " + name + " is not known; there are: " + String.join(", ", PARAMETERS));
            }
        }
        checkFormat(visit);
    }

    private static void checkFormat(Visit visit) {
        visit.parameter("format")
                .filter(format -> !format.equals("json") && !format.equals("html"))
                .ifPresent(format -> {
                    throw Unanswerable.malformed("format " + format + ": expected html or json");
                });
    }

    private static Question question(Visit visit) {
        return new Question(
                visit.parameter("team"),
                visit.parameter("application"),
                visit.parameter("kind").map(kind -> kind.toLowerCase(Locale.ROOT)),
                visit.parameter("environment"),
                visit.parameter("metric"),
                visit.parameter("window"));
    }

    /** The page that a parameter asks for; the first without it. */
    static int page(Visit visit, String parameter, int pages) {
        Optional<String> asked = visit.parameter(parameter);
        if (asked.isEmpty()) {
            return 1;
        }
        if (!asked.get().matches("[1-9][0-9]{0,8}")) {
            throw Unanswerable.malformed(parameter + " " + asked.get() + ": expected a number from 1");
        }
        int page = Integer.parseInt(asked.get());
        if (page > pages) {
            throw Unanswerable.unknown(parameter + " " + page + ": there are " + pages);
        }
        return page;
    }

    private static String json(Explanation explanation, Visit visit) {
        int pages = ExplanationJson.pages(explanation, JSON_ITEMS);
        var text = new StringWriter();
        try {
            ExplanationJson.write(explanation, new Slice(page(visit, "page", pages), JSON_ITEMS), text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.append('\n').toString();
    }
}
