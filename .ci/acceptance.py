#!/usr/bin/env python3
"""Runs the packaged jar against the acceptance kit's simulated GitHub and PagerDuty, and compares with its oracle.

    acceptance.py --kit DIR --python VENV_PYTHON [--jar target/mlops-exporter.jar] SCENARIO [SCENARIO ...]

Scenarios: see SCENARIOS below; `all` runs every one. Exit 1 if a cell differs, 2 if something could not run.
"""
import argparse, json, os, random, re, shutil, signal, socket, subprocess, sys, tempfile, time, urllib.error, urllib.request

# Families to leave out of the comparison, by pattern: none.
NOT_YET = []

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


class Scenario:
    def __init__(self, options, name, world=(), sim=(), base="", teams=True, restarts=0, kills=0, interval="5m", steady=False):
        self.options, self.name, self.interval, self.steady = options, name, interval, steady
        self.world, self.sim, self.base, self.teams, self.restarts, self.kills = list(world), list(sim), base, teams, restarts, kills
        self.folder = tempfile.mkdtemp(prefix="acceptance-%s-" % name)
        self.server = self.agent = None

    def path(self, name):
        return os.path.join(self.folder, name)

    def tool(self, script, *arguments):
        return [self.options.python, os.path.join(self.options.kit, script), *arguments]

    def prepare(self):
        """The world, its servers and the configuration. A free port may be taken by the time it is used: then others are tried."""
        subprocess.run(self.tool("world.py", "--out", self.path("world.json"), "--config", self.path("kit.yml"), *self.world), check=True, stdout=subprocess.DEVNULL)
        for name, token in (("github.token", "ghp_acceptance"), ("pagerduty.token", "pd_acceptance")):
            with open(self.path(name), "w") as file:
                file.write(token)
        for attempt in range(3):
            self.github, self.pagerduty, self.control, self.port = (free_port() for _ in range(4))
            self.server = subprocess.Popen(self.tool("sim.py", "--world", self.path("world.json"), "--github-port", str(self.github), "--pagerduty-port", str(self.pagerduty), "--control-port", str(self.control), *self.sim), stdout=subprocess.DEVNULL)
            try:
                self.wait("http://127.0.0.1:%d/health" % self.control, 120)
                break
            except ServerEnded:
                if attempt == 2: raise
        self.configure()

    def configure(self):
        with open(self.path("kit.yml")) as file:
            text = file.read()
        text = text.replace("127.0.0.1:18080", "127.0.0.1:%d%s" % (self.github, self.base)).replace("127.0.0.1:18081", "127.0.0.1:%d" % self.pagerduty)
        text = text.replace("127.0.0.1:10808", "127.0.0.1:%d" % self.port).replace("interval: 5m", "interval: " + self.interval)
        if not self.teams:
            text = text[:text.index("teams:")]
        text += "\nstore: {url: \"jdbc:sqlite:%s\"}\n" % self.path("events.db")
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

    def compare(self, what):
        text = self.metrics()
        with open(self.path("metrics.txt"), "w") as file:
            file.write(text)
        found = {}
        for source, value in re.findall(r'mlops_exporter_source_as_of_timestamp_seconds\{source="(\w+)[^"]*",?\} (\S+)', text):
            found[source] = min(found.get(source, 1e18), float(value))
        if "github" not in found:
            raise RuntimeError("no as-of of github on /metrics\n" + self.log())
        at = lambda t: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(t))
        as_of = "github=%s,pagerduty=%s" % (at(found["github"]), at(found.get("pagerduty", found["github"])))
        world = get("http://127.0.0.1:%d/world" % self.control)
        with open(self.path("now.json"), "w") as file:
            file.write(world)
        subprocess.run(self.tool("oracle.py", "--world", self.path("now.json"), "--as-of", as_of, "--out", self.path("expected.jsonl")), check=True)
        ignore = [argument for name in NOT_YET for argument in ("--ignore", name)]
        done = subprocess.run(self.tool("compare.py", "--oracle", self.path("expected.jsonl"), "--metrics", self.path("metrics.txt"), "--limit", "25", *ignore), capture_output=True, text=True)
        last = done.stdout.strip().splitlines()[-1:] or [done.stderr[-500:]]
        print("%-12s %-28s %s" % (self.name, what, last[0]), flush=True)
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
                        print("%-12s SIGTERM took %.1f s" % (self.name, ended))
                        good = False
                    self.start()
                    self.ready()
                    good = self.compare("after a restart (stop %.1f s)" % ended) and good
                if self.steady:
                    good = self.steadily() and good
        finally:
            for process in (self.agent, self.server):
                if process is not None and process.poll() is None:
                    process.kill()
                    process.wait()
        if good and not self.options.keep:
            shutil.rmtree(self.folder)
        elif not good:
            print("%-12s kept in %s" % (self.name, self.folder))
        return good

    def as_of(self):
        found = re.search(r'mlops_exporter_source_as_of_timestamp_seconds\{source="github[^"]*",?\} (\S+)', self.metrics())
        return float(found.group(1)) if found else 0

    def next_poll(self, seconds=60):
        """Waits until a poll has both begun and ended after now."""
        now, until = time.time(), time.time() + seconds
        while self.as_of() < now:
            if time.time() > until: raise RuntimeError("no poll in %d s\n%s" % (seconds, self.log()))
            time.sleep(0.3)

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
        print("%-12s %-28s %d GraphQL requests, %d points, %d REST requests in >= %d polls" % (self.name, "steady", began, stats["points"], rest, polls))
        good = rest == 0 and stats["points"] <= 2 * max(began, 1)
        for event in ({"kind": "deployment", "repository": "feast"}, {"kind": "deployment", "repository": "dvc", "environment": "prod-eu"},
                      {"kind": "deployment", "repository": "kserve", "state": "failure"}, {"kind": "pull_request", "repository": "kserve"}):
            post(control + "/advance", event)
            self.next_poll()
            good = self.compare("after " + json.dumps(event)[:50]) and good
        return good

    def killed(self):
        rng = random.Random(self.options.seed)
        for number in range(self.kills):
            self.start()
            time.sleep(rng.uniform(0.3, 6))
            if self.agent.poll() is not None:
                raise RuntimeError("the exporter ended by itself:\n" + self.log())
            self.stop(signal.SIGKILL)
        self.start()
        self.ready()
        return self.compare("after %d kills" % self.kills)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kit", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--java", default="java")
    parser.add_argument("--jar", default="target/mlops-exporter.jar")
    parser.add_argument("--seed", type=int, default=1, help="of the moments of kills")
    parser.add_argument("--keep", action="store_true", help="keep the working folders")
    parser.add_argument("scenario", nargs="+")
    options = parser.parse_args()
    options.jar, options.kit = os.path.abspath(options.jar), os.path.abspath(options.kit)
    names = list(SCENARIOS) if options.scenario == ["all"] else options.scenario
    failed = []
    for name in names:
        try:
            if not Scenario(options, name, **SCENARIOS[name]).run(): failed.append(name)
        except (RuntimeError, subprocess.SubprocessError, OSError) as problem:
            print("%-12s could not run: %s" % (name, problem))
            failed.append(name)
    print("%d passed, %d failed" % (len(names) - len(failed), len(failed)))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
