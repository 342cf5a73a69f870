#!/usr/bin/env python3
"""Runs the packaged jar against the acceptance kit's simulated GitHub and PagerDuty, and compares with its oracle.

    acceptance.py --kit DIR --python VENV_PYTHON [--jar target/mlops-exporter.jar] SCENARIO [SCENARIO ...]

Scenarios: see SCENARIOS below; `all` runs every one but those in APART. Exit 1 if a cell differs, 2 if something could not run.
"""
import argparse, calendar, glob, json, os, pwd, random, re, resource, shutil, signal, socket, subprocess, sys, tempfile, threading, time, urllib.error, urllib.request

import histories, panels

# Families to leave out of the comparison, by pattern: none.
NOT_YET = []

# Asked for by name only: what needs a server of PostgreSQL, and minutes; a year of 200 applications; made-up histories, others with each --seed.
APART = {"replicas", "backfill-year", "histories", "histories-signals", "histories-steady", "histories-incidents"}

SCENARIOS = {
    "cold": dict(),
    "signals": dict(world=["--signals"]),
    "seed7": dict(world=["--seed", "7"]),
    "seed23": dict(world=["--seed", "23", "--signals"]),
    "synthetic": dict(world=["--synthetic", "300"], sim=["--no-limits"]),
    "ghes": dict(sim=["--ghes"], base="/api/v3"),
    "discovery": dict(world=["--signals"], teams=False),
    "restart": dict(restarts=1),
    "kills": dict(kills=20, interval="5s"),
    "steady": dict(interval="5s", steady=True),
    "kills-incidents": dict(kills=8, interval="5s", during="kills"),
    "advance-incidents": dict(interval="5s", during="incidents"),
    "pagerduty-flaky": dict(interval="5s", during="flaky"),
    "two-accounts": dict(interval="5s", during="two_accounts", accounts=True),
    "backfill": dict(during="past"),
    "backfill-year": dict(world=["--synthetic", "200"], sim=["--no-limits"], during="past"),
    "histories": dict(made_up=True),
    "histories-signals": dict(made_up=True, world=["--signals"]),
    "histories-steady": dict(made_up=True, interval="5s", steady=True),
    "histories-incidents": dict(made_up=True, interval="5s", during="incidents"),
    "replicas": dict(interval="5s", during="replicas", postgres=True),
}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def get(url, timeout=120):
    return urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": "text/plain"}), timeout=timeout).read().decode()


def post(url, body):
    return urllib.request.urlopen(urllib.request.Request(url, data=json.dumps(body).encode(), method="POST"), timeout=60).read().decode()


class ServerEnded(RuntimeError):
    pass


class Gate(threading.Thread):
    """A port that leads to another one while it is open, and to nothing while it is shut."""

    def __init__(self, port, target):
        super().__init__(daemon=True)
        self.port, self.target, self.open, self.pairs = port, target, True, []
        self.listener = socket.create_server(("127.0.0.1", port))
        self.start()

    def run(self):
        while True:
            client, _ = self.listener.accept()
            if not self.open:
                client.close()
                continue
            server = socket.create_connection(("127.0.0.1", self.target))
            self.pairs += [client, server]
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self.pipe, args=(one, other), daemon=True).start()

    @staticmethod
    def pipe(one, other):
        try:
            while data := one.recv(65536):
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def shut(self):
        self.open = False
        for end in self.pairs:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


# Ways in which PagerDuty fails; a latency of nothing lets a request pass.
FAILURES = [dict(kind="status", status=500), dict(kind="status", status=502), dict(kind="status", status=503), dict(kind="drop"), dict(kind="truncate"),
            dict(kind="garbage_json"), dict(kind="html", status=200), dict(kind="primary_exhausted", seconds=1)]
PASS = dict(kind="latency", seconds=0)


