#!/usr/bin/env python3
"""Histories that no repository has, for the acceptance kit: squashed, merged, rebased and tangled ones, with release branches, reverts, unrelated roots,
octopus merges and clocks that are wrong.

    histories.py SEED FOLDER        writes FOLDER/{feast,kserve,dvc}.json.gz, as the kit's extract.py does of real ones
"""
import gzip, hashlib, json, os, random, sys
from datetime import datetime, timedelta, timezone

DAY = 86400
NAMES = ("feast", "kserve", "dvc")  # the kit's events name them
STYLES = ("squash", "merge", "rebase", "mixed", "tangled")
KINDS = ("feat", "fix", "docs", "build", "chore", "refactor(core)", "perf", "test")


class History:
    def __init__(self, name, seed):
        self.name, self.seed, self.rng = name, seed, random.Random("%s/%s" % (seed, name))
        self.commits, self.tags, self.pulls, self.time = {}, [], 0, 1_600_000_000
        self.authors = ["u%04d" % number for number in range(1, self.rng.randint(4, 20))]
        self.style = self.rng.choice(STYLES)
        self.days, self.a_day = self.rng.choice((90, 200, 500, 900)), self.rng.choice((0.5, 2, 6))

    def commit(self, parents, committed, headline, authored=None, reverts=None):
        oid, rng = hashlib.sha1(("%s/%s/%d" % (self.seed, self.name, len(self.commits))).encode()).hexdigest(), self.rng
        if authored is None:  # a tenth by clocks that are ahead
            authored = committed + (-rng.choice((0, 0, 0, 60, 3600, DAY, 7 * DAY)) if rng.random() < 0.9 else rng.choice((600, 2 * DAY)))
        zone = timezone(timedelta(minutes=rng.choice((0, 0, 60, 120, -300, 330, 345, -180, 540))))
        text = lambda t: datetime.fromtimestamp(t, zone).isoformat()
        self.commits[oid] = dict(oid=oid, parents=parents, authoredDate=text(authored), committedDate=text(committed), author=rng.choice(self.authors), messageHeadline=headline, at=committed)
        if reverts: self.commits[oid]["reverts"] = reverts
        return oid

    def number(self):
        self.pulls += 1
        return self.pulls

    def title(self):
        n, rng = len(self.commits), self.rng
        plain = "%s: topic %d" % (rng.choice(KINDS), n)
        return plain if rng.random() < 0.7 else rng.choice(('Reapply "x" %d' % n, "hot-fix %d" % n, "w\u00efp \u202e %d" % n, 'Revert "Revert "y"" %d' % n, '%d \\ " {} %%s' % n, "x" * 200 + str(n)))

    def branch(self, base, head, now, title):
        """A topic branch, which takes the default branch in now and then. Gives its tip."""
        rng, tip, at = self.rng, base, self.commits[base]["at"]
        for part in range(rng.randint(1, 5)):
            at = int(at + max(1, (now - at) * rng.uniform(0.05, 0.6)))
            if self.style == "tangled" and rng.random() < 0.15 and base != tip and tip != head:
                at = max(at, self.commits[head]["at"] + 1)
                tip = self.commit([tip, head], at, "Merge branch 'main' into topic")
            else:
                tip = self.commit([tip], at, "%s wip %d" % (title, part), authored=at - rng.choice((0, 0, 100, 90_000)))
        return tip

    def step(self, main, now):
        """One thing that happens to the default branch. Gives its commits, oldest first."""
        rng, head, title = self.rng, main[-1], self.title()
        how = rng.choice(("squash", "merge", "rebase", "direct")) if self.style in ("mixed", "tangled") else self.style if rng.random() > 0.08 else "direct"
        if rng.random() < 0.06 and len(main) > 3:
            victim = self.commits[rng.choice(main[-12:])]
            said = [victim["oid"][:rng.choice((40, 40, 12, 8))]] if rng.random() < 0.8 else None
            return [self.commit([head], now, 'Revert "%s" (#%d)' % (victim["messageHeadline"], self.number()), reverts=said)]
        if self.style == "tangled" and rng.random() < 0.02:
            other = self.commit([], now - 5, "unrelated root")
            for part in range(rng.randint(0, 4)): other = self.commit([other], now - 4, "unrelated %d" % part)
            return [self.commit([head, other], now, "Merge pull request #%d from contributor/branch" % self.number())]
        if self.style == "tangled" and rng.random() < 0.03 and len(main) > 4:
            tips = [self.commit([rng.choice(main[-5:])], now - 3 + part, "octopus %d" % part) for part in range(3)]
            return [self.commit([head, *tips], now + 1, "Merge branches a, b and c")]
        if how == "direct": return [self.commit([head], now, title)]
        if how == "squash": return [self.commit([head], now, "%s (#%d)" % (title, self.number()))]
        if how == "rebase":
            landed = []
            for part in range(rng.randint(0, 3)):
                head = self.commit([head], now - 30 + part, "%s part %d" % (title, part), authored=now - rng.randint(100, 400_000))
                landed.append(head)
            return [*landed, self.commit([head], now, "%s (#%d)" % (title, self.number()))]
        tip = self.branch(main[max(0, len(main) - 1 - rng.choice((0, 0, 1, 2, 5, 20)))], head, now, title)
        return [self.commit([head, tip], max(now, self.commits[tip]["at"] + 1), "Merge pull request #%d from contributor/branch" % self.number())]

    def tag(self, name, oid, late):
        self.tags.append(dict(name=name, oid=oid, date=datetime.fromtimestamp(self.commits[oid]["at"] + late, timezone.utc).isoformat(), annotated=self.rng.random() < 0.5))

    def made(self):
        rng, main, release, minor, patch = self.rng, [self.commit([], self.time, "Initial commit")], None, 0, 0
        end = self.time + self.days * DAY
        while self.time < end:
            self.time += rng.expovariate(self.a_day) * DAY + 5
            main += self.step(main, int(self.time))
            self.time = max(self.time, self.commits[main[-1]]["at"])
            if rng.random() < 0.05:
                minor, patch, release = minor + 1, 0, main[-1] if rng.random() < 0.5 else None
                self.tag("v0.%d.0%s" % (minor, rng.choice(("", "", "rc1", "-beta.2"))), main[-1], rng.randint(0, 4000))
            if release and rng.random() < 0.2:
                patch, picked = patch + 1, self.commits[rng.choice(main[-5:])]
                release = self.commit([release], int(self.time) + rng.randint(1, 200), picked["messageHeadline"])
                self.tag("v0.%d.%d" % (minor, patch), release, 100)
                if rng.random() < 0.2:
                    self.time += 300
                    main.append(self.commit([main[-1], release], int(self.time), "Merge the release branch"))
        reached, left = set(), [main[-1], *(tag["oid"] for tag in self.tags)]
        while left:
            oid = left.pop()
            if oid not in reached:
                reached.add(oid)
                left += self.commits[oid]["parents"]
        commits = [{key: value for key, value in commit.items() if key != "at"} for oid, commit in reversed(self.commits.items()) if oid in reached]
        return dict(repository="made-up/" + self.name, head=main[-1], commits=commits, tags=sorted(self.tags, key=lambda tag: tag["date"]))


def write(seed, folder):
    """Gives the files, and what is in them, in words."""
    paths, words = [], []
    for name in NAMES:
        history = History(name, seed)
        made = history.made()
        paths.append(os.path.join(folder, name + ".json.gz"))
        with gzip.open(paths[-1], "wt") as file:
            json.dump(made, file)
        words.append("%s: %s, %d commits, %d tags" % (name, history.style, len(made["commits"]), len(made["tags"])))
    return paths, "; ".join(words)


def corrected(world):
    """The kit moves the author dates of some commits after it has listed them in pull requests: they are the same commits."""
    for repository in world["repositories"]:
        authored = {commit["oid"]: commit["authored_at"] for commit in repository["commits"]}
        for pull in repository["pulls"]:
            for commit in pull["commits"]:
                commit["authored_at"] = authored.get(commit["oid"], commit["authored_at"])
    return world


if __name__ == "__main__":
    print(write(sys.argv[1], sys.argv[2])[1])
