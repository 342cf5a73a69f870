#!/bin/sh
# Makes classes.lst anew: the classes and lambdas that are loaded while a synthetic organisation is polled and scraped. A list that is behind costs a little time at the start,
# and nothing else.
#
#   classes.sh JAR
set -eu
jar=$1
list=$(cd "$(dirname "$0")" && pwd)/classes.lst
work=$(mktemp -d)
trap 'kill "$demo" 2>/dev/null || true; rm -rf "$work"' EXIT
: >"$work/log"
java -Xshare:off -XX:DumpLoadedClassList="$work/loaded" "@$(dirname "$0")/../jvm/options" -jar "$jar" demo --listen 127.0.0.1:0 >"$work/log" 2>&1 &
demo=$!
tries=0
until url=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$work/log" | tail -n 1) && [ -n "$url" ] && curl -sf -o /dev/null "$url/-/ready"; do
    tries=$((tries + 1))
    kill -0 "$demo" 2>/dev/null && [ "$tries" -lt 300 ] || { cat "$work/log" >&2; exit 1; }
    sleep 1
done
for path in / /metrics /explain; do curl -sf --compressed -o /dev/null "$url$path"; done
curl -sf -H 'Accept: application/openmetrics-text; version=1.0.0' -o /dev/null "$url/metrics"
kill "$demo"
wait "$demo" || true
grep -v '^#' "$work/loaded" | LC_ALL=C sort -u >"$list"
wc -l "$list"
