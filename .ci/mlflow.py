#!/usr/bin/env python3
"""Runs the packaged jar against a real MLflow, and compares every figure of models and of the platform's use with what must come out.

    mlflow.py --kit DIR --python VENV_PYTHON --mlflow VENV [--mlflow VENV ...] [--jar target/mlops-exporter.jar] [--keep]

For each MLflow (failures, pages and another order for the first one only): it is started, seeded over its REST API and set back in time in its database, as no client may choose when a version was made. Beside it
run the acceptance kit's GitHub and PagerDuty; between it and the agent stands a proxy that counts, holds, cuts pages small and breaks things.
What is expected is computed here, from what was seeded and by the design's section 3 alone; of the software's deployments the kit's oracle tells.

Compared: all samples of dora_* with kind="model" and all of mlops_platform_* but capabilities, both ways: none missing, none too many, values to 1e-6 (and 2 ms, as
some are differences of instants). The time of a promotion by alias is the as-of of the first poll that ended after it and began before it was let through
to the registry: what the agent publishes in mlops_exporter_source_as_of_timestamp_seconds. Comparisons wait until every source was polled after the last event, so no
figure depends on which source's as-of ends a window. Exit 1 if a cell differs.
"""
import argparse, http.server, importlib.util, json, os, random, re, shutil, signal, socket, sqlite3, subprocess, sys, tempfile, threading, time, urllib.error, urllib.request
from collections import defaultdict

MINUTE, HOUR, DAY = 60, 3600, 86400
WINDOWS = {"7d": 7 * DAY, "30d": 30 * DAY, "90d": 90 * DAY}
HISTORY = 365 * DAY
EXCLUDED = {"root", "jovyan"}
API = "/api/2.0/mlflow/"
SHIFTING = "aaa-first-in-every-list"  # comes and goes, and is no part of the truth


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def call(url, body=None, method=None, timeout=60):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"} if data else {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            text = answer.read().decode()
    except urllib.error.HTTPError as error:
        raise RuntimeError("%s: %d %s" % (url, error.code, error.read().decode(errors="replace")[:300])) from None
    return json.loads(text) if text.startswith(("{", "[")) else text


class Ended(RuntimeError):
    """The exporter is no more."""


def until(what, seconds, found):
    end = time.time() + seconds
    while time.time() < end:
        try:
            value = found()
            if value: return value
        except (RuntimeError, urllib.error.URLError, ConnectionError, TimeoutError, socket.timeout) as problem:
            if isinstance(problem, Ended): raise
        time.sleep(0.1)
    raise RuntimeError("no %s in %d s" % (what, seconds))


# --- the registry -------------------------------------------------------------------------------------------------------------

class Registry:
    """A real MLflow on a database of its own."""

    def __init__(self, venv, folder):
        self.venv, self.folder, self.port = venv, folder, free_port()
        os.makedirs(folder)
        self.database, self.process = os.path.join(folder, "mlflow.db"), None
        self.url = "http://127.0.0.1:%d" % self.port

    def start(self):
        environment = dict(os.environ, PATH=os.path.join(self.venv, "bin") + os.pathsep + os.environ["PATH"], MLFLOW_SERVER_ENABLE_JOB_EXECUTION="false", DO_NOT_TRACK="true", MLFLOW_DISABLE_TELEMETRY="true")
        log = open(os.path.join(self.folder, "mlflow.log"), "a")
        self.process = subprocess.Popen([os.path.join(self.venv, "bin", "mlflow"), "server", "--backend-store-uri", "sqlite:///mlflow.db", "--artifacts-destination", "./artifacts", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"],
                                        cwd=self.folder, env=environment, stdout=log, stderr=log, start_new_session=True)
        until("MLflow", 600, lambda: call(self.url + "/health") == "OK")
        return call(self.url + "/version") if self.process.poll() is None else ""

    def stop(self):
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()

    def post(self, path, **body):
        return call(self.url + API + path, body)

    def change(self, path, method, **body):
        return call(self.url + API + path, body, method)

    def set_back(self, statements):
        """Instants that no client may choose."""
        connection = sqlite3.connect(self.database, timeout=60)
        with connection:
            for statement, *values in statements:
                connection.execute(statement, values)
        connection.close()

    def alias(self, model, alias, version):
        self.post("registered-models/alias", name=model, alias=alias, version=str(version))

    def stage(self, model, version):
        self.post("model-versions/transition-stage", name=model, version=str(version), stage="Production", archive_existing_versions=True)
        return call(self.url + API + "model-versions/get?name=%s&version=%s" % (model, version))["model_version"]["last_updated_timestamp"] / 1000

    def tag(self, model, version, key, value):
        self.post("model-versions/set-tag", name=model, version=str(version), key=key, value=value)


# --- the proxy ----------------------------------------------------------------------------------------------------------------

class Proxy(http.server.ThreadingHTTPServer):
    """Between the agent and MLflow: counts requests, can hold the beginning of a poll, cut pages small, shift them, and answer in MLflow's place."""
    daemon_threads = True

    def __init__(self, registry):
        super().__init__(("127.0.0.1", 0), Handler)
        self.registry, self.counts, self.failing, self.page, self.between = registry, defaultdict(int), None, None, None
        self.open, self.held, self.lock = threading.Event(), threading.Event(), threading.Lock()
        self.open.set()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, address):
        pass  # agents that are killed leave connections behind

    def hold(self, seconds=600):
        """Returns once a poll has begun, and its question for the models waits."""
        self.held.clear()
        self.open.clear()
        if not self.held.wait(seconds): raise RuntimeError("no poll in %d s" % seconds)

    def release(self):
        self.open.set()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.handle_one()

    do_POST = do_GET

    def handle_one(self):
        proxy, path = self.server, self.path
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        name = path.split("?")[0].replace(API, "")
        searching = name == "registered-models/search"
        first = searching and "page_token=" not in path.replace("page_token=&", "")
        if first and not proxy.open.is_set():
            proxy.held.set()
            proxy.open.wait(600)
        with proxy.lock:
            proxy.counts[name] += 1
        if proxy.failing:
            return self.answer(*proxy.failing)
        if searching and proxy.page:
            path = re.sub(r"max_results=\d+", "max_results=%d" % proxy.page, path)
            if not first and proxy.between:
                proxy.between()
        try:
            request = urllib.request.Request(proxy.registry.url + path, body or None, {"Content-Type": self.headers.get("Content-Type", "application/json")}, method=self.command)
            with urllib.request.urlopen(request, timeout=60) as answer:
                self.answer(answer.status, answer.headers.get("Content-Type"), answer.read())
        except urllib.error.HTTPError as error:
            self.answer(error.code, error.headers.get("Content-Type"), error.read())
        except (OSError, urllib.error.URLError) as error:
            self.answer(502, "text/plain", str(error).encode())

    def answer(self, status, kind, body):
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass


