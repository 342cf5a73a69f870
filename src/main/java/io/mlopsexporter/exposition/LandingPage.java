package io.mlopsexporter.exposition;

import static io.mlopsexporter.exposition.Content.escaped;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The start page: what this is, where its parts are, and how its sources do. Its links work behind a path prefix, too. */
final class LandingPage {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>mlops-exporter</title>
            <link rel="icon" href="data:,">
            <style>
            :root { --text: #1c2430; --soft: #5b6675; --line: #dfe4ea; --back: #f6f7f9; --card: #fff; --link: #0b5cad; --good: #18794e; --bad: #b42318; }
            @media (prefers-color-scheme: dark) {
              :root { --text: #e6e9ee; --soft: #9aa5b4; --line: #2e3642; --back: #14181e; --card: #1b212a; --link: #78b3f5; --good: #5bc796; --bad: #ff8a80; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
            main { max-width: 52rem; margin: 0 auto; padding: 2.5rem 1.25rem; }
            h1 { font-size: 1.6rem; margin: 0; }
            h1 small { font-size: .9rem; font-weight: normal; color: var(--soft); margin-left: .5rem; }
            h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
            p { color: var(--soft); margin: .25rem 0 0; }
            a { color: var(--link); }
            .card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; vertical-align: top; padding: .55rem 1rem; border-top: 1px solid var(--line); }
            tr:first-child > * { border-top: 0; }
            th { font-weight: 600; white-space: nowrap; }
            thead th { font-size: .85rem; color: var(--soft); }
            .good { color: var(--good); } .bad { color: var(--bad); }
            .empty { padding: .55rem 1rem; }
            </style>
            </head>
            <body>
            <main>
            <h1>mlops-exporter<small>{version}</small></h1>
            <p>DORA&#39;s metrics and MLOps platform metrics, as Prometheus gauges.</p>
            <h2>What is here</h2>
            <div class="card"><table>
            {links}</table></div>
            <h2>Sources</h2>
            <div class="card">{sources}</div>
            </main>
            </body>
            </html>
            """;

    private final Site site;

    LandingPage(Site site) {
        this.site = site;
    }

    Content content() {
        String links = link("/metrics", "the metrics, for Prometheus")
                + site.pages().entrySet().stream()
                        .map(page -> link(page.getKey(), page.getValue().description())
                                + page.getValue().ways().entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(way -> link(way.getKey(), way.getValue()))
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining())
                + link("/-/healthy", "whether the process is alive")
                + link("/-/ready", "whether every source has been polled once");
        // what comes from outside goes in last, so that nothing in it is taken for a placeholder
        String page = PAGE.replace("{links}", links)
                .replace("{version}", escaped(site.version()))
                .replace("{sources}", sources(site.sources().get()));
        return Content.html(200, page);
    }

    private static String link(String path, String description) {
        return String.format(
                "<tr><th scope=\"row\"><a href=\"%s\">%s</a></th><td>%s</td></tr>%n",
                escaped("." + path), escaped(path), escaped(description));
    }

    private static String sources(List<SourceStatus> sources) {
        if (sources.isEmpty()) {
            return "<p class=\"empty\">No source has been polled yet.</p>";
        }
        return "<table>\n<thead><tr><th scope=\"col\">Source</th><th scope=\"col\">State</th>"
                + "<th scope=\"col\">Known completely up to</th><th scope=\"col\">Remarks</th></tr></thead>\n<tbody>\n"
                + sources.stream().map(LandingPage::row).collect(Collectors.joining())
                + "</tbody></table>";
    }

    private static String row(SourceStatus source) {
        return String.format(
                "<tr><th scope=\"row\">%s</th><td class=\"%s\">%s</td><td>%s</td><td>%s</td></tr>%n",
                escaped(source.name()),
                source.up() ? "good" : "bad",
                source.up() ? "up" : "down",
                source.asOf().map(LandingPage::seconds).orElse("not yet"),
                escaped(source.detail()));
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
