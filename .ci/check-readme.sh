#!/usr/bin/env bash
# Plays the newcomer: clones the checkout into an empty folder and runs what the README says there.
#   .ci/check-readme.sh DIR
# The README has two commands. `mvn -B verify` (or plain `mvn verify`) is another step of CI; the demo is run here: it must
# build itself, come up, show figures, end well on SIGTERM, and leave nothing behind.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:?which empty folder? usage: .ci/check-readme.sh DIR}
[ ! -e "$dir" ] || [ -z "$(ls -A "$dir")" ] || { echo "$dir is not empty" >&2; exit 2; }

fail() { echo "README: $*" >&2; [ ! -s "${log:-}" ] || tail -n 30 "$log" >&2; exit 1; }

git clone -q "$here" "$dir"
cd "$dir"
[ -f README.md ] || fail "there is none"

# Every line that starts one of the two, in a code block; a leading "$ " is allowed.
commands=$(awk '/^```/ {code = !code; next} code' README.md | sed -E 's/^\$ //; s/[[:space:]]+(#.*)?$//' | grep -xE '\./mlops-exporter demo|mvn( -B)? verify' || true)
[ "$(grep -cx './mlops-exporter demo' <<<"$commands")" = 1 ] || fail "expected the command ./mlops-exporter demo once in its code blocks"
[ "$(grep -cxE 'mvn( -B)? verify' <<<"$commands")" = 1 ] || fail "expected the command mvn verify once in its code blocks"

temporary=$(mktemp -d)
log="$temporary/demo.log"
demo=""
cleanup() {
    [ -z "$demo" ] || kill -9 "$demo" 2>/dev/null || true
    rm -rf "$temporary"
}
trap cleanup EXIT
# The demo's folder goes where nothing else puts one.
mkdir "$temporary/tmp"
JAVA_OPTS="${JAVA_OPTS:-} -Djava.io.tmpdir=$temporary/tmp" ./mlops-exporter demo >"$log" 2>&1 &
demo=$!

base=http://127.0.0.1:10808
status() { curl -s -o /dev/null -m 5 -w '%{http_code}' "$1" || true; }
until [ "$(status "$base/-/ready")" = 200 ]; do
    kill -0 "$demo" 2>/dev/null || fail "the demo ended by itself"
    # the first start builds, and a new machine downloads for that
    [ "$SECONDS" -lt 900 ] || fail "the demo was not ready after 15 minutes"
    sleep 1
done
grep -q "serves http" "$log" || fail "something else answers on port 10808"
curl -s -m 30 "$base/metrics" >"$temporary/metrics"
awk '/^dora_organization_deployments\{/ && $NF > 0 {found = 1} END {exit !found}' "$temporary/metrics" || fail "no dora_organization_deployments on /metrics"
[ "$(status "$base/")" = 200 ] || fail "no landing page"
[ -n "$(ls -A "$temporary/tmp")" ] || fail "the demo keeps its folder elsewhere: this check looks for it in vain"

kill -TERM "$demo"
code=0
wait "$demo" || code=$?
demo=""
[ "$code" = 0 ] || fail "the demo ended with $code on SIGTERM"
left=$(ls -A "$temporary/tmp" | grep -v '^hsperfdata' || true)
[ -z "$left" ] || fail "the demo left behind: $left"
[ -z "$(git status --porcelain)" ] || fail "the demo left files in the checkout: $(git status --porcelain)"
echo "README: both commands are there, and the demo runs in an empty clone"
