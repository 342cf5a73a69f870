"""What is asked of MLflow, a survey's and a bill's address, OpenCost and GitHub's usage, with a truth that every figure of it follows from.

Costs are the same every day, so what a window costs follows from its length, whichever day it ends; models are dated by their tag; so no figure depends on when it was first seen.
"""
import http.server, json, threading, time, urllib.parse

DAY = 86400
DAYS = 44
# a day's cost by source and team; without GitHub nobody knows whose repositories are
BILL, CLUSTER, USAGE = {"fraud": 2.0, "vision": 3.5}, {"fraud": 1.25, "vision": 0.5, "__idle__": 0.25}, {"acme/fraud-api": 0.75, "acme/unknown": 1.5}
LOW, HIGH = (5, 4, 3, 2, 1), (5, 5, 5, 5, 4)  # of a block of five, satisfied is who says 4 or 5
NPS_LOW, NPS_HIGH = (10, 9, 8, 6, 0), (10, 10, 9, 9, 7)


def iso(at):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


def midnight(at):
    return int(at // DAY * DAY)


class World:
    """Models of `mlflow.py`, which computes their figures; surveys and costs."""

    def __init__(self, mlflow, now):
        self.mlflow, self.now, self.lock = mlflow, now, threading.Lock()
        self.blocks = [(now - 20 * DAY, LOW, NPS_LOW)]
        ago = lambda days: now - days * DAY
        self.models, self.runs = {}, []
        for number, (name, team, plan) in enumerate((("fraud-detector", "fraud", ((40, 38), (20, 18), (6, 5), (2, 1.5))), ("ranker", "vision", ((28, 25), (9, 8))), ("dated", "vision", ((4, 3),)))):
            model = self.models[name] = mlflow.Model(name, team, tag=team)
            for created, deployed in plan:
                run = mlflow.Run("%s-%d" % (name, created), team, ago(created + 1), 60, user="user-%d" % number)
                run.id = "run%d%s" % (len(self.runs), name.replace("-", ""))
                self.runs.append(run)
                model.version(ago(created), run)
                model.deployments.append((ago(deployed), len(model.versions)))

    def authored(self, run):
        return None

    def change(self, at):
        """A version is made and goes live, and a block of answers comes in."""
        with self.lock:
            for model in self.models.values():
                model.version(at - 3600, None)
                model.deployments.append((at, len(model.versions)))
                break
            self.blocks.append((at, HIGH, NPS_HIGH))

    # --- what is answered

    def answer(self, path, query, body):
        with self.lock:
            if path == "/survey.csv": return "text/csv", self.survey()
            if path == "/focus.csv": return "text/csv", self.bill()
            if path.startswith("/allocation"): return "application/json", json.dumps(self.allocation(query))
            if path.endswith("/billing/usage"): return "application/json", json.dumps(self.usage(query))
            if "/mlflow/" in path: return "application/json", json.dumps(self.registry(path.split("/mlflow/")[1], query, body))
        return None

    def survey(self):
        rows = ["timestamp,id,satisfaction,recommendation"]
        for at, satisfied, promoters in self.blocks:
            rows += ["%s,%d-%d,%d,%d" % (iso(at - 5 + one), at, one, satisfied[one], promoters[one]) for one in range(5)]
        return "\n".join(rows) + "\n"

    def days(self):
        today = midnight(time.time())
        return [today - back * DAY for back in range(DAYS, -1, -1)]

    def bill(self):
        rows = ["BillingAccountId,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,EffectiveCost,BilledCost,BillingCurrency,ChargeCategory,Tags"]
        for day in self.days():
            month = time.gmtime(day)
            begin, end = "%d-%02d-01T00:00:00Z" % (month.tm_year, month.tm_mon), "%d-%02d-01T00:00:00Z" % (month.tm_year + month.tm_mon // 12, month.tm_mon % 12 + 1)
            for team, cost in BILL.items():
                rows.append('1111,%s,%s,%s,%s,%s,%s,EUR,Usage,"{""team"": ""%s""}"' % (begin, end, iso(day), iso(day + DAY), cost, cost, team))
        return "\n".join(rows) + "\n"

    def allocation(self, query):
        day = query["window"].split(",")[0]
        known = day in {iso(one) for one in self.days()}
        return {"code": 200, "data": [{name: {"name": name, "totalCost": cost} for name, cost in CLUSTER.items()} if known else {}]}

    def usage(self, query):
        day = "%04d-%02d-%02d" % (int(query["year"]), int(query["month"]), int(query["day"]))
        known = day in {iso(one)[:10] for one in self.days()}
        return {"usageItems": [{"date": day, "product": "actions", "sku": "Actions Linux", "netAmount": cost, "organizationName": "acme", "repositoryName": name} for name, cost in USAGE.items()] if known else []}

    def registry(self, call, query, body):
        millis = lambda at: int(at * 1000)
        versions = [dict(name=model.name, version=str(number), creation_timestamp=millis(version.created), last_updated_timestamp=millis(version.created), current_stage="None", status="READY",
                         run_id=version.run.id if version.run else "", tags=[{"key": "deployed_at", "value": iso(at)} for at, deployed in model.deployments if deployed == number])
                    for model in self.models.values() for number, version in model.versions.items()]
        if call == "registered-models/search":
            return {"registered_models": [dict(name=model.name, creation_timestamp=millis(model.created), last_updated_timestamp=max(v["last_updated_timestamp"] for v in versions if v["name"] == model.name),
                                               tags=[{"key": "team", "value": model.tag}], aliases=[], latest_versions=[[v for v in versions if v["name"] == model.name][-1]]) for model in self.models.values()]}
        if call == "registered-models/get":
            return {"registered_model": next(m for m in self.registry("registered-models/search", {}, {})["registered_models"] if m["name"] == query.get("name"))}
        if call == "model-versions/search":
            wanted = query.get("filter", "")
            if wanted.startswith("name"): versions = [v for v in versions if "'%s'" % v["name"] in wanted]
            if wanted.startswith("tags"): versions = [v for v in versions if v["tags"]]
            return {"model_versions": sorted(versions, key=lambda v: (-v["creation_timestamp"], v["name"]))}
        if call == "experiments/search":
            return {"experiments": [dict(experiment_id=team, name=team, lifecycle_stage="active", tags=[{"key": "team", "value": team}]) for team in ("fraud", "vision")]}
        if call == "runs/search":
            wanted, runs = body.get("filter", ""), self.runs
            if ">=" in wanted: runs = [r for r in runs if millis(r.start) >= int(wanted.split(">=")[1])]
            elif "< 1" in wanted: runs = []
            elif "run_id IN" in wanted: runs = [r for r in runs if "'%s'" % r.id in wanted]
            return {"runs": [dict(info=dict(run_id=r.id, run_uuid=r.id, experiment_id=r.experiment, status="FINISHED", start_time=millis(r.start), end_time=millis(r.end), user_id=r.user, lifecycle_stage="active"),
                                  data=dict(tags=[{"key": "mlflow.user", "value": r.user}])) for r in sorted(runs, key=lambda r: r.start) if r.experiment in body.get("experiment_ids", [])]}
        return {}

    # --- what must come out

    def cells(self, mlflow_at, survey_at, costs):
        """By name and sorted labels; of sources whose as-of is not known, none."""
        found = {}
        def put(name, value, **labels): found[name, tuple(sorted(labels.items()))] = value
        with self.lock:
            if mlflow_at is not None:
                for model in self.models.values():
                    seen = [d for d in model.deployments if d[0] <= mlflow_at]
                    past = type("Past", (), dict(deployments=seen, baselines=model.baselines, incidents=[], versions=model.versions))
                    for (name, labels), value in self.mlflow.model_cells(self, past, mlflow_at).items():
                        if "incident" in name or "restoration" in name or ("signal", "incident") in labels: continue  # nobody tells of any
                        put(name, value, **dict(labels), ml_team=model.team, application=model.name, kind="model", deploy_environment="production")
            if survey_at is not None:
                for window, length in (("90d", 90 * DAY), ("365d", 365 * DAY)):
                    inside = [block for block in self.blocks if survey_at - length < block[0] - 1 <= survey_at]
                    answers, promoters = [a for _, block, _ in inside for a in block], [p for *_, block in inside for p in block]
                    put("mlops_platform_survey_responses", len(answers), survey="platform", window=window)
                    if answers:
                        put("mlops_platform_satisfaction_ratio", sum(a >= 4 for a in answers) / len(answers), survey="platform", window=window)
                        put("mlops_platform_net_promoter_score", 100 * (sum(p >= 9 for p in promoters) - sum(p <= 6 for p in promoters)) / len(promoters), survey="platform", window=window)
        if costs:
            for window, days in (("7d", 7), ("30d", 30)):
                put("mlops_platform_cost", days * (sum(BILL.values()) + sum(CLUSTER.values())), currency="EUR", window=window)
                put("mlops_platform_cost", days * sum(USAGE.values()), currency="USD", window=window)
                put("mlops_platform_unallocated_cost", days * CLUSTER["__idle__"], currency="EUR", window=window)
                put("mlops_platform_unallocated_cost", days * sum(USAGE.values()), currency="USD", window=window)
                for team in ("fraud", "vision"):
                    put("mlops_platform_team_cost", days * (BILL[team] + CLUSTER[team]), ml_team=team, currency="EUR", window=window)
        return found


class Server(http.server.ThreadingHTTPServer):
    daemon_threads, request_queue_size = True, 128

    def __init__(self, world):
        super().__init__(("127.0.0.1", 0), Answering)
        self.world = world
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()


class Answering(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urllib.parse.urlsplit(self.path)
        found = self.server.world.answer(url.path, dict(urllib.parse.parse_qsl(url.query)), json.loads(body) if body else {})
        kind, text = found or ("application/json", '{"error_code": "ENDPOINT_NOT_FOUND"}')
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    do_POST = do_GET