class Scenario:
    def __init__(self, options, name, world=(), sim=(), base="", teams=True, restarts=0, kills=0, interval="5m", steady=False, during="", accounts=False, postgres=False, made_up=False):
        self.options, self.name, self.interval, self.steady, self.during, self.accounts = options, name, interval, steady, during, accounts
        self.world, self.sim, self.base, self.teams, self.restarts, self.kills = list(world), list(sim), base, teams, restarts, kills
        self.folder = tempfile.mkdtemp(prefix="acceptance-%s-" % name)
        self.server = self.agent = self.other = self.database = None
        self.postgres, self.made_up = postgres, made_up

    def path(self, name):
        return os.path.join(self.folder, name)

    def tool(self, script, *arguments):
        return [self.options.python, os.path.join(self.options.kit, script), *arguments]

    def prepare(self):
        """The world, its servers and the configuration. A free port may be taken by the time it is used: then others are tried."""
        if self.made_up:
            paths, words = histories.write(self.options.seed, self.folder)
            print("%-17s seed %d: %s" % (self.name, self.options.seed, words), flush=True)
            self.world += ["--seed", str(self.options.seed), "--data", *paths]
        subprocess.run(self.tool("world.py", "--out", self.path("world.json"), "--config", self.path("kit.yml"), *self.world), check=True, stdout=subprocess.DEVNULL)
        if self.made_up:
            with open(self.path("world.json")) as file: world = json.load(file)
            with open(self.path("world.json"), "w") as file: json.dump(histories.corrected(world), file)
        for name, token in (("github.token", "ghp_acceptance"), ("pagerduty.token", "pd_acceptance")):
            with open(self.path(name), "w") as file:
                file.write(token)
        for attempt in range(3):
            self.github, self.pagerduty, self.control, self.port = (free_port() for _ in range(4))
            try:
                self.serve("world.json")
                break
            except ServerEnded:
                if attempt == 2: raise
        if self.postgres:
            self.database_port = free_port()
            self.serve_database()
        if self.accounts:
            self.gate = Gate(free_port(), self.pagerduty)
        self.configure()

    def serve(self, world):
        self.server = subprocess.Popen(self.tool("sim.py", "--world", self.path(world), "--github-port", str(self.github), "--pagerduty-port", str(self.pagerduty), "--control-port", str(self.control), *self.sim), stdout=subprocess.DEVNULL)
        self.wait("http://127.0.0.1:%d/health" % self.control, 300)

    def configure(self):
        with open(self.path("kit.yml")) as file:
            text = file.read()
        text = text.replace("127.0.0.1:18080", "127.0.0.1:%d%s" % (self.github, self.base)).replace("127.0.0.1:18081", "127.0.0.1:%d" % self.pagerduty)
        text = text.replace("127.0.0.1:10808", "127.0.0.1:%d" % self.port).replace("interval: 5m", "interval: " + self.interval)
        if not self.teams:
            text = text[:text.index("teams:")]
        if self.accounts:
            account = '  - {api_url: "http://127.0.0.1:%d", token_file: pagerduty.token'
            first = account % self.pagerduty
            assert first + "}" in text
            text = text.replace(first + "}", first + ', services: {exclude: ["^feast$"]}}\n' + account % self.gate.port + ', services: {include: ["^feast$"]}}')
        url = "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres" % self.database_port if self.postgres else "jdbc:sqlite:" + self.path("events.db")
        text += "\nstore: {url: \"%s\"}\n" % url
        with open(self.path("exporter.yml"), "w") as file:
            file.write(text)

    def wait(self, url, seconds):
        until = time.time() + seconds
        while time.time() < until:
            try:
                return get(url, 10)
            except (urllib.error.URLError, ConnectionError, TimeoutError, socket.timeout):
                if self.server.poll() is not None:
                    raise ServerEnded("the simulator ended with %s" % self.server.returncode)
                if self.agent is not None and self.agent.poll() is not None:
                    raise RuntimeError("the exporter ended with %s:\n%s" % (self.agent.returncode, self.log()))
                time.sleep(0.2)
        raise RuntimeError("no answer from %s in %d s\n%s" % (url, seconds, self.log()))

    def log(self):
        try:
            with open(self.path("exporter.log")) as file:
                return file.read()[-3000:]
        except OSError:
            return ""

    def start(self):
        log = open(self.path("exporter.log"), "a")
        self.agent = subprocess.Popen([self.options.java, "-Xmx512m", "-jar", self.options.jar, "run", "--config", self.path("exporter.yml")], stdout=log, stderr=log, cwd=self.folder)

    def stop(self, how=signal.SIGTERM):
        began = time.time()
        self.agent.send_signal(how)
        self.agent.wait(30)
        return time.time() - began

    def metrics(self):
        return get("http://127.0.0.1:%d/metrics" % self.port)

    def instants(self, text):
        return {source: float(value) for source, value in re.findall(r'mlops_exporter_source_as_of_timestamp_seconds\{source="([^"]*)",?\} (\S+)', text)}

    def oracle(self, github, pagerduty, *more):
        at = lambda t: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(t))
        as_of = "github=%s,pagerduty=%s" % (at(github), at(pagerduty))
        subprocess.run(self.tool("oracle.py", "--world", self.path("now.json"), "--as-of", as_of, "--out", self.path("expected.jsonl"), *more), check=True)
        with open(self.path("expected.jsonl")) as file:
            return file.readlines()

    def compare(self, what, ignore=()):
        text = self.metrics()
        with open(self.path("metrics.txt"), "w") as file:
            file.write(text)
        found = self.instants(text)
        github = min((t for source, t in found.items() if source.startswith("github")), default=None)
        if github is None:
            raise RuntimeError("no as-of of github on /metrics\n" + self.log())
        accounts = sorted(source for source in found if source.startswith("pagerduty"))
        world = get("http://127.0.0.1:%d/world" % self.control)
        with open(self.path("now.json"), "w") as file:
            file.write(world)
        cells = self.oracle(github, min((found[account] for account in accounts), default=github))
        if self.accounts:
            # The organisation and feast's figures are as of the second account, those of all others as of the first.
            team = next(a["team"] for a in json.loads(world)["applications"] if a["name"] == "feast")
            others = lambda line: json.loads(line)["labels"].get("ml_team", team) != team
            cells = [line for line in cells if not others(line)] + [line for line in self.oracle(github, found["pagerduty"]) if others(line)]
            with open(self.path("expected.jsonl"), "w") as file:
                file.writelines(cells)
        ignored = [argument for name in [*NOT_YET, *ignore] for argument in ("--ignore", name)]
        done = subprocess.run(self.tool("compare.py", "--oracle", self.path("expected.jsonl"), "--metrics", self.path("metrics.txt"), "--limit", "25", *ignored), capture_output=True, text=True)
        last = done.stdout.strip().splitlines()[-1:] or [done.stderr[-500:]]
        print("%-17s %-28s %s" % (self.name, what, last[0]), flush=True)
        if done.returncode:
            print(done.stdout)
        return done.returncode == 0

    def ready(self, seconds=900):
        began = time.time()
        self.wait("http://127.0.0.1:%d/-/ready" % self.port, seconds)
        return time.time() - began

    def run(self):
        good = True
        try:
            self.prepare()
            if self.kills:
                good = self.killed()
            else:
                self.start()
                took = self.ready()
                stats = json.loads(get("http://127.0.0.1:%d/stats" % self.control)).get("github", {})
                good = self.compare("cold start, %.0f s, %s requests, %s points" % (took, stats.get("requests"), stats.get("points")))
                for _ in range(self.restarts):
                    ended = self.stop()
                    if ended > 5:
                        print("%-17s SIGTERM took %.1f s" % (self.name, ended))
                        good = False
                    self.start()
                    self.ready()
                    good = self.compare("after a restart (stop %.1f s)" % ended) and good
                if self.steady:
                    good = self.steadily() and good
                if self.during:
                    good = getattr(self, self.during)() and good
        finally:
            for process in (self.agent, self.other, self.server, self.database):
                if process is not None and process.poll() is None:
                    process.kill()
                    process.wait()
        if good and not self.options.keep:
            shutil.rmtree(self.folder)
        elif not good:
            print("%-17s kept in %s" % (self.name, self.folder))
        return good

    def next_poll(self, seconds=60, sources=("github", "pagerduty")):
        """Waits until a poll of each of these sources has both begun and ended after now."""
        now, until = time.time(), time.time() + seconds
        while True:
            found = self.instants(self.metrics())
            if all(found.get(source, 0) >= now for source in sources): return
            if time.time() > until: raise RuntimeError("no poll in %d s\n%s" % (seconds, self.log()))
            time.sleep(0.3)

    def advance(self, *events):
        return json.loads(post("http://127.0.0.1:%d/advance" % self.control, list(events)))

    def now(self):
        return json.loads(get("http://127.0.0.1:%d/world" % self.control))

    def right_after(self, what, seconds=60, **more):
        self.next_poll(seconds, **more)
        return self.compare("after " + what)

    def merge(self, source, target):
        """The simulator knows no event for it, and so it is stopped and goes on with a world in which it has happened."""
        world, at = self.now(), time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        for incident in world["pagerduty"]["incidents"]:
            if incident["id"] == source:
                incident.update(resolved_at=at, merged_into=target)
                incident["log"].append(dict(type="resolve", at=at))
        with open(self.path("merged.json"), "w") as file:
            json.dump(world, file)
        self.server.kill()
        self.server.wait()
        self.serve("merged.json")

    def rollback(self):
        """The event that brings back what feast had in production before the deployment that is live."""
        live = []
        repository = next(r for r in self.now()["repositories"] if r["name"] == "feast")
        done = [(min(s["created_at"] for s in d["statuses"] if s["state"] == "success"), d["commit"]) for d in repository["deployments"]
                if d["environment"] == "production" and any(s["state"] == "success" for s in d["statuses"])]
        for _, commit in sorted(done):
            if commit not in live[-1:]: live.append(commit)
        return dict(kind="deployment", repository="feast", commit=live[-2])

    def incidents(self):
        """Incidents come, are acknowledged, resolved, reopened and merged, and a rollback lands: right at the next poll."""
        _, one, other = self.advance(dict(kind="deployment", repository="feast"), dict(kind="incident", application="feast", title="Predictions are wrong"), dict(kind="incident", application="kserve"))
        good = self.right_after("two incidents")
        for kind in ("acknowledge", "resolve"):
            self.advance(dict(kind=kind, incident=one["incident"]))
            good = self.right_after(kind) and good
        # what is over at GitHub's as-of, and open at PagerDuty's
        post("http://127.0.0.1:%d/faults" % self.control, [dict(server="github", kind="status", status=502, times=100000)])
        self.advance(dict(kind="reopen", incident=one["incident"]))
        good = self.right_after("reopen, GitHub down", sources=("pagerduty",)) and good
        post("http://127.0.0.1:%d/faults" % self.control, [])
        good = self.right_after("GitHub up again") and good
        *_, third = self.advance(self.rollback(), dict(kind="resolve", incident=one["incident"]), dict(kind="incident", application="kserve"))
        good = self.right_after("rollback, resolve, incident") and good
        self.merge(third["incident"], other["incident"])
        good = self.right_after("merge") and good
        self.advance(dict(kind="resolve", incident=other["incident"]))
        return self.right_after("resolve of its target") and good

    def flaky(self):
        """PagerDuty fails every second time: what is shown is right as of when it says, and all of it is there soon after."""
        control, rng = "http://127.0.0.1:%d" % self.control, random.Random(self.options.seed)
        self.stop()
        os.remove(self.path("events.db"))
        post(control + "/faults", [dict(rng.choice(FAILURES) if rng.random() < 0.5 else PASS, server="pagerduty", times=1) for _ in range(2000)])
        self.start()
        self.ready()
        good = self.right_after("a first read of it", 120)
        for events in ([dict(kind="incident", application="feast")], [dict(kind="resolve"), dict(kind="incident", application="dvc")], [dict(kind="acknowledge"), dict(kind="deployment", repository="dvc")]):
            self.advance(*events)
            good = self.compare("at once") and good
            good = self.right_after(", ".join(event["kind"] for event in events), 120) and good
        rules = json.loads(get(control + "/faults"))
        failed, all = (sum(rule["hits"] for rule in rules if rule["kind"] != kind) for kind in ("latency", ""))
        print("%-17s %-28s %d of %d requests failed" % (self.name, "PagerDuty", failed, all))
        post(control + "/faults", [])
        self.advance(dict(kind="resolve"))
        return self.right_after("the faults") and failed >= 5 and good

    def two_accounts(self):
        """The second account goes away: what needs it stands still, the rest goes on."""
        good = self.right_after("a poll", sources=("github", "pagerduty", "pagerduty-2"))
        self.gate.shut()
        self.advance(dict(kind="incident", application="feast"), dict(kind="incident", application="kserve"), dict(kind="deployment", repository="dvc"))
        good = self.right_after("the second account is down") and good
        self.advance(dict(kind="resolve"), dict(kind="deployment", repository="feast"))
        good = self.right_after("more events") and good
        self.gate.open = True
        return self.right_after("it is back", sources=("github", "pagerduty", "pagerduty-2")) and good

    def serve_database(self):
        """A PostgreSQL of our own. It refuses to run as root."""
        folders = [os.path.dirname(p) for p in (shutil.which("postgres"), shutil.which("initdb")) if p] + sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        programs = next(folder for folder in folders if os.path.exists(os.path.join(folder, "initdb")))
        data, who = self.path("postgres"), {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("nobody")
            who = dict(user=user.pw_uid, group=user.pw_gid, extra_groups=[])
            os.chmod(self.folder, 0o755)
        if not os.path.exists(data):
            os.mkdir(data)
            if who: os.chown(data, who["user"], who["group"])
            subprocess.run([os.path.join(programs, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-N"], check=True, stdout=subprocess.DEVNULL, cwd="/", **who)
        self.database = subprocess.Popen([os.path.join(programs, "postgres"), "-D", data, "-p", str(self.database_port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **who)
        until = time.time() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.database_port), 1).close()
                return
            except OSError:
                if time.time() > until: raise RuntimeError("PostgreSQL does not start")
                time.sleep(0.2)

    def at(self, port, what):
        """Does something with another replica in the place of the first."""
        self.port, before = port, self.port
        try:
            return what()
        finally:
            self.port = before

    def replicas(self):
        """Two processes share a PostgreSQL; either is killed, and the database is away for a minute."""
        first, second = self.port, free_port()
        with open(self.path("exporter.yml")) as file: text = file.read()
        with open(self.path("second.yml"), "w") as file: file.write(text.replace("127.0.0.1:%d" % first, "127.0.0.1:%d" % second))

        def start(name, log):
            out = open(self.path(log), "a")
            return subprocess.Popen([self.options.java, "-Xmx512m", "-jar", self.options.jar, "run", "--config", self.path(name)], stdout=out, stderr=out, cwd=self.folder)

        def both(what):
            """Each as the oracle says, and both the same where they are of the same instants."""
            good = self.compare(what + ", first") and self.at(second, lambda: self.compare(what + ", second"))
            figures = lambda text: sorted(line for line in text.splitlines() if line.startswith("dora_"))
            for _ in range(60):
                one, other = self.metrics(), self.at(second, self.metrics)
                if self.instants(one) == self.instants(other):
                    same = figures(one) == figures(other)
                    print("%-17s %-28s %s" % (self.name, what, "both the same" if same else "THEY DIFFER"), flush=True)
                    return good and same
                time.sleep(0.5)
            print("%-17s %s: never of the same instants" % (self.name, what))
            return False

        self.other = start("second.yml", "second.log")
        self.at(second, self.ready)
        good = both("two replicas")
        post("http://127.0.0.1:%d/reset" % self.control, None)
        time.sleep(30)
        asked = json.loads(get("http://127.0.0.1:%d/stats" % self.control))["pagerduty"]["requests"]
        print("%-17s %-28s %d requests to PagerDuty in 30 s, two a poll" % (self.name, "shared work", asked), flush=True)
        good = good and 2 <= asked <= 2 * 8
        self.advance(dict(kind="incident", application="feast"), dict(kind="deployment", repository="dvc"))
        self.agent.kill()
        self.agent.wait()
        good = self.at(second, lambda: self.right_after("kill -9 of the first", 120)) and good
        self.agent = start("exporter.yml", "exporter.log")
        self.ready()
        self.advance(dict(kind="resolve"), dict(kind="deployment", repository="feast"))
        self.other.kill()
        self.other.wait()
        good = self.right_after("kill -9 of the second", 120) and good
        self.other = start("second.yml", "second.log")
        self.at(second, self.ready)
        good = both("both again") and good
        self.database.send_signal(signal.SIGINT)
        self.database.wait(60)
        self.advance(dict(kind="incident", application="kserve"), dict(kind="deployment", repository="feast"))
        until = time.time() + 60
        while time.time() < until:
            for port in (first, second):
                good = self.at(port, lambda: self.compare("without database")) and good
            time.sleep(10)
        self.serve_database()
        good = self.right_after("a minute without database", 180) and good
        return both("a minute without database") and good

    def steadily(self):
        """Requests and points of unchanged polls; then one change after the other turns up at the next poll."""
        control = "http://127.0.0.1:%d" % self.control
        self.next_poll()
        post(control + "/reset", None)
        polls = 5
        for _ in range(polls):
            self.next_poll()
        stats = json.loads(get(control + "/stats"))["github"]
        rest = stats["requests"] - stats["endpoints"].get("graphql", {}).get("requests", 0)
        began = stats["endpoints"].get("graphql", {}).get("requests", 0)
        print("%-17s %-28s %d GraphQL requests, %d points, %d REST requests in >= %d polls" % (self.name, "steady", began, stats["points"], rest, polls))
        good = rest == 0 and stats["points"] <= 2 * max(began, 1)
        good = self.two_requests(polls) and good
        for event in ({"kind": "deployment", "repository": "feast"}, {"kind": "deployment", "repository": "dvc", "environment": "prod-eu"},
                      {"kind": "deployment", "repository": "kserve", "state": "failure"}, {"kind": "pull_request", "repository": "kserve"}):
            post(control + "/advance", event)
            self.next_poll()
            good = self.compare("after " + json.dumps(event)[:50]) and good
        return good

    def newest(self):
        return max(self.now()["pagerduty"]["incidents"], key=lambda incident: incident["number"])["id"]

    def two_requests(self, polls):
        """PagerDuty is asked two questions a poll, no more and no less."""
        ended = lambda: self.instants(self.metrics()).get("pagerduty", 0)
        def poll(last):
            while ended() == last: time.sleep(0.1)
            return ended()
        last = poll(ended())
        post("http://127.0.0.1:%d/reset" % self.control, None)
        for _ in range(polls): last = poll(last)
        requests = json.loads(get("http://127.0.0.1:%d/stats" % self.control))["pagerduty"]["requests"]
        print("%-17s %-28s %d requests to PagerDuty in %d polls" % (self.name, "steady", requests, polls))
        return requests == 2 * polls

    def killed(self):
        rng = random.Random(self.options.seed)
        for number in range(self.kills):
            self.start()
            time.sleep(rng.uniform(0.3, 6))
            if self.agent.poll() is not None:
                raise RuntimeError("the exporter ended by itself:\n" + self.log())
            self.stop(signal.SIGKILL)
            if self.during:
                self.advance(*[(dict(kind="incident", application="feast"),), (dict(kind="acknowledge"), dict(kind="incident", application="kserve")),
                               (dict(kind="resolve"),), (dict(kind="deployment", repository="feast"), dict(kind="reopen", incident=self.newest()))][number % 4])
        self.start()
        self.ready()
        return self.compare("after %d kills" % self.kills)


    def past(self):
        """What backfill writes of past days is what the oracle expects of them, and what a real Prometheus then holds."""
        known = min(self.instants(self.metrics()).values())
        began = time.time()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = self.path("history")
        subprocess.run([self.options.java, "-Xmx600m", "-jar", self.options.jar, "backfill", "--config", self.path("exporter.yml"), "--output", out, "--label", "instance=exporter:10808", "--label", "job=mlops-exporter"], check=True, capture_output=True, cwd=self.folder)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        days = sorted(name for name in os.listdir(out) if name.endswith(".om"))
        size = sum(os.path.getsize(os.path.join(out, day)) for day in days)
        with open(os.path.join(out, days[-1])) as file:
            series = sum(1 for line in file if not line.startswith("#"))
        print("%-17s %d days in %.1f s (%.1f s of processor time), %.1f MB, %d series on the last" % (self.name, len(days), time.time() - began, used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime, size / 1e6, series), flush=True)
        good = len(days) > 350
        chosen = [days[len(days) * part // 5] for part in range(1, 5)] + [days[-1]]
        cells = {}
        for day in chosen:
            at = calendar.timegm(time.strptime(day[:10], "%Y-%m-%d"))
            cells[at] = [json.loads(line) for line in self.oracle(at, at, "--history", "%ds" % (365 * 86400 - (known - at)))]
            ignored = [argument for name in NOT_YET for argument in ("--ignore", name)]
            done = subprocess.run(self.tool("compare.py", "--oracle", self.path("expected.jsonl"), "--metrics", os.path.join(out, day), "--limit", "25", *ignored), capture_output=True, text=True)
            print("%-17s %-28s %s" % (self.name, "as of " + day[:10], (done.stdout.strip().splitlines()[-1:] or [done.stderr[-500:]])[0]), flush=True)
            if done.returncode:
                print(done.stdout)
                good = False
        return self.imported(out, chosen, cells) and good

    def imported(self, out, days, cells):
        """Into a real Prometheus by promtool: each day's series is found again at its instant, and the dashboards show what the oracle expects."""
        data = self.path("prometheus")
        for day in days:
            subprocess.run(["promtool", "tsdb", "create-blocks-from", "openmetrics", os.path.join(out, day), data], check=True, capture_output=True)
        with open(self.path("prometheus.yml"), "w") as file:
            file.write("{}\n")
        port = free_port()
        server = subprocess.Popen(["prometheus", "--config.file", self.path("prometheus.yml"), "--storage.tsdb.path", data, "--storage.tsdb.retention.time", "10y", "--web.listen-address", "127.0.0.1:%d" % port], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        good = True
        try:
            self.wait("http://127.0.0.1:%d/-/ready" % port, 60)
            for day in days:
                at = calendar.timegm(time.strptime(day[:10], "%Y-%m-%d"))
                with open(os.path.join(out, day)) as file:
                    written = sum(1 for line in file if not line.startswith("#"))
                answer = json.loads(get("http://127.0.0.1:%d/api/v1/query?time=%d&query=count(%%7Bjob%%3D%%22mlops-exporter%%22%%2Cinstance%%3D%%22exporter%%3A10808%%22%%7D)" % (port, at)))
                found = int(answer["data"]["result"][0]["value"][1]) if answer["data"]["result"] else 0
                if found != written:
                    print("%-17s %s: Prometheus has %d of %d series" % (self.name, day, found, written))
                    good = False
            for at in list(cells)[-2:]:
                compared, full, differences = panels.compare("http://127.0.0.1:%d" % port, at, cells[at])
                print("%-17s %-28s %d answers to queries of panels equal the oracle's, %d do not; %d show something" % (self.name, "as of " + time.strftime("%F", time.gmtime(at)), compared - len(differences), len(differences), full), flush=True)
                for difference in differences[:10]:
                    print(difference)
                good = good and full > 100 and not differences
        finally:
            server.terminate()
            server.wait(20)
        if good:
            print("%-17s Prometheus holds all series of %d days" % (self.name, len(days)), flush=True)
        return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kit", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--java", default="java")
    parser.add_argument("--jar", default="target/mlops-exporter.jar")
    parser.add_argument("--seed", type=int, default=1, help="of the moments of kills, and of made-up histories")
    parser.add_argument("--keep", action="store_true", help="keep the working folders")
    parser.add_argument("scenario", nargs="+")
    options = parser.parse_args()
    options.jar, options.kit = os.path.abspath(options.jar), os.path.abspath(options.kit)
    names = [name for name in SCENARIOS if name not in APART] if options.scenario == ["all"] else options.scenario
    failed = []
    for name in names:
        try:
            if not Scenario(options, name, **SCENARIOS[name]).run(): failed.append(name)
        except (RuntimeError, subprocess.SubprocessError, OSError) as problem:
            print("%-17s could not run: %s" % (name, problem))
            failed.append(name)
    print("%d passed, %d failed" % (len(names) - len(failed), len(failed)))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
