package io.mlopsexporter.dora;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The incidents of several applications taken together. */
public final class Incidents {
    private Incidents() {}

    /** Each once, though two applications may share a service; linked if it is linked in one of them. */
    public static Collection<LinkedIncident> distinct(List<ChainFacts> chains) {
        Map<String, LinkedIncident> byId = new TreeMap<>();
        for (ChainFacts chain : chains) {
            for (LinkedIncident linked : chain.incidents()) {
                byId.merge(
                        linked.incident().occurrence(),
                        linked,
                        (one, other) -> one.link().isPresent() ? one : other);
            }
        }
        return byId.values();
    }
}
