package io.mlopsexporter.explain.view;

import io.mlopsexporter.metric.Units;
import java.time.Instant;
import java.util.List;

/** Writes a table; each cell knows its column's head, for narrow windows where rows become lists. */
final class Rows {
    private final Html html;
    private final List<String> heads;
    private int column;

    Rows(Html html, String... heads) {
        this.html = html;
        this.heads = List.of(heads);
    }

    void begin() {
        html.raw("<table>\n<thead><tr>");
        heads.forEach(head -> {
            String number = head.startsWith(">") ? " class=\"number\"" : "";
            html.raw("<th scope=\"col\"" + number + ">").text(name(head)).raw("</th>");
        });
        html.raw("</tr></thead>\n<tbody>\n");
    }

    void end() {
        html.raw("</tbody></table>\n");
    }

    void row() {
        row(false);
    }

    /** @param hurt whether it is of something that is wrong */
    void row(boolean hurt) {
        html.raw(hurt ? "<tr class=\"hurt\">" : "<tr>");
        column = 0;
    }

    void endRow() {
        html.raw("</tr>\n");
    }

    /** Begins a cell; {@code >} before its column's head makes it one of numbers. */
    Html cell(String style) {
        String head = heads.get(column++);
        String classes = (head.startsWith(">") ? "number " : "") + style;
        html.raw("<td");
        if (!classes.isBlank()) {
            html.raw(" class=\"" + classes.strip() + "\"");
        }
        if (!name(head).isEmpty()) {
            html.raw(" data-of=\"").text(name(head)).raw("\"");
        }
        return html.raw(">");
    }

    void endCell() {
        html.raw("</td>");
    }

    void text(String text) {
        text("", text);
    }

    void text(String style, String text) {
        cell(style).text(text);
        endCell();
    }

    void time(Instant instant) {
        cell("time").raw("<time datetime=\"" + instant + "\">" + Units.minutes(instant) + "</time>");
        endCell();
    }

    private static String name(String head) {
        return head.startsWith(">") ? head.substring(1) : head;
    }
}
