"""What the panels of the dashboards show at an instant, against cells that are expected then.

Every query of the dashboards about delivery that shows one figure (or, as trends do, one figure with its past) is asked of
Prometheus as Grafana would, for every window, team and application, and its answer compared with the expected cells.
"""
import json
import pathlib
import re
import urllib.parse
import urllib.request

DASHBOARDS = pathlib.Path(__file__).parent.parent / "grafana-dashboards"
ABOUT_DELIVERY = ("delivery-overview.json", "team.json", "application.json", "models.json")
FIGURE = re.compile(r"max(?: by \(([^)]*)\))? \((dora_[a-z_]+)\{([^}]*)\}\)(?=$|\nor\n)")
MATCHER = re.compile(r'(\w+)(=~|=)"((?:[^"\\]|\\.)*)"')
# a signal or reason that is not expected, and is zero, says nothing
PARTS = ("_by_signal", "_excluded", "_unmeasured")
MOST = 20
APPLICATION = ("ml_team", "kind", "application", "deploy_environment")


def queries():
    """(dashboard, panel, expression) of each figure, once."""
    seen = set()
    for name in ABOUT_DELIVERY:
        dashboard = json.loads((DASHBOARDS / name).read_text())
        for panel in dashboard["panels"]:
            for target in panel.get("targets", []):
                expression = target["expr"]
                if FIGURE.match(expression) and expression not in seen:
                    seen.add(expression)
                    yield name, panel["title"], expression


def states(expression, cells):
    """What the variables that the expression names may be set to."""
    names = set(re.findall(r"\$\{?(\w+)\}?", expression))
    every = {"job": ".+", "__interval": "2h", "__rate_interval": "1m", "__range": "90d", "team": ".+", "kind": ".+", "environment": ".+"}
    places = [{}]
    if "application" in names:
        places = [dict(zip(("team", "kind", "application", "environment"), place))
                  for place in sorted({tuple(c["labels"][label] for label in APPLICATION) for c in cells if "application" in c["labels"]})]
    elif 'ml_team="$team"' in expression:
        places = [{"team": team} for team in sorted({c["labels"]["ml_team"] for c in cells if "ml_team" in c["labels"]})]
    # of many applications some, spread over all
    places = places[::max(1, len(places) // MOST)]
    windows = sorted({c["labels"]["window"] for c in cells if "window" in c["labels"]}) if "window" in names else [""]
    for place in places:
        for window in windows:
            yield {**every, **place, "window": window}


def expected(expression, cells):
    by, metric, matchers = FIGURE.match(expression).groups()
    by = by.split(", ") if by else []
    conditions = [(label, operator, value.replace("\\\\", "\\")) for label, operator, value in MATCHER.findall(matchers) if label != "job"]
    found = {}
    for cell in cells:
        labels = {label: value.lower() if label == "deploy_environment" else value for label, value in cell["labels"].items()}
        if cell["name"] == metric and all(
            labels.get(label, "") == wanted.lower() if label == "deploy_environment" and operator == "="
            else labels.get(label, "") == wanted if operator == "=" else re.fullmatch(wanted, labels.get(label, ""))
            for label, operator, wanted in conditions
        ):
            key = tuple(labels.get(label, "") for label in by)
            found[key] = max(found.get(key, float("-inf")), cell["value"])
    return metric, by, found


def shown(url, expression, at):
    body = urllib.parse.urlencode({"query": expression, "time": at}).encode()
    with urllib.request.urlopen(url + "/api/v1/query", data=body, timeout=60) as response:
        return json.load(response)["data"]["result"]


def compare(url, at, cells):
    """(answers compared, those among them that show something, what differs)"""
    known = {cell["name"] for cell in cells}
    compared, full, differences = 0, 0, []
    for dashboard, panel, expression in queries():
        if FIGURE.match(expression).group(2) not in known:
            continue
        for state in states(expression, cells):
            asked = re.sub(r"\$\{?(\w+)\}?", lambda name: state[name.group(1)], expression)
            metric, by, wanted = expected(asked, cells)
            answer = {
                tuple(one["metric"].get(label, "").lower() if label == "deploy_environment" else one["metric"].get(label, "") for label in by):
                float(one["value"][1]) for one in shown(url, asked, at)
            }
            if metric.endswith(PARTS):
                wanted, answer = ({key: value for key, value in found.items() if value} for found in (wanted, answer))
            slack = 1 if metric.endswith("_seconds") else 1e-6
            compared += 1
            full += bool(wanted)
            if set(wanted) != set(answer) or any(abs(answer[key] - value) > max(slack, 1e-6 * abs(value)) for key, value in wanted.items()):
                differences.append(f"{dashboard} / {panel} shows {answer} and not {wanted} at {at}: {asked}")
    return compared, full, differences
