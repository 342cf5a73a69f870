#!/usr/bin/env python3
"""What the program is made of, held against what was agreed to.

    check-bom.py target/bom.json [.ci/components.txt]

Fails if a component is new or gone, is there in two versions, has no fixed version, or has a licence that is not among those allowed. With a scanner on the PATH
(osv-scanner or trivy) that reaches its database, it is asked for known vulnerabilities, and fails on any; without one this is said, and is no failure.
"""
import json, os, re, shutil, subprocess, sys
from collections import defaultdict

# What may be shipped in one jar under Apache-2.0, with the notices that it carries.
LICENCES = {"Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause"}
FIXED = re.compile(r"\d+(\.[0-9A-Za-z]+)*([-.][0-9A-Za-z]+)*$")
SCANNERS = {"osv-scanner": ["osv-scanner", "--sbom={}"], "trivy": ["trivy", "sbom", "--quiet", "--exit-code", "1", "{}"]}


def licences(component):
    named = [one.get("expression") or one.get("license", {}).get("id") or one.get("license", {}).get("name") for one in component.get("licenses", [])]
    return [name for name in named if name]


def problems(components, agreed):
    versions = defaultdict(set)
    for part in components:
        name = "%s:%s" % (part.get("group", ""), part["name"])
        versions[name].add(part.get("version", ""))
        found = licences(part)
        if not found: yield "%s has no licence" % name
        elif not any(one in LICENCES for one in found): yield "%s is under %s; allowed: %s" % (name, ", ".join(found), ", ".join(sorted(LICENCES)))
        if not FIXED.match(part.get("version", "")) or "SNAPSHOT" in part.get("version", ""): yield "%s has no fixed version: %s" % (name, part.get("version"))
    for name, some in sorted(versions.items()):
        if len(some) > 1: yield "%s is there in %d versions: %s" % (name, len(some), ", ".join(sorted(some)))
    for name in sorted(versions.keys() - agreed): yield "%s is new: look at it, and add it to the list" % name
    for name in sorted(agreed - versions.keys()): yield "%s is gone: take it off the list" % name


def scan(bom):
    """By those scanners that are here; None if there is none."""
    here = [name for name in SCANNERS if shutil.which(name)]
    for name in here:
        done = subprocess.run([argument.format(bom) for argument in SCANNERS[name]])
        if done.returncode: return "%s ended with %d" % (name, done.returncode)
    return "" if here else None


def main():
    bom = sys.argv[1]
    listed = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "components.txt")
    with open(bom) as file: components = [one for one in json.load(file)["components"] if one.get("scope") != "excluded"]
    with open(listed) as file: agreed = {line.strip() for line in file if line.strip() and not line.startswith("#")}
    found = list(problems(components, agreed))
    scanned = scan(bom)
    print("%d components, %s" % (len(components), "as agreed" if not found else "%d not as agreed" % len(found)))
    print("known vulnerabilities: %s" % ("not checked, for no osv-scanner or trivy is here" if scanned is None else scanned or "none"))
    for one in found: print("  " + one)
    sys.exit(1 if found or scanned or not components else 0)


if __name__ == "__main__":
    main()
