#!/usr/bin/env python3
"""Measures a start: from the process to the first answer of /metrics, of the demo, with the archive of classes that the launcher makes and without.

  .ci/measure-start.py [--times 5] [--jar target/mlops-exporter.jar]

Starts alternate, so that a loaded machine is so for both; the time of day still means little there, while the CPU's does not depend on it.
The figures stand in docs/resources.md. Needs Linux and a build; ./mlops-exporter has to have been started once.
"""
import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


def start(jar, options):
    """Seconds, CPU seconds, and MiB a second later, after three scrapes."""
    with tempfile.TemporaryFile("w+") as log:
        began = time.monotonic()
        demo = subprocess.Popen(["java", f"@{HERE}/src/main/jvm/options", *options, "-jar", jar, "demo", "--listen", "127.0.0.1:0"], stderr=log, stdout=log,
                                env=os.environ | {"MALLOC_ARENA_MAX": "2"})
        try:
            while True:
                log.seek(0)
                url = re.search(r"http://127\.0\.0\.1:\d+/metrics", log.read())
                if url and answers(url[0]):
                    break
                if demo.poll() is not None or time.monotonic() > began + 120:
                    sys.exit("it did not start")
                time.sleep(0.01)
            seconds = time.monotonic() - began
            fields = pathlib.Path(f"/proc/{demo.pid}/stat").read_text().rsplit(")", 1)[1].split()
            time.sleep(1)
            for _ in range(3):
                answers(url[0])
            resident = re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{demo.pid}/status").read_text())
            return seconds, (int(fields[11]) + int(fields[12])) / TICKS, int(resident[1]) / 1024
        finally:
            demo.kill()
            demo.wait()


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status == 200 and answer.read() is not None
    except (urllib.error.URLError, OSError):
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--jar", default=str(HERE / "target/mlops-exporter.jar"))
    arguments = parser.parse_args()
    archives = sorted((HERE / "target").glob("mlops-exporter-*.jsa"), key=lambda file: file.stat().st_mtime)
    if not archives:
        sys.exit("there is no archive: start ./mlops-exporter once")
    limit = "-XX:MaxRAM=512m"
    variants = {
        "with the archive": [limit, "-Xshare:auto", f"-XX:SharedArchiveFile={archives[-1]}"],
        "without it": [limit],
        "without it, nor a limit": [],
    }
    measured = {name: [] for name in variants}
    for _ in range(arguments.times):
        for name, options in variants.items():
            measured[name].append(start(arguments.jar, options))
    for name, runs in measured.items():
        wall, cpu, resident = zip(*runs)
        print(f"{name}: {statistics.median(wall):.2f} s ({min(wall):.2f}-{max(wall):.2f}), {statistics.median(cpu):.2f} s of CPU ({min(cpu):.2f}-{max(cpu):.2f}), "
              f"RSS {statistics.median(resident):.0f} MiB, n={len(runs)}")


if __name__ == "__main__":
    main()
