#!/usr/bin/env python3
"""Every query of every panel, variable, annotation and rule, asked of a real Prometheus.

Starts `demo --with-prometheus` (the prometheus on the PATH, on the shipped configuration and rules, with a year of history
backfilled), resolves variables as Grafana does, and asks. A query that fails is an error; one without data is too, unless
dashboards-without-data.txt beside this file says why; a reason that is not needed is one as well, but for those that begin with "at times: ". Instant queries of one figure
give what /metrics says, trends have no gap between backfilled days and live points.

    check-dashboards.py [--jar target/mlops-exporter.jar]
"""
import argparse
import fnmatch
import itertools
import json
import pathlib
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).parent
DASHBOARDS = HERE.parent / "grafana-dashboards"
RANGE = 90 * 86400
STEP = 7200
FIGURE = re.compile(r"max(?: by \(([^)]*)\))? \(([a-z_]+)\{([^}]*)\}\)( \* 1000)?")


def get(url, **parameters):
    query = urllib.parse.urlencode(parameters, doseq=True)
    try:
        with urllib.request.urlopen(url + ("?" + query if query else ""), timeout=60) as response:
            return response.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


class Demo:
    """The demo as a process; what it says, by the first words of a line."""

    def __init__(self, jar):
        self.process = subprocess.Popen(
            ["java", "-jar", jar, "demo", "--listen", "127.0.0.1:0", "--with-prometheus"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.lines = []
        threading.Thread(target=lambda: self.lines.extend(iter(self.process.stdout.readline, "")), daemon=True).start()

    def said(self, pattern, patience=600):
        until = time.time() + patience
        while time.time() < until:
            for line in list(self.lines):
                found = re.search(pattern, line)
                if found:
                    return found
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        sys.exit(f"the demo never said {pattern}:\n" + "".join(self.lines))


class Prometheus:
    def __init__(self, url):
        self.url = url
        self.asked = 0

    def api(self, path, **parameters):
        self.asked += 1
        answer = json.loads(get(self.url + "/api/v1/" + path, **parameters))
        if answer["status"] != "success":
            raise ValueError(answer.get("error", "?"))
        return answer["data"]

    def instant(self, expression):
        return self.api("query", query=expression)["result"]

    def over(self, expression, span, step):
        end = int(time.time()) // step * step
        return self.api("query_range", query=expression, start=end - span, end=end, step=step)["result"]


def choices(prometheus, dashboard):
    """What the variables may be set to: one dictionary for each combination of single values; several values as a regex."""
    states = [{}]
    for variable in dashboard["templating"]["list"]:
        name = variable["name"]
        if variable["type"] != "query":
            for state in states:
                state[name] = variable["query"]
            continue
        following = []
        for state in states:
            selector, label = re.fullmatch(r"label_values\((.*), (\w+)\)", variable["query"]["query"]).groups()
            values = prometheus.api(f"label/{label}/values", **{"match[]": resolved(selector, state)})
            if variable["sort"] == 3:
                values.sort(key=lambda value: int(re.search(r"\d+", value).group()))
            if not values:
                without[(dashboard["title"], "variable " + name)] = selector
                values = ["none"]
            current = variable.get("current", {}).get("value")
            if variable["includeAll"]:
                # all of them, and (in another state) two of them
                two = "(" + "|".join(re.escape(value) for value in values[:2]) + ")"
                several = state.get("several")
                if several is None:
                    following += [{**state, "several": False, name: ".+"}, {**state, "several": True, name: two}]
                else:
                    following.append({**state, name: two if several else ".+"})
            elif name.endswith("window") or name == "job":
                following.append({**state, name: current if current in values else values[0]})
            else:
                following += [{**state, name: value} for value in values]
        states = following
    return states


def resolved(expression, state):
    intervals = {"__rate_interval": "1m", "__interval": f"{STEP}s", "__range": f"{RANGE}s"}
    return re.sub(r"\$\{?(\w+)\}?", lambda name: {**state, **intervals}[name.group(1)].replace("\\", "\\\\"), expression)


problems = []
without = {}  # (dashboard, panel) -> what has no data
with_data = set()


def problem(dashboard, where, what, detail=""):
    problems.append(f"{dashboard['title']} / {where}: {what} {detail}")


def ask(prometheus, dashboard, panel, target, state):
    expression = resolved(target["expr"], state)
    try:
        if target["instant"]:
            return prometheus.instant(expression)
        # what has no past (docs/backfill.md) has no point before the demo's start, and steps of hours may all lie there
        long = [] if panel.get("interval") == "1m" else prometheus.over(expression, RANGE, STEP)
        return long or prometheus.over(expression, 600, 15)
    except (ValueError, urllib.error.URLError) as error:
        problem(dashboard, panel["title"], str(error), expression)
        return []


class Exposed:
    """What /metrics says; the demo goes on meanwhile, so the latest answers of some seconds count."""

    def __init__(self, url):
        self.url = url
        self.texts = []

    def refresh(self):
        self.texts = (self.texts + [get(self.url + "/metrics")])[-4:]

    def figures(self, expression):
        by, metric, matchers, factor = FIGURE.fullmatch(expression).groups()
        by = by.split(", ") if by else []
        conditions = [re.fullmatch(r'(\w+)(=~|=)"(.*)"', one).groups() for one in matchers.split(", ")]
        for text in self.texts:
            found = {}
            for labels, value in re.findall(r"^" + metric + r"(?:\{(.*)\})? (\S+)$", text, re.M):
                named = dict(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', labels))
                if all(
                    named.get(label, "") == wanted if operator == "=" else re.fullmatch(wanted.replace("\\\\", "\\"), named.get(label, ""))
                    for label, operator, wanted in conditions if label != "job"
                ):
                    key = tuple(named.get(label, "") for label in by)
                    found[key] = max(found.get(key, float("-inf")), float(value) * (1000 if factor else 1))
            yield found

    def agrees(self, expression, answer):
        by = FIGURE.fullmatch(expression).group(1)
        by = by.split(", ") if by else []
        shown = {tuple(one["metric"].get(label, "") for label in by): float(one["value"][1]) for one in answer}
        return any(shown == told for told in self.figures(expression))


def panels(prometheus, dashboard, exposed):
    compared = 0
    for number, state in enumerate(choices(prometheus, dashboard)):
        exposed.refresh()
        for panel in dashboard["panels"]:
            for target in panel.get("targets", []):
                key = (dashboard["title"], f"{panel['title']} {target['refId']}")
                if number > 1 and key in with_data:
                    continue
                answer = ask(prometheus, dashboard, panel, target, state)
                if answer:
                    with_data.add(key)
                else:
                    without[key] = resolved(target["expr"], state)
                expression = resolved(target["expr"], state)
                # the process's and the sources' own change from second to second
                if target["instant"] and FIGURE.fullmatch(expression) and re.match(r"max[^{]*\((dora|mlops_(platform|maturity))", expression):
                    for _ in range(20):
                        if exposed.agrees(expression, answer):
                            break
                        time.sleep(1)
                        exposed.refresh()
                        answer = prometheus.instant(expression)
                    else:
                        problem(dashboard, panel["title"], "does not show what /metrics says", expression)
                    compared += 1
    return compared


def annotations(prometheus, dashboard):
    for state in choices(prometheus, dashboard):
        for annotation in dashboard["annotations"]["list"]:
            key = (dashboard["title"], "annotation " + annotation["name"])
            if "expr" in annotation and key not in with_data:
                try:
                    if prometheus.over(resolved(annotation["expr"], state), RANGE, 3600):
                        with_data.add(key)
                    else:
                        without[key] = resolved(annotation["expr"], state)
                except ValueError as error:
                    problem(dashboard, annotation["name"], str(error))


def rules(prometheus):
    groups = prometheus.api("rules")["groups"]
    count = 0
    for rule in itertools.chain.from_iterable(group["rules"] for group in groups):
        count += 1
        if rule["health"] == "err":
            problems.append(f"rule {rule['name']}: {rule.get('lastError')}")
        found = prometheus.instant(rule["query"])
        if rule["type"] == "recording" and not found:
            problems.append(f"rule {rule['name']} has no data: {rule['query']}")
        # some service of the demo's belongs to nobody
        if rule["name"].startswith("MlopsExporter") and found and rule["name"] != "MlopsExporterIncidentsUnmapped":
            problems.append(f"a demo that is well makes {rule['name']} pend: {found}")
    return count


def one_line(prometheus, dashboards):
    """The organisation's deployments: no step of the trend lacks a point, from the first backfilled day to now."""
    target = next(
        target for panel in dashboards["delivery-overview.json"]["panels"] for target in panel.get("targets", [])
        if not target["instant"] and target["expr"].startswith("max (dora_organization_deployments_per_day"))
    expression = resolved(target["expr"], {"job": "mlops-exporter", "window": "30d"})
    for span, step in ((RANGE, STEP), (86400, 300), (RANGE, 86400)):
        line = prometheus.over(expression, span, step)
        if [len(one["values"]) for one in line] != [span // step + 1]:
            problems.append(f"the trend is no one line: {[len(one['values']) for one in line]} of {span // step + 1} points")


def reasons():
    unused, explained = [], set()
    for line in (HERE / "dashboards-without-data.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        dashboard, panel, reason = (part.strip() for part in line.split("|"))
        matching = {key for key in without if key[0] == dashboard and fnmatch.fnmatch(key[1], panel)} - with_data
        if not matching and not reason.startswith("at times: "):
            unused.append(line)
        explained |= matching
    for key in sorted(set(without) - with_data - explained):
        problems.append(f"{key[0]} / {key[1]} has no data: {without[key]}")
    problems.extend("a reason that is not needed: " + line for line in unused)


def check(exporter, prometheus):
    # rules have been evaluated, rates have two points
    while any(
        rule["lastEvaluation"] < "0002" or rule["health"] == "unknown"
        for group in prometheus.api("rules")["groups"] for rule in group["rules"]
    ) or not prometheus.instant("rate(mlops_exporter_api_requests_total[1m])"):
        time.sleep(1)
    dashboards = {path.name: json.loads(path.read_text()) for path in sorted(DASHBOARDS.glob("*.json"))}
    exposed = Exposed(exporter)
    compared = 0
    for name, dashboard in dashboards.items():
        compared += panels(prometheus, dashboard, exposed)
        annotations(prometheus, dashboard)
        print(f"{name}: {prometheus.asked} requests so far", flush=True)
    evaluated = rules(prometheus)
    one_line(prometheus, dashboards)
    reasons()
    for line in problems:
        print("FAILED:", line, file=sys.stderr)
    print(f"{len(dashboards)} dashboards, {len(with_data)} panel queries and annotations with data, {evaluated} rules,"
          f" {compared} answers compared with /metrics")
    sys.exit(1 if problems else 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jar", default=str(HERE.parent / "target" / "mlops-exporter.jar"))
    parser.add_argument("--running", nargs=2, metavar=("EXPORTER", "PROMETHEUS"), help="addresses of a demo that runs already")
    options = parser.parse_args()
    if options.running:
        check(options.running[0], Prometheus(options.running[1]))
    demo = Demo(options.jar)
    try:
        exporter = demo.said(r"(http://127\.0\.0\.1:\d+)/metrics").group(1)
        prometheus = Prometheus(demo.said(r"Prometheus, on .*: (http://127\.0\.0\.1:\d+)").group(1))
        past = demo.said(r"Prometheus has a past now, from (\S+) on|(stay without a past.*)")
        print(past.group(0), flush=True)
        if past.group(2):
            sys.exit(1)
        check(exporter, prometheus)
    finally:
        demo.process.terminate()
        demo.process.wait(20)


if __name__ == "__main__":
    main()
