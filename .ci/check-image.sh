#!/usr/bin/env bash
# Builds the image twice and runs what is in it, without a daemon and without a registry: from an empty base with the C library of this machine, as a
# registry's base image can't be had everywhere. Exits with 1 on any finding.
#
#   .ci/check-image.sh [CLASSES]
#
# CLASSES are those of a build of the same commit, such as target/classes after mvn verify: the first image takes them, and the second compiles anew.
#
# Run are the image's own files, unpacked, in a chroot: as its user, by its entry point, with a read-only root, no capability, nothing executable in
# /tmp, and the memory limit of the chart's values. Needs root on Linux; downloads Maven's plugins where they are not there yet.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
group=""
exporter=""
cleanup() {
    [ -z "$exporter" ] || kill -9 "$exporter" 2>/dev/null || true
    [ -z "$exporter" ] || wait "$exporter" 2>/dev/null || true
    [ -z "$group" ] || rmdir "$group" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT
fail() { echo "FINDING: $*" >&2; [ ! -s "$work/log" ] || tail -n 30 "$work/log" >&2; exit 1; }

build() {
    (cd "$1" && mvn -q -B -ntp -Pimage -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true -Dimage.base=scratch \
        -Dimage.libraries=with-libraries -Dmaven.compiler.useIncrementalCompilation=false -Dimage.revision="$(git rev-parse HEAD)" package) \
        >"$work/log" 2>&1 || fail "the image was not built in $1"
}
# Both in clones of their own: what is uncommitted is in neither.
for copy in one two; do git clone -q . "$work/$copy"; done
if [ -n "${1:-}" ]; then
    mkdir "$work/one/target"
    cp -a "$1" "$work/one/target/classes"
    find "$work/one/src" "$work/one/pom.xml" -exec touch -d '2000-01-01' {} +
fi
began=$SECONDS
build "$work/one"
build "$work/two"
echo "image: built twice in $((SECONDS - began)) s"
[ "$(cat "$work/one/target/jib-image.digest")" = "$(cat "$work/two/target/jib-image.digest")" ] || {
    (cd "$work/one/target/image" && find . -type f -exec sha256sum {} +) | sort >"$work/one.sums"
    (cd "$work/two/target/image" && find . -type f -exec sha256sum {} +) | sort >"$work/two.sums"
    diff "$work/one.sums" "$work/two.sums" >&2 || true
    fail "a second build gave another image"
}
cmp -s "$work/one/target/mlops-exporter-sbom.json" "$work/two/target/mlops-exporter-sbom.json" || fail "a second build gave another bill of materials"
.ci/check-bom.py "$work/one/target/mlops-exporter-sbom.json" || fail "the bill of materials is not as agreed"

python3 - "$work/one/target/jib-image.tar" "$work/root" "$work/one/target/mlops-exporter-sbom.json" <<'PYTHON'
import json, pathlib, sys, tarfile
image, root, sbom = tarfile.open(sys.argv[1]), pathlib.Path(sys.argv[2]), json.load(open(sys.argv[3]))
manifest = json.load(image.extractfile("manifest.json"))[0]
config = json.load(image.extractfile(manifest["Config"]))
run = config["config"]
assert run["User"] == "65532:65532", run["User"]
assert run["Entrypoint"] == ["/opt/java/bin/java", "@options"], run["Entrypoint"]
assert run["WorkingDir"] == "/app", run
assert "10808/tcp" in run["ExposedPorts"], run
assert "MALLOC_ARENA_MAX=2" in run["Env"], run
labels = run["Labels"]
for name in "title description version revision created licenses vendor authors source url documentation".split():
    assert labels.get("org.opencontainers.image." + name), f"no label {name}"
names = set()
for layer in manifest["Layers"]:
    with tarfile.open(fileobj=image.extractfile(layer)) as files:
        names |= {member.name for member in files.getmembers() if member.isfile()}
        files.extractall(root, numeric_owner=True)
assert not [name for name in names if name.split("/")[-1] in ("sh", "bash", "busybox", "apt", "dpkg")], "a shell"
jars = {pathlib.PurePath(name).name for name in names if name.startswith("app/libs/")}
listed = {f"{part['name']}-{part['version']}.jar" for part in sbom["components"]}
assert jars == listed, f"the bill of materials lists {sorted(jars ^ listed)} otherwise"
unlicensed = [part["name"] for part in sbom["components"] if not part.get("licenses")]
assert not unlicensed, f"without a licence: {unlicensed}"
print(f"image: {len(manifest['Layers'])} layers, {len(jars)} libraries, all of them in the bill of materials, each with its licence")
PYTHON
du -sm "$work/root" | sed 's/\t.*/ MiB unpacked/'

# The chart's limit of memory, as Kubernetes sets it.
limit=$(sed -n '/^resources:/,/^[a-z]/s/^ *memory: \([0-9]*\)Mi$/\1/p' helm/mlops-exporter/values.yaml | tail -n 1)
[ "${limit:-0}" -gt 0 ] || fail "no memory limit in the chart's values"
if [ -d /sys/fs/cgroup/memory ] && mkdir "/sys/fs/cgroup/memory/check-image-$$" 2>/dev/null; then
    group=/sys/fs/cgroup/memory/check-image-$$
    echo $((limit * 1024 * 1024)) >"$group/memory.limit_in_bytes"
    peak() { cat "$group/memory.max_usage_in_bytes"; }
elif [ -f /sys/fs/cgroup/cgroup.controllers ] && mkdir "/sys/fs/cgroup/check-image-$$" 2>/dev/null && [ -f "/sys/fs/cgroup/check-image-$$/memory.max" ]; then
    group=/sys/fs/cgroup/check-image-$$
    echo $((limit * 1024 * 1024)) >"$group/memory.max"
    peak() { cat "$group/memory.peak"; }
else
    fail "no memory cgroup can be made here, and so no limit set"
fi

cat >"$work/inside" <<'INSIDE'
set -e
root=$1 group=$2 data=$3
shift 3
echo $$ >"$group/cgroup.procs"
mount --make-rprivate /
mount --bind "$root" "$root"
mkdir -p "$root/proc" "$root/sys" "$root/dev" "$root/data"
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount -t tmpfs -o noexec,nosuid,size=64m tmpfs "$root/tmp"
mount -t tmpfs tmpfs "$root/dev"
for device in null random urandom; do touch "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
mount --bind "$data" "$root/data"
mount -o remount,bind,ro "$root"
exec setpriv --no-new-privs python3 -c '
import os, sys
os.chroot(sys.argv[1])
os.chdir("/app")
os.setgroups([])
os.setgid(65532)
os.setuid(65532)
os.execve("/opt/java/bin/java", ["java", "@options"] + sys.argv[2:], {"MALLOC_ARENA_MAX": "2", "JAVA_TOOL_OPTIONS": "-Xlog:class+load:file=/data/loaded.log"})' "$root" "$@"
INSIDE

# started ARGUMENT...: sets exporter and url, once it is ready
started() {
    unshare --mount bash "$work/inside" "$work/root" "$group" "$work/data" "$@" >"$work/log" 2>&1 &
    exporter=$!
    local tries=0
    until url=$(grep -o 'http://127\.0\.0\.1:[0-9]*/metrics' "$work/log" | head -n 1) && [ -n "$url" ] && curl -sf -o /dev/null "${url%/metrics}/-/ready"; do
        tries=$((tries + 1))
        kill -0 "$exporter" 2>/dev/null || fail "$1 ended by itself"
        [ "$tries" -lt 300 ] || fail "$1 was not ready after $tries tries"
        sleep 1
    done
}
ended() {
    kill -TERM "$exporter"
    local code=0
    wait "$exporter" || code=$?
    exporter=""
    [ "$code" = 0 ] || fail "$1 ended with $code on SIGTERM"
}
mkdir "$work/data"
chown 65532:65532 "$work/data"

# how a busy demo ends is another check's
started demo --listen 127.0.0.1:0
curl -sf "$url" | awk '/^dora_organization_deployments\{/ && $NF > 0 {found = 1} END {exit !found}' || fail "no figures"
status=$(cat "/proc/$exporter/status")
grep -qP '^Uid:\t65532\t65532\t65532\t65532$' <<<"$status" || fail "it does not run as the image's user"
grep -qP '^CapEff:\t0+$' <<<"$status" || fail "it has capabilities"
grep -qP '^NoNewPrivs:\t1$' <<<"$status" || fail "it may gain privileges"
awk '$2 == "/" {last = $4} END {exit last !~ /^ro/}' "/proc/$exporter/mounts" || fail "its root can be written"
shared=$(grep -c ' io\.mlopsexporter\..*source: shared objects file' "$work/data/loaded.log" || true)
others=$(grep ' io\.mlopsexporter\..*source: ' "$work/data/loaded.log" | grep -vc 'shared objects file\|Lambda\|LambdaMetafactory' || true)
[ "$shared" -gt "$others" ] || fail "$shared classes come from the archive, $others do not: make image-classes"
kilobytes=$(awk '/^VmHWM/ {print $2}' <<<"$status")
echo "demo: ready as user 65532 on a read-only root; $shared classes from the archive, $others not; RSS at most $((kilobytes / 1024)) MiB of $limit MiB"
kill -TERM "$exporter"
wait "$exporter" || true
exporter=""

printf 'not-a-token' >"$work/data/token"
cat >"$work/data/mlops-exporter.yml" <<'YAML'
server: {listen: "127.0.0.1:0"}
store: {url: "jdbc:sqlite:/data/events.db"}
pagerduty: [{api_url: "http://127.0.0.1:9", token_file: /data/token}]
YAML
started run --config /data/mlops-exporter.yml
[ -s "$work/data/events.db" ] || fail "there is no store on the volume"
curl -sf "$url" >"$work/metrics"
# not by a pipe: a reader that has found what it looks for ends, and so fails the writer
grep -q '^mlops_exporter_build_info{.*version="[0-9]' "$work/metrics" || fail "it does not know its version"
ended run
used=$(peak)
echo "the group's memory peaked at $((used / 1024 / 1024)) MiB (page cache included), nothing was killed"
echo "image: $(cat "$work/one/target/jib-image.digest"), twice"
