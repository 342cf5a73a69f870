#!/usr/bin/env python3
"""Measures what the exporter needs: memory and CPU while a year of a synthetic organisation is read first, and while nothing changes.

  .ci/measure-resources.py --kit DIR [--repositories 300] [--limit 512] [--minutes 5] [--jar target/mlops-exporter.jar] [-- JVM-OPTION...]

The exporter runs with the JVM options of image, launcher and service (src/main/jvm/options), those after -- added, in a memory cgroup with the limit:
what needs more is killed, as in a container. The figures stand in docs/resources.md, and the chart's resources follow from them.
Needs Linux, root, and Python with aiohttp and graphql-core.
"""
import argparse
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

TICKS = os.sysconf("SC_CLK_TCK")


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Cgroup:
    """A memory cgroup of version 1 or 2, in which a container's limit holds."""

    def __init__(self, limit):
        root = pathlib.Path("/sys/fs/cgroup")
        one = (root / "memory").is_dir()
        self.folder = (root / "memory" if one else root) / f"measure-resources-{os.getpid()}"
        self.folder.mkdir()
        (self.folder / ("memory.limit_in_bytes" if one else "memory.max")).write_text(str(limit * 1024 * 1024))

    def enter(self):
        (self.folder / "cgroup.procs").write_text("0")

    def close(self):
        self.folder.rmdir()


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def scrape(url):
    """As Prometheus asks."""
    request = urllib.request.Request(url, headers={"Accept": "application/openmetrics-text; version=1.0.0", "Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def mebibytes(pid, what):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1024
    raise KeyError(what)


def wait_until(condition, process, seconds):
    end = time.monotonic() + seconds
    while not condition():
        if process.poll() is not None:
            sys.exit(f"a process ended by itself, with {process.returncode}: too little memory, if with 3 or -9")
        if time.monotonic() > end:
            sys.exit("not ready in time")
        time.sleep(1)


def measure(arguments, work, cgroup):
    python = sys.executable
    options = pathlib.Path(__file__).parent.parent / "src/main/jvm/options"
    github, pagerduty, control, own = free_ports(4)
    subprocess.run([python, f"{arguments.kit}/world.py", "--synthetic", str(arguments.repositories), "--out", "world.json"], cwd=work, check=True, stdout=subprocess.DEVNULL)
    sim = subprocess.Popen(
        [python, f"{arguments.kit}/sim.py", "--world", "world.json", "--no-limits", "--github-port", str(github), "--pagerduty-port", str(pagerduty), "--control-port", str(control)],
        cwd=work, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{control}/stats"), sim, 300)
        (work / "github.token").write_text("ghp_acceptance")
        (work / "pagerduty.token").write_text("pd_acceptance")
        (work / "exporter.yml").write_text(f"""
server: {{listen: "127.0.0.1:{own}"}}
store: {{url: "jdbc:sqlite:{work}/events.db"}}
polling: {{interval: 1m}}
github: [{{api_url: "http://127.0.0.1:{github}", token_file: github.token, organizations: [acme]}}]
pagerduty: [{{api_url: "http://127.0.0.1:{pagerduty}", token_file: pagerduty.token}}]
""")
        for run in ("first start", "restart"):
            exporter = subprocess.Popen(
                [arguments.java, f"@{options.resolve()}", *arguments.options, "-jar", os.path.abspath(arguments.jar), "run", "--config", "exporter.yml"],
                cwd=work, stderr=(work / "log").open("a"), preexec_fn=cgroup.enter, env=os.environ | {"MALLOC_ARENA_MAX": arguments.arenas})
            try:
                began = time.monotonic()
                wait_until(lambda: answers(f"http://127.0.0.1:{own}/-/ready"), exporter, 3600)
                print(f"{run}: ready after {time.monotonic() - began:.0f} s, {cpu_seconds(exporter.pid):.0f} s of CPU, RSS at most {mebibytes(exporter.pid, 'VmHWM'):.0f} MiB", flush=True)
                before, start = cpu_seconds(exporter.pid), time.monotonic()
                for _ in range(arguments.minutes * 4):
                    scrape(f"http://127.0.0.1:{own}/metrics")
                    time.sleep(15)
                used = (cpu_seconds(exporter.pid) - before) / (time.monotonic() - start)
                print(f"{run}: then, a poll a minute and four scrapes: {used * 1000:.0f} millicores, RSS {mebibytes(exporter.pid, 'VmRSS'):.0f} MiB, at most {mebibytes(exporter.pid, 'VmHWM'):.0f} MiB", flush=True)
            finally:
                exporter.terminate()
                exporter.wait()
        size = sum(file.stat().st_size for file in work.glob("events.db*"))
        print(f"store: {size / 1024 / 1024:.1f} MiB", flush=True)
    finally:
        sim.terminate()
        sim.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", required=True)
    parser.add_argument("--repositories", type=int, default=300)
    parser.add_argument("--limit", type=int, default=512, help="MiB of the container")
    parser.add_argument("--minutes", type=int, default=5, help="of the steady state")
    parser.add_argument("--jar", default="target/mlops-exporter.jar")
    parser.add_argument("--java", default="java")
    parser.add_argument("--arenas", default="2", help="MALLOC_ARENA_MAX")
    parser.add_argument("options", nargs="*", metavar="JVM-OPTION")
    arguments = parser.parse_args()
    arguments.kit = os.path.abspath(arguments.kit)
    cgroup = Cgroup(arguments.limit)
    try:
        with tempfile.TemporaryDirectory() as folder:
            measure(arguments, pathlib.Path(folder), cgroup)
    finally:
        cgroup.close()


if __name__ == "__main__":
    main()
