package io.mlopsexporter.dora;

import java.util.List;

/** The parts of one window, put together. Immutable. */
final class IncidentSum implements Sum<IncidentPart, IncidentSum> {
    static final IncidentSum NONE = new IncidentSum();

    private final Ordered restoration;
    private int started;
    private int resolved;
    private int unlinked;

    private IncidentSum() {
        restoration = Ordered.NONE;
    }

    private IncidentSum(IncidentSum before, List<IncidentPart> less, List<IncidentPart> more) {
        started = before.started;
        resolved = before.resolved;
        unlinked = before.unlinked;
        less.forEach(part -> count(part, -1));
        more.forEach(part -> count(part, 1));
        restoration = before.restoration.with(restorations(less), restorations(more));
    }

    private static List<Values> restorations(List<IncidentPart> parts) {
        return parts.stream().map(part -> part.restoration).toList();
    }

    @Override
    public IncidentSum with(List<IncidentPart> less, List<IncidentPart> more) {
        return new IncidentSum(this, less, more);
    }

    /** @param times 1, or −1 to take it away */
    private void count(IncidentPart part, int times) {
        started += times * part.started;
        resolved += times * part.resolved;
        unlinked += times * part.unlinked;
    }

    int unlinked() {
        return unlinked;
    }

    IncidentFigures.InWindow in(Window window) {
        return new IncidentFigures.InWindow(window, started, resolved, restoration.distribution());
    }
}