FAILURES = {
    "the database is down": (500, "application/json", b'{"error_code": "INTERNAL_ERROR", "message": "(sqlite3.OperationalError) unable to open database file"}'),
    "an error page in HTML": (200, "text/html", b"<!doctype html><title>Maintenance</title><h1>Back soon</h1>"),
    "the Host check": (403, "text/plain", b"Invalid Host header - possible DNS rebinding attack detected"),
    "no password": (401, "text/html", b"You are not authenticated."),
    "an empty answer": (200, "application/json", b""),
}


# --- what is seeded -----------------------------------------------------------------------------------------------------------

class Run:
    def __init__(self, key, experiment, start=None, minutes=None, user=None, user_tag=None, commit=None, url=None):
        self.key, self.experiment, self.start, self.user, self.user_tag, self.commit, self.url = key, experiment, start, user, user_tag, commit, url
        self.end = None if minutes is None or start is None else start + minutes * MINUTE
        self.id = None

    def person(self):
        user = self.user_tag or self.user
        return None if not user or user in EXCLUDED else user


class Version:
    def __init__(self, number, created, run=None):
        self.number, self.created, self.run = number, created, run


class Model:
    """What is true of a registered model. `deployments` are (instant, version), as they came to be known."""

    def __init__(self, name, team, application=None, tag=None, service=None):
        self.name, self.team, self.application, self.tag, self.service = name, team, application or name, tag, service
        self.versions, self.deployments, self.baselines, self.incidents, self.created = {}, [], [], [], None

    def version(self, created, run=None):
        number = len(self.versions) + 1
        self.versions[number] = Version(number, created, run)
        self.created = min(created, self.created or created)


