#!/usr/bin/env python3
"""What the packaged jar shows while its sources fail, held against an oracle at every scrape: the acceptance kit's of GitHub and PagerDuty, and that
of platform_sim.py of MLflow, surveys and costs.

    faults.py --kit DIR --python VENV_PYTHON [--sample N] [--seed S] [--only PATTERN]      each source x fault x moment
    faults.py --kit DIR --python VENV_PYTHON --kills N [--seed S]                          kill -9 at random moments
    faults.py --kit DIR --python VENV_PYTHON --disk                                        a full disk, and a store cut short

A cell is wrong if it differs from the oracle's at the as-of instants that stand beside it, or is missing though every source is up
and its history read. After each fault everything has to become whole again. Exit 1 if a cell was wrong or something did not heal.
"""
import argparse, hashlib, json, os, random, re, shutil, signal, sqlite3, subprocess, sys, time, urllib.error

sys.dont_write_bytecode = True
import front, mlflow, platform_sim
from acceptance import Scenario, free_port, get, post

EVER = 10 ** 6
LOGIN = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action=/login></form></body></html>"
KINDS = {
    "500": [dict(kind="status", status=500)],
    "502-html": [dict(kind="html", status=502)],
    "503": [dict(kind="status", status=503, headers={"Retry-After": "1"})],
    "429-seconds": [dict(kind="secondary_403", status=429, form="seconds", retry_after=1)],
    "403-seconds": [dict(kind="secondary_403", form="seconds", retry_after=1)],
    "403-date": [dict(kind="secondary_403", form="date", retry_after=2)],
    "403-limited-by": [dict(kind="secondary_403", form="gh-limited-by")],
    "403-bare": [dict(kind="secondary_403", form="none")],
    "exhausted": [dict(kind="primary_exhausted", seconds=2)],
    "latency": [dict(kind="latency", seconds=3)],
    "slow-body": [dict(kind="slow_body", seconds=5)],
    "truncated": [dict(kind="truncate")],
    "dropped": [dict(kind="drop")],
    "login-page": [dict(kind="status", status=200, body=LOGIN, headers={"X-Page": "login"}), dict(kind="html", status=200)],
    "garbage": [dict(kind="garbage_json")],
    "wrong-types": [dict(kind="status", status=200, body=body) for body in (
        {"data": 5}, {"data": {"nodes": {"a": 1}, "organization": [1]}}, [], {"incidents": "many", "services": 3}, {"incidents": [{"id": 7, "created_at": {}}], "services": [[]], "more": "no"})],
    "empty": [dict(kind="status", status=200, body={}), dict(kind="status", status=200, body="")],
    "endless-pages": [dict(kind="status", status=200, body={"incidents": [], "services": [], "offset": 0, "limit": 100, "more": True, "total": None,
        "data": {"organization": {"repositories": {"nodes": [], "totalCount": 0, "pageInfo": {"hasNextPage": True, "endCursor": "again"}}}}})],
    "partial": [dict(kind="graphql_partial", nulls=2)],
    "one-in-two": [dict(kind="drop", times=1), dict(kind="latency", seconds=0, times=1), dict(kind="status", status=502, times=1), dict(kind="latency", seconds=0, times=1)],
    "token": [],
}
MOMENTS = ("cold", "bootstrap", "steady")
ONLY = {"partial": "github", "403-limited-by": "github"}
# how long until all is whole again, where that takes longer than two minutes: a limit that does not say how long is met with one, then two
LONG = {"403-bare": 200, "403-limited-by": 200}
KIT = ("github", "pagerduty")
PLATFORM = ("mlflow", "survey-platform", "cost-bill", "cost-cluster", "cost-usage")
PAGES = {"mlflow"}


def combinations():
    kinds = {source: list(KINDS) + [kind for kind in front.KINDS if kind not in KINDS] for source in KIT}
    kinds.update({source: [kind for kind in front.ANSWERS + front.KINDS if source in PAGES or kind not in front.PAGED] for source in PLATFORM})
    return [(source, kind, moment) for source, some in kinds.items() for kind in some for moment in MOMENTS if ONLY.get(kind, source) == source]


