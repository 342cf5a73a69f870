package io.mlopsexporter.explain.view;

import io.mlopsexporter.dora.Scope;
import io.mlopsexporter.explain.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The address of a view of the page: what is shown of what. */
final class View {
    private View() {}

    /** The page that shows a scope. */
    static Map<String, String> of(Scope scope) {
        var query = new LinkedHashMap<String, String>();
        if (scope instanceof Scope.OfApplication application) {
            query.put("team", application.team());
            query.put("application", application.name());
            query.put("kind", application.kind().key());
            query.put("environment", application.environment());
        } else if (scope instanceof Scope.Team team) {
            query.put("team", team.name());
        }
        return query;
    }

    /** The page that shows what this one shows. */
    static Map<String, String> of(Explanation explanation) {
        return of(explanation, explanation.scope());
    }

    /** The same of another scope. */
    static Map<String, String> of(Explanation explanation, Scope scope) {
        Map<String, String> query = of(scope);
        explanation.metric().ifPresent(metric -> query.put("metric", metric));
        query.put("window", explanation.window().label());
        return query;
    }

    static Map<String, String> with(Map<String, String> query, String name, String value) {
        var changed = new LinkedHashMap<>(query);
        changed.put(name, value);
        return changed;
    }
}