class Seed:
    """Experiments, runs, models and versions, from the commits of the kit's histories."""

    def __init__(self, world, now):
        self.now = now
        self.world = world
        self.experiments = {"fraud-training": "fraud", "vision-lab": "vision", "ghost-lab": "ghost", "visitors": "unheard-of", "from-kserve": None, "Default": None}
        # an experiment without the tag is of the team of the repository that most of its runs name
        self.experiment_team = {"fraud-training": "fraud", "vision-lab": "vision", "ghost-lab": "ghost", "visitors": "unheard-of", "from-kserve": "serving", "Default": None}
        self.runs, self.models = {}, {}
        feast, kserve = self.commits("feast"), self.commits("kserve")
        ago = lambda days, hours=0: now - days * DAY - hours * HOUR
        old = lambda commits, days: next(c["oid"] for c in reversed(commits) if self.at(c["authored_at"]) < ago(days))
        run = self.run
        run("r1", "fraud-training", ago(63), 90, user="alice", commit=old(feast, 65), url="https://github.com/acme/feast")
        run("r2", "fraud-training", ago(40), 120, user="alice", user_tag="alice", commit=old(feast, 41), url="git@github.com:acme/feast.git")
        run("r3", "fraud-training", ago(20), 30, user_tag="bob", commit=old(feast, 22), url="https://github.com/acme/feast.git")
        run("r4", "fraud-training", ago(5), 45, user="carol")                                                   # a notebook: no commit
        run("r5", "fraud-training", ago(4), 45, user="jovyan", commit="f" * 40, url="https://github.com/acme/feast")  # a commit that nobody has
        run("r6", "vision-lab", ago(3), None, user="dave", commit=old(feast, 4), url="ssh://git@github.com/acme/feast.git")  # has not ended
        run("r7", "vision-lab", None, None, user="erin")                                                        # no start
        run("r8", "vision-lab", now + 2 * DAY, 60, user="frank")                                                # a clock ahead
        run("r9", "from-kserve", ago(12), 60, user="root", commit=old(kserve, 14), url="https://github.com/acme/kserve")
        run("r10", "from-kserve", ago(6), 60, user="grace", commit=old(kserve, 7), url="git@github.com:acme/kserve.git")
        run("r11", "from-kserve", ago(2), 60, commit=old(kserve, 3), url="https://github.com/acme/kserve.git")
        run("r12", "Default", ago(1), 15, user="heidi")
        run("r13", "ghost-lab", ago(8), 15, user="ivan")
        run("r14", "visitors", ago(9), 15, user="judy")
        run("r15", "fraud-training", ago(200), 15, user="mallory")

        def model(name, team, *versions, **more):
            made = self.models[name] = Model(name, team, **more)
            for created, key in versions:
                made.version(created, self.runs.get(key))
            return made
        model("fraud-detector", "fraud", (ago(62), "r1"), (ago(39), "r2"), (ago(19), "r3"), (ago(4, 12), "r4"), (ago(3, 12), "r5"), application="fraud-model", service="PSVCML001")
        model("ranker", "vision", (ago(31), "r2"), (ago(2, 12), "r6"), (ago(1, 12), "r4"), tag="vision")
        model("kserve-model", "serving", (ago(11), "r9"), (ago(5), "r10"), (ago(1, 20), "r11"))                   # the team of the repository that its runs name
        model("dated", "fraud", (ago(50), "r1"), (ago(38), "r2"), (ago(18), "r3"), tag="fraud")
        model("notebook", "search", (ago(25), None), (ago(2), "r7"), tag="search")                                # a team that is not configured
        model("clock-ahead", "vision", (ago(26), "r1"), (ago(1, 6), "r8"), (ago(0, 12), "r6"), tag="vision")
        model("doomed", "fraud", (ago(33), "r2"), (ago(17), "r3"), tag="fraud")
        model("never-live", "unassigned", (ago(3), None))

    @staticmethod
    def at(text):
        return time.mktime(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ")) - time.timezone

    def repository(self, name):
        return next(r for r in self.world["repositories"] if r["name"] == name)

    def commits(self, name):
        """Of the default branch's line, oldest first."""
        commits = {c["oid"]: c for c in self.repository(name)["commits"]}
        line, oid = [], self.repository(name)["head"]
        while oid in commits:
            line.append(commits[oid])
            oid = commits[oid]["parents"][0] if commits[oid]["parents"] else None
        return line[::-1]

    def run(self, key, *arguments, **more):
        self.runs[key] = Run(key, *arguments, **more)

    def authored(self, run):
        """When the commit that a run names was written, if a polled repository has it."""
        if run is None or run.commit is None: return None
        name = re.sub(r"\.git$", "", run.url).split("/")[-1]
        return next((self.at(c["authored_at"]) for c in self.repository(name)["commits"] if c["oid"] == run.commit), None)

    def create(self, registry, shuffle=None):
        """Over REST, in an order of its own; then instants are set back."""
        experiments, runs, models = list(self.experiments), list(self.runs.values()), list(self.models.values())
        if shuffle is not None:
            for some in (experiments, runs, models):
                random.Random(shuffle).shuffle(some)
        ids = {"Default": "0"}
        for name in experiments:
            team = self.experiments[name]
            if name != "Default":
                ids[name] = registry.post("experiments/create", name=name, tags=[{"key": "team", "value": team}] if team else [])["experiment_id"]
        for run in runs:
            tags = {"mlflow.user": run.user_tag, "mlflow.source.git.commit": run.commit, "mlflow.source.git.repoURL": run.url}
            body = dict(experiment_id=ids[run.experiment], tags=[{"key": k, "value": v} for k, v in tags.items() if v])
            if run.user: body["user_id"] = run.user
            if run.start: body["start_time"] = int(run.start * 1000)
            run.id = registry.post("runs/create", **body)["run"]["info"]["run_id"]
            if run.end: registry.post("runs/update", run_id=run.id, status="FINISHED", end_time=int(run.end * 1000))
        back = []
        for model in models:
            registry.post("registered-models/create", name=model.name, tags=[{"key": "team", "value": model.tag}] if model.tag else [])
            back.append(("UPDATE registered_models SET creation_time = ?, last_updated_time = ? WHERE name = ?", int(model.created * 1000), int(model.created * 1000), model.name))
        pairs = [(model, number) for number in range(1, 9) for model in models if number in model.versions]
        for model, number in pairs:
            version = model.versions[number]
            body = dict(name=model.name, source="s3://models/%s/%d" % (model.name, number))
            if version.run: body["run_id"] = version.run.id
            made = registry.post("model-versions/create", **body)["model_version"]
            assert made["version"] == str(number), made
            back.append(("UPDATE model_versions SET creation_time = ?, last_updated_time = ? WHERE name = ? AND version = ?", int(version.created * 1000), int(version.created * 1000), model.name, number))
        registry.set_back(back)
        self.first_state(registry)

    def first_state(self, registry):
        """What stands in the registry when the agent sees it first: aliases are baselines, a stage and a tag are deployments."""
        models, ago = self.models, lambda days: self.now - days * DAY
        for name in ("fraud-detector", "ranker", "notebook", "clock-ahead", "doomed"):
            registry.alias(name, "champion", 1)
            models[name].baselines = [1]
        registry.stage("kserve-model", 1)
        registry.set_back([("UPDATE model_versions SET last_updated_time = ? WHERE name = ? AND version = ?", int(ago(10) * 1000), "kserve-model", 1)])
        models["kserve-model"].deployments = [(ago(10), 1)]
        for version, days in ((1, 45), (2, 25)):
            registry.tag("dated", version, "deployed_at", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(ago(days))))
        registry.alias("dated", "production", 2)     # the deployment that its tag tells
        models["dated"].deployments = [(int(ago(45)), 1), (int(ago(25)), 2)]