class Watched(Scenario):
    """A scenario whose every scrape is held against the oracle. Between the agent and each source stands a front with TLS."""
    sources = KIT

    def __init__(self, options, name):
        super().__init__(options, name, interval="5s")
        self.fronts, self.authority = {}, front.Authority(self.folder, options.java)
        sys.path.insert(0, options.kit)
        import compare, oracle
        self.kit, self.oracle_kit, self.seen, self.cells, self.cache = compare, oracle, set(), {}, {}
        parser = argparse.ArgumentParser()
        oracle.add_options(parser)
        self.policy = parser.parse_args(["--world", "none"] if any(a.dest == "world" and a.required for a in parser._actions) else [])
        self.scrapes = self.checked = self.compared = self.wrong = 0
        self.changed = []

    def configure(self):
        super().configure()
        for source, port, key in (("github", self.github, "api_url: "), ("pagerduty", self.pagerduty, "api_url: ")):
            self.fronts[source] = front.Front(self.authority, source + ".test", "127.0.0.1:%d" % port)
            self.replace(key + '"http://127.0.0.1:%d' % port, key + '"' + self.fronts[source].url)

    def replace(self, old, new):
        with open(self.path("exporter.yml")) as file: text = file.read()
        assert old in text, (old, text)
        with open(self.path("exporter.yml"), "w") as file: file.write(text.replace(old, new))

    def start(self):
        log = open(self.path("exporter.log"), "a")
        self.agent = subprocess.Popen([self.options.java, "-Xmx512m", *self.authority.java_options(), "-jar", self.options.jar, "run", "--config", self.path("exporter.yml")], stdout=log, stderr=log, cwd=self.folder)

    def expected(self, github, pagerduty):
        at = (len(self.changed), int(github), int(pagerduty))
        if at not in self.cache:
            cells = self.oracle_kit.run(self.policy, self.now(), {"github": github, "pagerduty": pagerduty})
            self.cache = {at: {self.kit.key(c["name"], c["labels"], {"job", "instance"}, True): c["value"] for c in cells}}
        return self.cache[at]

    def advance(self, *events):
        self.changed.append(time.time())
        return super().advance(*events)

    def look(self):
        """One scrape; gives the problems of it."""
        text = self.metrics()
        self.scrapes += 1
        figures = "\n".join(line for line in text.splitlines() if line.startswith(("dora_", "mlops_exporter_source")) and "duration" not in line)
        digest = hashlib.sha256(figures.encode()).digest()
        if digest in self.seen: return []
        self.seen.add(digest)
        found, up, complete = {}, {}, True
        for name, labels, value in self.kit.parse(text):
            if name == "mlops_exporter_source_up": up[labels["source"]] = value
            if name.endswith("_data_complete") and value == 0: complete = False
            if self.kit.family(name): found[self.kit.key(name, labels, {"job", "instance"}, True)] = value
        instants = self.instants(text)
        needs = {"github": self.oracle_kit.GITHUB | self.oracle_kit.BOTH, "pagerduty": self.oracle_kit.PAGERDUTY | self.oracle_kit.BOTH}
        unfounded = ["%s without an as-of of %s" % (self.kit.shown(at), source) for source, families in needs.items() if source not in instants
                     for at in found if self.kit.family(at[0]) in families
                     # these two scores follow from GitHub alone, as the oracle has them
                     and not (source == "pagerduty" and re.search('quick_check_score.*metric="(lead_time|deployment_frequency)"', self.kit.shown(at)))]
        if not instants: return unfounded
        if any(abs(t - instant) < 2 for t in self.changed for instant in instants.values()): return []
        self.checked += 1
        self.compared += len(found)
        either = min(instants.values())
        expected = self.expected(instants.get("github", either), instants.get("pagerduty", either))
        problems = unfounded
        for at, value in found.items():
            wanted = expected.get(at)
            if wanted is None:
                if value == 0 and at[0].endswith(("_by_signal", "changes_excluded", "deployments_unmeasured")): continue
                if not complete and 'pending' in str(at[1]): continue
                problems.append("unexpected %s %s" % (self.kit.shown(at), value))
            else:
                slack = 1 if at[0].endswith("_seconds") else 1e-6 if at[0].endswith(self.kit.RATIO) else 0
                if abs(value - wanted) > max(slack, 1e-6 * abs(wanted)): problems.append("%s is %s, not %s" % (self.kit.shown(at), value, wanted))
        if complete and len(up) == 2 and all(up.values()):
            problems += ["missing %s" % self.kit.shown(at) for at in expected if at not in found]
        if problems:
            with open(self.path("wrong-%d.txt" % self.scrapes), "w") as file:
                file.write("\n".join(problems) + "\n\n" + text)
        return problems

    def watch(self, seconds, until=lambda: False):
        """Scrapes for a while; tells whether it was right all the time and, if there is a goal, came to it."""
        end, good, there = time.time() + seconds, True, False
        while time.time() < end and not there:
            try:
                problems = self.look()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                problems = []
                if self.agent.poll() is not None: raise RuntimeError("the exporter ended with %s\n%s" % (self.agent.returncode, self.log()))
            if problems:
                self.wrong += len(problems)
                good = False
                print("    WRONG: %d cells, as %s" % (len(problems), "; ".join(problems[:3])), flush=True)
            try: there = until()
            except (urllib.error.URLError, ConnectionError, TimeoutError): there = False  # not listening yet
            time.sleep(0.25)
        return good, there

    def faults(self, rules):
        post(self.control_url("/faults"), rules)

    def control_url(self, path):
        return "http://127.0.0.1:%d%s" % (self.control, path)

    def whole(self, since, seconds):
        """Until polls of both sources have begun and ended after an instant, and no cell differs."""
        def there():
            text = self.metrics()
            found = self.instants(text)
            # the as-of instant of a first read is there before its end
            if len(re.findall(r'^mlops_exporter_source_up\{[^}]*\} 1', text, re.M)) < len(self.sources) or re.search(r'reason="pending"[^}]*\} [1-9]', text): return False
            return self.polled_since(since, found)
        self.marks = {source: one.answered for source, one in self.fronts.items()}
        good, healed = self.watch(seconds, there)
        if not healed:
            print("    NOT HEALED in %d s\n%s" % (seconds, self.log()), flush=True)
            return False
        return good and self.exactly("whole again")

    def polled_since(self, since, found):
        # and the clock of a server that was ahead is right again
        return all(since <= found.get(source, 0) <= time.time() + 60 for source in self.sources)

    def exactly(self, what):
        stdout, sys.stdout = sys.stdout, open(os.devnull, "w")
        try:
            same = self.compare(what)
        finally:
            sys.stdout.close()
            sys.stdout = stdout
        if not same:
            self.wrong += 1
            print("    NOT WHOLE: %s" % what, flush=True)
            self.compare(what)
        return same

    def anew(self):
        if self.agent is not None and self.agent.poll() is None: self.stop(signal.SIGKILL)
        for name in os.listdir(self.folder):
            if name.startswith("events.db"): os.remove(self.path(name))

    def token(self, source, value):
        with open(self.path(source + ".token"), "w") as file: file.write(value)

    def fault(self, source, kind, moment, rng):
        """One fault, from its beginning to the end of it and of what follows."""
        return self.at_front(source, kind, moment, rng) if source not in KIT or kind not in KINDS else self.in_simulator(source, kind, moment, rng)

    def at_front(self, source, kind, moment, rng):
        one = self.fronts[source]
        if moment != "steady": self.anew()
        one.fault(kind, rng.randint(1, 6 if source in PLATFORM else 25) if moment == "bootstrap" else 0)
        if moment != "steady": self.start()
        else: self.change()
        down = lambda: re.search(r'^mlops_exporter_source_up\{source="%s",\} 0' % source, self.metrics(), re.M) is not None
        good, met = self.watch(90, lambda: one.hits > 1 or kind == "dns" and one.failing() and down())  # who finds no address does not come
        good = self.watch(6)[0] and good
        hits = max(one.hits, int(met))
        if kind == "token":  # renewed there, and only then here
            one.token, kept = "renewed", one.token
            one.fault(None)
            good = self.watch(4)[0] and good
            self.token(source, one.token)
            good = self.whole(time.time(), 120) and good
            one.token = kept
            self.token(source, kept)
        one.fault(None)
        return self.whole(time.time(), LONG.get(kind, 120)) and good, hits

    def change(self):
        self.advance(dict(kind="incident", application="feast"), dict(kind="deployment", repository="dvc"))

    def in_simulator(self, source, kind, moment, rng):
        rules = [dict(dict(times=EVER), **rule, server=source) for rule in KINDS[kind]]
        if kind == "one-in-two": rules *= 500
        elif len(rules) > 1: rules = [dict(rng.choice(rules), times=1) for _ in range(300)]
        before = json.loads(get(self.control_url("/stats")))
        if moment != "steady": self.anew()
        if moment == "bootstrap": rules = [dict(kind="latency", seconds=0, times=rng.randint(2, 25), server=source)] + rules
        if kind == "token" and moment != "bootstrap": post(self.control_url("/token"), {source: "renewed"})
        else: self.faults(rules)
        if moment != "steady": self.start()
        elif kind != "token": self.change()
        failed = lambda: sum(rule.get("hits", 0) for rule in json.loads(get(self.control_url("/faults"))) if not (rule["kind"] == "latency" and not rule.get("seconds")))
        asked = lambda: failed() > 1 or kind == "token" and json.loads(get(self.control_url("/stats")))[source]["requests"] > before[source]["requests"] + 1
        good, _ = self.watch(90, asked)
        good = self.watch(6)[0] and good
        if kind == "token" and moment == "bootstrap":
            post(self.control_url("/token"), {source: "renewed"})
            good = self.watch(6)[0] and good
        hits = failed()
        if kind == "token":
            self.token(source, "renewed")
            hits = 1
        self.faults([])
        good = self.whole(time.time(), LONG.get(kind, 120)) and good
        if kind == "token":
            name = dict(github="ghp_acceptance", pagerduty="pd_acceptance")[source]
            post(self.control_url("/token"), {source: name})
            self.token(source, name)
            good = self.whole(time.time(), 120) and good
        return good, hits

    def run(self, chosen):
        """Gives what was wrong, and how many requests failed."""
        rng = random.Random(self.options.seed)
        self.prepare()
        failed, total = [], 0
        if any(c[2] == "steady" for c in chosen) and chosen[0][2] == "steady":
            self.start()
            self.whole(time.time(), 180)
        for source, kind, moment in chosen:
            good, hits = self.fault(source, kind, moment, rng)
            total += hits
            print("%-15s %-15s %-9s %4d requests failed, %s" % (source, kind, moment, hits, "right at every scrape, whole again" if good else "WRONG"), flush=True)
            if not good: failed.append("/".join((source, kind, moment)))
            if not hits: failed.append("/".join((source, kind, moment)) + " (nothing failed)")
        return failed, total

    def kill(self, count):
        """kill -9 at random moments of first reads, polls, derivations and shutdowns, with the world going on."""
        rng, good, began, ended = random.Random(self.options.seed), True, time.time(), 0
        self.prepare()
        for number in range(count):
            self.start()
            good = self.watch(rng.choice([0.3, 1, 2, 4, 8]) * rng.uniform(0.5, 1.2))[0] and good
            if rng.random() < 0.25:
                self.agent.send_signal(signal.SIGTERM)
                time.sleep(rng.uniform(0, 0.5))
                ended += 1
            self.stop(signal.SIGKILL)
            if number % 10 == 9: self.anew()
            elif number % 3 == 2: self.advance(*rng.choice([(dict(kind="incident", application="feast"),), (dict(kind="deployment", repository="dvc"),), (dict(kind="incident", application="kserve"), dict(kind="resolve"))]))
        self.start()
        good = self.whole(time.time(), 240) and good
        print("%d kills (%d of them while it was ending), %d scrapes (%d different ones held against the oracle), %d wrong cells, %d s, seed %d"
              % (count, ended, self.scrapes, self.checked, self.wrong, time.time() - began, self.options.seed))
        return [] if good else ["kills"]

    def disk(self):
        """No room for the store: the poll fails, shows it, and heals. Then the store is damaged while nobody looks."""
        self.prepare()
        self.start()
        good = self.whole(time.time(), 180)
        subprocess.run(["prlimit", "--pid", str(self.agent.pid), "--fsize=%d:unlimited" % 4096], check=True)
        self.advance(dict(kind="deployment", repository="feast"), dict(kind="incident", application="dvc"))
        shown = lambda: re.search(r'mlops_exporter_source_up\{[^}]*\} 0', self.metrics()) is not None
        right, seen = self.watch(60, shown)
        print("full disk          %s" % ("shown by source_up 0" if seen else "NOT SHOWN"))
        good = good and right and seen
        subprocess.run(["prlimit", "--pid", str(self.agent.pid), "--fsize=unlimited:unlimited"], check=True)
        good = self.whole(time.time(), 120) and good
        rng, known = random.Random(self.options.seed), 0
        for how in ("letter", "cut", "garbage", "empty"):
            self.stop()
            if how == "letter": self.change_letter()
            else: self.damage(how, rng)
            self.start()
            good = self.whole(time.time(), 180) and good
            aside = [name for name in os.listdir(self.folder) if ".damaged-" in name and not name.endswith(("-wal", "-shm"))]
            said = self.log_all().count("was set aside") > known
            known += said
            print("store %-12s %d set aside, %s" % (how, len(aside), "said" if said else "NOT SAID"))
            good = good and said and bool(aside)
            for name in aside: os.remove(self.path(name))
        print("%d scrapes, %d wrong cells, seed %d" % (self.scrapes, self.wrong, self.options.seed))
        return [] if good else ["disk"]

    def change_letter(self):
        """In the text of one stored deployment: pages and JSON stay sound."""
        connection = sqlite3.connect(self.path("events.db"))
        with connection:
            identity, payload = connection.execute("SELECT id, payload FROM event WHERE type = 'deployment' ORDER BY id LIMIT 1").fetchone()
            at = next(i for i, letter in enumerate(payload) if letter.isdigit() and payload[i - 1].isdigit())
            connection.execute("UPDATE event SET payload = ? WHERE type = 'deployment' AND id = ?", (payload[:at] + str((int(payload[at]) + 1) % 10) + payload[at + 1:], identity))
        connection.close()

    def damage(self, how, rng):
        with open(self.path("events.db"), "r+b") as file:
            size = file.seek(0, 2)
            if how == "cut": file.truncate(size // 2)
            elif how == "empty": file.truncate(0)
            else:
                file.seek(size // 4)
                file.write(rng.randbytes(size // 2))

    def log_all(self):
        with open(self.path("exporter.log")) as file: return file.read()


class WatchedPlatform(Watched):
    """The same with MLflow, a survey and costs, of which another simulator tells."""
    sources = PLATFORM
    FAMILIES = re.compile(r'^(dora_|mlops_platform_(survey_responses|satisfaction_ratio|net_promoter_score|cost|unallocated_cost|team_cost)$)')

    def prepare(self):
        self.truth = platform_sim.World(mlflow, int(time.time()))
        self.behind = platform_sim.Server(self.truth)
        self.port = free_port()
        for source in self.sources:
            token = "token-of-" + source
            self.token(source, token)
            self.fronts[source] = front.Front(self.authority, source + ".test", "127.0.0.1:%d" % self.behind.server_port, token)
        url = lambda source: self.fronts[source].url
        with open(self.path("exporter.yml"), "w") as file:
            file.write("""server: {listen: "127.0.0.1:%d"}
store: {url: "jdbc:sqlite:%s"}
polling: {interval: 5s, history: 365d}
metrics: {windows: [7d, 30d, 90d]}
mlflow: [{tracking_uri: "%s", token_file: mlflow.token, deployed_at_tag: deployed_at}]
surveys: [{name: platform, url: "%s/survey.csv", token_file: survey-platform.token}]
costs:
  - {name: bill, scope: machines, focus_url: "%s/focus.csv", token_file: cost-bill.token, all: true, team_tag: team}
  - {name: cluster, scope: cluster, opencost_url: "%s", token_file: cost-cluster.token, currency: EUR, look_back: 40d}
  - {name: usage, scope: actions, github_organization: acme, api_url: "%s", token_file: cost-usage.token}
teams: [{name: fraud}, {name: vision}]
""" % (self.port, self.path("events.db"), url("mlflow"), url("survey-platform"), url("cost-bill"), url("cost-cluster"), url("cost-usage")))

    def change(self):
        at = time.time()
        self.changed.append(at)
        self.truth.change(int(at))

    def look(self):
        text = self.metrics()
        self.scrapes += 1
        digest = hashlib.sha256("\n".join(line for line in text.splitlines() if line.startswith(("dora_", "mlops_platform_", "mlops_exporter_source_")) and "duration" not in line).encode()).digest()
        if digest in self.seen: return []
        self.seen.add(digest)
        found, up = {}, {}
        for name, labels, value in self.kit.parse(text):
            if name == "mlops_exporter_source_up": up[labels["source"]] = value
            if self.FAMILIES.match(name) and (not name.startswith("dora_") or labels.get("kind") == "model"): found[name, tuple(sorted(labels.items()))] = value
        instants = self.instants(text)
        if any(abs(t - instant) < 2 for t in self.changed for instant in instants.values()): return []
        costs = all(source in instants for source in self.sources if source.startswith("cost"))
        expected = self.truth.cells(instants.get("mlflow"), instants.get("survey-platform"), costs)
        self.checked += 1
        self.compared += len(found)
        problems = []
        for at, value in found.items():
            if at not in expected:
                problems.append("unexpected %s %s" % (self.kit.shown(at), value))
            elif abs(value - expected[at]) > max(1 if at[0].endswith("_seconds") else 0, 1e-6 * max(1, abs(expected[at]))):
                problems.append("%s is %s, not %s" % (self.kit.shown(at), value, expected[at]))
        if len(up) == len(self.sources) and all(up.values()): problems += ["missing %s" % self.kit.shown(at) for at in expected if at not in found]
        if problems:
            with open(self.path("wrong-%d.txt" % self.scrapes), "w") as file: file.write("\n".join(problems) + "\n\n" + text)
        return problems

    def polled_since(self, since, found):
        # costs are known up to a day: that they were asked for again shows at the front
        return all(since <= found.get(source, 0) <= time.time() + 60 for source in ("mlflow", "survey-platform")) and all(
            source in found and one.answered > self.marks[source] + 1 for source, one in self.fronts.items() if source.startswith("cost"))

    def exactly(self, what):
        self.seen.clear()
        problems = self.look()
        self.wrong += len(problems)
        if problems: print("    NOT WHOLE: %s: %s" % (what, "; ".join(problems[:3])), flush=True)
        return not problems


def watched(options):
    """Each source x fault x moment, or a sample of them, in the one world or the other."""
    rng, began = random.Random(options.seed), time.time()
    chosen = [c for c in combinations() if not options.only or re.search(options.only, "/".join(c))]
    if options.sample and options.sample < len(chosen): chosen = rng.sample(chosen, options.sample)
    chosen.sort(key=lambda c: c[2])
    failed, total, worlds = [], 0, []
    for making in (Watched, WatchedPlatform):
        some = [c for c in chosen if c[0] in making.sources]
        if not some: continue
        world = making(options, "faults")
        worlds.append(world)
        wrong, hits = ended(world, lambda: world.run(some))
        failed, total = failed + wrong, total + hits
    count = lambda name: sum(getattr(world, name) for world in worlds)
    print("%d faults, %d requests failed, %d scrapes (%d different ones held against an oracle, %d cells), %d wrong cells, %d s, seed %d"
          % (len(chosen), total, count("scrapes"), count("checked"), count("compared"), count("wrong"), time.time() - began, options.seed))
    return failed, worlds


def ended(world, run):
    try:
        return run()
    finally:
        for process in (world.agent, world.server):
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kit", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--java", default="java")
    parser.add_argument("--jar", default="target/mlops-exporter.jar")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=0, help="so many of them, chosen by the seed; default: all")
    parser.add_argument("--only", default="", help="a pattern on source/kind/moment")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--disk", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--list", action="store_true", help="say what there is, and end")
    options = parser.parse_args()
    options.jar, options.kit = os.path.abspath(options.jar), os.path.abspath(options.kit)
    if options.list:
        print("\n".join("/".join(c) for c in combinations()))
        return
    if options.kills or options.disk:
        world = Watched(options, "faults")
        failed, worlds = ended(world, lambda: world.kill(options.kills) if options.kills else world.disk()), [world]
    else:
        failed, worlds = watched(options)
    print("again: .ci/faults.py %s" % " ".join(sys.argv[1:]))
    if failed:
        print("FAILED: %s; kept in %s" % (", ".join(failed), ", ".join(world.folder for world in worlds)))
        sys.exit(1)
    if not options.keep:
        for world in worlds: shutil.rmtree(world.folder, ignore_errors=True)


if __name__ == "__main__":
    main()