# --- what must come out -------------------------------------------------------------------------------------------------------

STATISTICS = ("mean", "p50", "p75", "p95")


def quantile(values, q):
    ordered = sorted(values)
    rank = (len(ordered) - 1) * q
    low = int(rank)
    return ordered[low] + (ordered[min(low + 1, len(ordered) - 1)] - ordered[low]) * (rank - low)


def distribution(values):
    return {} if not values else {"mean": sum(values) / len(values), "p50": quantile(values, 0.5), "p75": quantile(values, 0.75), "p95": quantile(values, 0.95)}


class Delivered:
    def __init__(self, at, version):
        self.at, self.version, self.delivers, self.rollback, self.undone_by, self.incidents = at, version, False, False, [], []

    def failed(self):
        return {signal for signal, because in (("incident", self.incidents), ("rollback", self.undone_by)) if because}

    def recovery(self):
        if self.incidents:
            if any(resolved is None for _, resolved in self.incidents): return None
            end = max(resolved for _, resolved in self.incidents)
        elif self.undone_by:
            end = min(self.undone_by)
        else:
            return None
        return end, end - self.at


def deliveries(model):
    """Design 3.1, 3.2 and 3.9.17: repetitions within 30 minutes are one; an older version that was live before is a rollback."""
    listed, live, was, since = [], (model.baselines or [None])[-1], set(model.baselines), None
    for at, version in sorted(model.deployments):
        if version == live and since is not None and at - since <= 30 * MINUTE:
            continue
        made = Delivered(at, version)
        if version == live or version in was:
            if version != live and version < live:
                made.rollback = True
                if listed: listed[-1].undone_by.append(at)
        else:
            made.delivers = True
        listed.append(made)
        if version != live: since = at
        live = version
        was.add(version)
    for incident in model.incidents:
        before = [d for d in listed if d.at <= incident[0] <= d.at + DAY]
        if before: before[-1].incidents.append(incident)
    return listed


def category(value):
    return next(((c - 1) * 2 for c, limit in ((6, HOUR), (5, DAY), (4, 7 * DAY), (3, 30 * DAY), (2, 180 * DAY)) if value <= limit), 0)


def frequency(per_day):
    return next(((c - 1) * 2 for c, least in ((6, 24.000001), (5, 1), (4, 1 / 7), (3, 1 / 30), (2, 1 / 180)) if per_day >= least - 1e-12), 0)


def start_of(seed, version):
    authored = seed.authored(version.run)
    return authored if authored is not None else version.run.start if version.run else None


def stages_of(version, start, live):
    """training: start → run end, or → version created if that was made while it ran; registration: → version created; promotion: → live."""
    end = version.run.end if version.run and version.run.end else version.created
    end = min(end, version.created)
    return {"training": end - start, "registration": version.created - end, "promotion": live - version.created}


def model_cells(seed, model, as_of):
    """All figures of a model; `as_of` only says which window an event is in."""
    listed, cells = deliveries(model), {}
    def put(suffix, value, **labels):
        cells["dora_" + suffix, tuple(sorted(labels.items()))] = value
    if listed: put("last_deployment_timestamp_seconds", listed[-1].at)
    opened = [started for started, resolved in model.incidents if resolved is None]
    put("open_incidents", len(opened))
    if opened: put("oldest_open_incident_timestamp_seconds", min(opened))
    for window, length in WINDOWS.items():
        inside = lambda t: t is not None and as_of - length < t <= as_of
        made = [d for d in listed if inside(d.at)]
        put("deployments", len(made), window=window)
        put("deployments_per_day", len(made) / (length / DAY), window=window)
        put("deployment_dates", len({int(d.at // DAY) for d in made}), window=window)
        put("data_complete", 0 if model.baselines else 1, window=window)  # who had an alias before, nobody knows
        times, stages, excluded = [], defaultdict(list), dict(negative_lead_time=0, start_unknown=0)
        for d in made:
            if not d.delivers: continue
            version = model.versions[d.version]
            start = start_of(seed, version)
            if start is None:
                excluded["start_unknown"] += 1
            elif start > d.at:
                excluded["negative_lead_time"] += 1
            else:
                times.append(d.at - start)
                for stage, value in stages_of(version, start, d.at).items():
                    stages[stage].append(value)
        put("changes", len(times), window=window)
        for statistic, value in distribution(times).items():
            put("lead_time_seconds", value, window=window, statistic=statistic)
        for stage, values in stages.items():
            for statistic, value in distribution(values).items():
                put("lead_time_stage_seconds", value, window=window, stage=stage, statistic=statistic)
        for reason, count in excluded.items():
            put("changes_excluded", count, window=window, reason=reason)
        for reason in ("no_predecessor", "history_too_long", "commit_lost", "pending"):
            put("deployments_unmeasured", 0, window=window, reason=reason)
        failures = [d for d in made if d.failed()]
        put("failed_deployments", len(failures), window=window)
        for signal_ in ("incident", "rollback", "revert", "hotfix"):
            put("failed_deployments_by_signal", sum(signal_ in d.failed() for d in failures), window=window, signal=signal_)
        rework = [d for d in made if d.rollback]
        put("rework_deployments", len(rework), window=window)
        if made:
            put("change_failure_ratio", len(failures) / len(made), window=window)
            put("rework_ratio", len(rework) / len(made), window=window)
        started = [i for i in model.incidents if inside(i[0])]
        resolved = [i for i in model.incidents if inside(i[1])]
        linked = [i for d in listed for i in d.incidents]
        put("incidents", len(started), window=window)
        put("incidents_unlinked", sum(i not in linked for i in started), window=window)
        put("incidents_resolved", len(resolved), window=window)
        for statistic, value in distribution([end - begin for begin, end in resolved]).items():
            put("restoration_time_seconds", value, window=window, statistic=statistic)
        recovered = [r[1] for r in (d.recovery() for d in listed if d.failed()) if r and inside(r[0])]
        put("recoveries", len(recovered), window=window)
        for statistic, value in distribution(recovered).items():
            put("recovery_time_seconds", value, window=window, statistic=statistic)
        score = {}
        if times: score["lead_time"] = category(quantile(times, 0.5))
        if made: score["deployment_frequency"] = frequency(len(made) / (length / DAY))
        elif listed: score["deployment_frequency"] = frequency(DAY / max(1, as_of - listed[-1].at))
        if recovered: score["recovery_time"] = category(quantile(recovered, 0.5))
        if made:
            score["change_failure"], score["rework"] = 10 * (1 - len(failures) / len(made)), 10 * (1 - len(rework) / len(made))
        if score: score["overall"] = sum(score.values()) / len(score)
        for metric, value in score.items():
            put("quick_check_score", value, window=window, metric=metric)
    return cells


class Adoption:
    """Design 3.8 and 3.9.19, over all activities up to an instant: (instant, type, team or None, person or None)."""

    def __init__(self, seed, software, pipelines, teams, as_of):
        self.as_of, self.known = as_of, teams
        self.uses = []
        for run in seed.runs.values():
            if run.start: self.uses.append((run.start, "training_run", seed.experiment_team[run.experiment], run.person()))
        self.first_live = defaultdict(list)
        for model in seed.models.values():
            for version in model.versions.values():
                self.uses.append((version.created, "model_version", model.team, version.run.person() if version.run else None))
            for made in deliveries(model):
                self.uses.append((made.at, "deployment", model.team, None))
                self.first_live[model.team].append(made.at)
        for at, team in software:
            self.uses.append((at, "deployment", team, "deployer"))
            self.first_live[team].append(at)
        for at, team in pipelines:
            self.uses.append((at, "pipeline_run", team, "deployer"))
        self.uses = sorted((u for u in self.uses if as_of - HISTORY < u[0] <= as_of), key=lambda use: use[0])

    def active(self, start, end):
        return {team for at, _, team, _ in self.uses if start < at <= end and team in self.known}

    def cells(self):
        cells, begin = {}, self.as_of - HISTORY
        def put(suffix, value, **labels):
            cells["mlops_platform_" + suffix, tuple(sorted(labels.items()))] = value
        put("teams", len(self.known))
        put("users", len({person for *_, person in self.uses if person}))
        first = {}
        for at, _, team, _ in self.uses: first.setdefault(team, at)
        times, without = [], 0
        for team, since in self.known.items():
            started = since or first.get(team)
            if started is None or (since is None and started < begin + 30 * DAY): continue
            live = [at for at in self.first_live[team] if at >= started]
            if live: times.append(min(live) - started)
            else: without += 1
        for statistic, value in distribution(times).items():
            put("adoption_lead_time_seconds", value, statistic=statistic)
        put("teams_without_deployment", without)
        for window, length in WINDOWS.items():
            start = self.as_of - length
            now, before = self.active(start, self.as_of), self.active(start - length, start)
            put("active_teams", len(now), window=window)
            put("active_users", len({p for at, _, _, p in self.uses if p and at > start}), window=window)
            put("adoption_ratio", len(now) / len(self.known), window=window)
            if start - length >= begin:
                put("new_teams", sum(team in first and first[team] > start for team in self.known), window=window)
                if before: put("retention_ratio", len(before & now) / len(before), window=window)
            for team in self.known:
                for kind in ("training_run", "model_version", "pipeline_run", "deployment"):
                    put("team_activities", sum(t == team and k == kind and at > start for at, k, t, _ in self.uses), ml_team=team, activity=kind, window=window)
        return cells


# --- the scenario -------------------------------------------------------------------------------------------------------------

class Scenario:
    def __init__(self, options, venv, whole):
        self.options, self.venv, self.whole = options, venv, whole
        self.folder = tempfile.mkdtemp(prefix="mlflow-")
        self.simulator = self.agent = self.registry = None
        self.good, self.as_ofs = True, []

    def path(self, name):
        return os.path.join(self.folder, name)

    def say(self, what, good=True, more=""):
        self.good = self.good and good
        print("%-8s %-58s %s%s" % (self.version, what, "ok" if good else "DIFFERS", ": " + more if more else ""), flush=True)

    # --- the processes

    def tool(self, script, *arguments):
        return [self.options.python, os.path.join(self.options.kit, script), *arguments]

    def world(self):
        subprocess.run(self.tool("world.py", "--out", self.path("world.json"), "--config", self.path("kit.yml")), check=True, stdout=subprocess.DEVNULL)
        with open(self.path("world.json")) as file:
            world = json.load(file)
        world["pagerduty"]["services"].append(dict(id="PSVCML001", name="fraud-model", team="fraud", created_at="2025-01-01T00:00:00+00:00"))
        with open(self.path("world.json"), "w") as file:
            json.dump(world, file)
        for name, token in (("github.token", "ghp_acceptance"), ("pagerduty.token", "pd_acceptance")):
            with open(self.path(name), "w") as file:
                file.write(token)
        return world

    def simulate(self):
        self.github, self.pagerduty, self.control = free_port(), free_port(), free_port()
        self.simulator = subprocess.Popen(self.tool("sim.py", "--world", self.path("world.json"), "--github-port", str(self.github), "--pagerduty-port", str(self.pagerduty), "--control-port", str(self.control)), stdout=subprocess.DEVNULL)
        until("simulator", 600, lambda: call("http://127.0.0.1:%d/health" % self.control) is not None)

    def configure(self, proxy, store):
        with open(self.path("kit.yml")) as file:
            text = file.read()
        self.port = free_port()
        text = text.replace("127.0.0.1:18080", "127.0.0.1:%d" % self.github).replace("127.0.0.1:18081", "127.0.0.1:%d" % self.pagerduty)
        text = text.replace("127.0.0.1:10808", "127.0.0.1:%d" % self.port).replace("interval: 5m", "interval: 5s")
        text = text.replace("teams:\n", "mlflow:\n  - {tracking_uri: \"http://127.0.0.1:%d\", production_aliases: [production, champion], deployed_at_tag: deployed_at}\nteams:\n" % proxy.server_port)
        text += "  - name: fraud\n    applications:\n      - {name: fraud-model, model: fraud-detector, incidents: {pagerduty_service: PSVCML001}}\n"
        text += "  - {name: vision, platform_since: 2026-01-01}\n  - {name: idle}\n  - {name: ghost, platform: false}\n"
        text += "platform: {workflows: [^deploy]}\n"
        text += "store: {url: \"jdbc:sqlite:%s\"}\n" % self.path(store)
        with open(self.path("exporter.yml"), "w") as file:
            file.write(text)

    def start(self):
        log = open(self.path("exporter.log"), "a")
        self.agent = subprocess.Popen([self.options.java, "-Xmx512m", "-jar", self.options.jar, "run", "--config", self.path("exporter.yml")], stdout=log, stderr=log, cwd=self.folder)

    def kill(self):
        self.agent.kill()
        self.agent.wait()

    def log(self):
        with open(self.path("exporter.log")) as file:
            return file.read()[-3000:]

    def metrics(self):
        if self.agent.poll() is not None:
            raise Ended("the exporter ended with %s:\n%s" % (self.agent.returncode, self.log()))
        return call("http://127.0.0.1:%d/metrics" % self.port)

    def instants(self):
        return {source: float(value) for source, value in re.findall(r'mlops_exporter_source_as_of_timestamp_seconds\{source="([^"]*)",?\} (\S+)', self.metrics())}

    # --- waiting

    def settled(self, seconds=600):
        """Until a poll of every source has begun after now, and ended."""
        now = time.time()
        def all_after():
            instants = self.instants()
            return len(instants) == 3 and all(at > now for at in instants.values())
        until("poll of every source", seconds, all_after)

    def first_seen(self, before, seconds=600):
        """The as-of of the first poll of MLflow that ended since, which is when an alias is said to have moved."""
        def newer():
            at = self.instants().get("mlflow")
            return at if at and at != before else None
        return until("poll of MLflow", seconds, newer)

    def move(self, *moves, kill=False):
        """Makes changes while a poll that has begun waits at the gate: it is the first to see them. Gives its as-of."""
        self.proxy.hold()
        before = self.instants().get("mlflow")
        if kill: self.kill()
        for change in moves:
            change()
        self.proxy.release()
        if kill:
            self.start()
        at = self.first_seen(before)
        self.settled()
        return at

    # --- comparing

    def actual(self):
        cells = {}
        for name, labels, value in re.findall(r"^((?:dora|mlops_platform)_\w+?)(?:\{(.*)\})? (\S+)$", self.metrics(), re.M):
            found = dict(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', labels))
            if "capability" in name: continue  # said of the platform by its catalogue, not by models or activities
            if name.startswith("mlops_platform_") or found.get("application") != SHIFTING and found.get("kind") == "model":
                cells[name, tuple(sorted(found.items()))] = float(value)
        return cells

    def expected(self):
        as_of = min(self.instants().values())
        cells = {}
        for model in self.seed.models.values():
            if not (model.baselines or model.deployments): continue  # nothing of it ever was in production: no application
            scope = dict(ml_team=model.team, application=model.application, kind="model", deploy_environment="production")
            for (name, labels), value in model_cells(self.seed, model, as_of).items():
                cells[name, tuple(sorted({**dict(labels), **scope}.items()))] = value
        cells.update(Adoption(self.seed, *self.software(), self.known, as_of).cells())
        return cells

    def software(self):
        """The software's production deployments, as the kit's oracle finds them in the truth, and the runs of the workflows that deploy it."""
        world, policy = call("http://127.0.0.1:%d/world" % self.control), self.oracle.Policy()
        now, teams = min(self.instants().values()), {a["name"]: a["team"] for a in world["applications"]}
        by_service = defaultdict(list)
        world["pagerduty"]["by_service"] = by_service
        repositories = {r["name"]: r for r in world["repositories"]}
        deployments = [(d.finished, teams[a["name"]]) for a in world["applications"] for d in self.oracle.production_deployments(a, repositories[a["repository"]], now, policy)]
        return deployments, [(Seed.at(run["created_at"]), a["team"]) for a in world["applications"] for run in repositories[a["repository"]]["runs"]]

    def compare(self, what):
        expected, actual = self.expected(), self.actual()
        wrong = []
        for key in sorted(expected.keys() | actual.keys(), key=str):
            want, got = expected.get(key), actual.get(key)
            if want is None or got is None or abs(want - got) > max(0.002, 1e-6 * abs(want)):
                wrong.append("    %s{%s}: expected %s, exposed %s" % (key[0], ", ".join("%s=%s" % pair for pair in key[1]), want, got))
        self.say(what, not wrong, "%d cells%s" % (len(expected), ", %d differ\n%s" % (len(wrong), "\n".join(wrong[: self.options.limit])) if wrong else ""))
        return actual

    # --- the story

    def run(self):
        try:
            self.version = "?"
            self.story()
        finally:
            for process in (self.agent, self.simulator):
                if process is not None and process.poll() is None:
                    process.kill()
                    process.wait()
            if self.registry is not None: self.registry.stop()
        if self.good and not self.options.keep:
            shutil.rmtree(self.folder)
        else:
            print("kept in %s" % self.folder)
        return self.good

    def story(self):
        began = time.time()
        world = self.world()
        specification = importlib.util.spec_from_file_location("oracle", os.path.join(self.options.kit, "oracle.py"))
        self.oracle = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(self.oracle)
        self.registry = Registry(self.venv, self.path("registry"))
        self.version = self.registry.start()
        self.seed = Seed(world, int(time.time()))
        self.known = {"data-versioning": None, "feature-store": None, "serving": None, "fraud": None, "vision": 1767225600.0, "idle": None}
        self.seed.create(self.registry)
        self.proxy = Proxy(self.registry)
        self.simulate()
        self.configure(self.proxy, "events.db")
        self.say("seeded: %d models, %d runs" % (len(self.seed.models), len(self.seed.runs)), more="%.0f s" % (time.time() - began))
        self.start()
        until("readiness", 600, lambda: call("http://127.0.0.1:%d/-/ready" % self.port) is not None)
        self.settled()
        first = self.compare("first sight: baselines, stages and tags")
        self.requests()
        self.promotions()
        if self.whole: self.trouble()
        self.incidents()
        self.kill()
        if self.whole: self.again(first)
        else: self.say("left out here, as it is the proxy's or the agent's: failures, small and shifting pages, another order")
        self.say("done", more="%.0f s" % (time.time() - began))

    def requests(self, polls=4):
        """An unchanged poll: a request for a thousand models, one for runs and one for experiments (of which hourly is enough)."""
        ends = lambda: self.instants()["mlflow"]
        def poll(last): return until("poll", 300, lambda: ends() != last and ends())
        last = poll(ends())
        with self.proxy.lock:
            before = dict(self.proxy.counts)
        for _ in range(polls):
            last = poll(last)
        with self.proxy.lock:
            made = {name: count - before.get(name, 0) for name, count in self.proxy.counts.items() if count != before.get(name, 0)}
        total = sum(made.values())
        self.say("requests of %d unchanged polls" % polls, total <= 3 * (polls + 1) and abs(made.get("registered-models/search", 0) - polls) <= 1, ", ".join("%s %d" % pair for pair in sorted(made.items())))

    def promotions(self):
        registry, models = self.registry, self.seed.models
        fraud = models["fraud-detector"]
        stage = []
        at = self.move(lambda: registry.alias("fraud-detector", "champion", 2), lambda: registry.alias("notebook", "champion", 2), lambda: registry.alias("clock-ahead", "production", 2),
                       lambda: stage.append(registry.stage("kserve-model", 2)))
        fraud.deployments.append((at, 2))
        models["notebook"].deployments.append((at, 2))
        models["clock-ahead"].deployments.append((at, 2))
        models["kserve-model"].deployments.append((stage[0], 2))
        self.compare("promotions by alias and by stage")
        at = self.move(lambda: registry.alias("fraud-detector", "champion", 3), lambda: registry.alias("clock-ahead", "production", 3), kill=True)
        fraud.deployments.append((at, 3))
        models["clock-ahead"].deployments.append((at, 3))
        self.compare("promotions while the agent was killed")
        at = self.move(lambda: registry.alias("fraud-detector", "champion", 2), lambda: registry.alias("ranker", "champion", 2), lambda: registry.alias("ranker", "production", 2))
        fraud.deployments.append((at, 2))
        models["ranker"].deployments.append((at, 2))
        self.compare("rollback; two aliases at once are one deployment")
        at = self.move(lambda: registry.alias("fraud-detector", "champion", 3), lambda: registry.alias("ranker", "champion", 2))
        fraud.deployments.append((at, 3))
        self.compare("rolled forward again; an alias set where it was")
        told = int(time.time()) - HOUR
        self.move(lambda: registry.tag("dated", 3, "deployed_at", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(told))), lambda: registry.alias("dated", "production", 3),
                  lambda: registry.change("registered-models/delete", "DELETE", name="doomed"), lambda: registry.change("registered-models/alias", "DELETE", name="notebook", alias="champion"),
                  lambda: registry.change("model-versions/delete", "DELETE", name="clock-ahead", version="3"), lambda: registry.change("model-versions/update", "PATCH", name="kserve-model", version="2", description="edited"))
        models["dated"].deployments.append((told, 3))
        self.compare("tag and alias; deleted: a model, an alias, a live version; edited")
        run = self.seed.runs["r12"]
        self.move(lambda: registry.post("runs/delete", run_id=run.id), kill=True)
        self.compare("a run deleted, the agent killed: it stays counted")

    def trouble(self):
        for what, failure in FAILURES.items():
            self.proxy.failing = failure
            until("failure", 600, lambda: 'mlops_exporter_source_up{source="mlflow",} 0.0' in self.metrics())
            actual = self.actual()
            expected = self.expected()
            gone = [key for key in expected if key[0].startswith("dora_") and key not in actual]
            self.say(what + ": figures stay", not gone, "" if not gone else "%d gone, such as %s" % (len(gone), gone[0]))
            self.proxy.failing = None
            until("recovery", 600, lambda: 'mlops_exporter_source_up{source="mlflow",} 1.0' in self.metrics())
        self.settled()
        self.compare("after all failures")
        turns = []
        def shift():
            turns.append(time.time())
            if len(turns) % 2: self.registry.post("registered-models/create", name=SHIFTING)
            else: self.registry.change("registered-models/delete", "DELETE", name=SHIFTING)
        self.proxy.page = 2
        self.settled()
        self.compare("two models a page")
        self.proxy.between = shift
        until("pages that shift", 600, lambda: len(turns) > 12)
        self.proxy.between = None
        self.settled()
        self.compare("pages that shifted under the reader, %d times" % len(turns))
        self.proxy.page = None

    def incidents(self):
        fraud = self.seed.models["fraud-detector"]
        control = "http://127.0.0.1:%d/advance" % self.control
        seconds = lambda text: Seed.at(text)
        one = call(control, [dict(kind="incident", service="PSVCML001", title="Scores are all the same")])[0]
        self.settled()
        fraud.incidents.append((seconds(one["at"]), None))
        self.compare("an incident of a model")
        done = call(control, [dict(kind="resolve", incident=one["incident"])])[0]
        self.settled()
        fraud.incidents[-1] = (fraud.incidents[-1][0], seconds(done["at"]))
        self.compare("resolved")

    def again(self, first):
        """The same seed, created in another order, read by a new agent: what the first one saw first."""
        self.registry.stop()
        incidents = self.seed.models["fraud-detector"].incidents
        self.seed = Seed(self.seed.world, self.seed.now)
        self.registry = Registry(self.venv, self.path("again"))
        self.registry.start()
        self.seed.create(self.registry, shuffle=self.options.seed)
        self.proxy = Proxy(self.registry)
        self.configure(self.proxy, "again.db")
        self.start()
        until("readiness", 600, lambda: call("http://127.0.0.1:%d/-/ready" % self.port) is not None)
        self.settled()
        self.seed.models["fraud-detector"].incidents = incidents
        actual = self.compare("the same in another order, read by a new agent")
        same = lambda cells: {key: value for key, value in cells.items() if key[0].startswith("dora_") and not re.search("incident|restoration", key[0])}
        self.say("models are as they were seen first", same(first) == same(actual), "%d cells" % len(same(first)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kit", required=True)
    parser.add_argument("--python", default=sys.executable, help="one with the kit's packages")
    parser.add_argument("--mlflow", required=True, action="append", metavar="VENV", help="a virtual environment with a server; several times for several versions, of which the first one gets the whole story")
    parser.add_argument("--java", default="java")
    parser.add_argument("--jar", default="target/mlops-exporter.jar")
    parser.add_argument("--seed", type=int, default=1, help="of the other order")
    parser.add_argument("--limit", type=int, default=25, help="how many differences to print")
    parser.add_argument("--keep", action="store_true", help="keep the working folders")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that nothing is left running
    options.jar, options.kit = os.path.abspath(options.jar), os.path.abspath(options.kit)
    failed = 0
    for number, venv in enumerate(options.mlflow):
        try:
            failed += not Scenario(options, os.path.abspath(venv), number == 0).run()
        except (RuntimeError, subprocess.SubprocessError, OSError, AssertionError) as problem:
            print("%s could not run: %s" % (venv, problem))
            failed += 1
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
