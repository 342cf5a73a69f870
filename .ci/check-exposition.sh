#!/bin/sh
# Checks what a running exporter exposes with the readers that matter: promtool, the strict OpenMetrics parser and a real
# Prometheus. Exits with 1 on any finding.
#
#   .ci/check-exposition.sh http://localhost:10808
#
# Needs Debian (or root to install the package prometheus) and Python 3 with venv; installs what is missing.
set -eu

if [ $# -ne 1 ]; then
    echo "usage: $0 URL   (of the exporter, without /metrics)" >&2
    exit 2
fi
url=${1%/}
work=$(mktemp -d)
prometheus_pid=
trap '[ -z "$prometheus_pid" ] || kill "$prometheus_pid" 2>/dev/null; wait; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
open_metrics='application/openmetrics-text; version=1.0.0; charset=utf-8'
text='text/plain; version=0.0.4; charset=utf-8'
failed=0

finding() {
    echo "FINDING: $*" >&2
    failed=1
}

install_tools() {
    if ! command -v promtool >/dev/null || ! command -v prometheus >/dev/null; then
        { apt-get install -y --no-install-recommends prometheus || { apt-get update && apt-get install -y --no-install-recommends prometheus; }; } >"$work/apt.log" 2>&1 \
            || { cat "$work/apt.log" >&2; exit 1; }
    fi
    venv=${CHECK_EXPOSITION_VENV:-$work/venv}
    if [ ! -x "$venv/bin/python" ]; then
        python3 -m venv "$venv"
        "$venv/bin/pip" install --quiet --disable-pip-version-check prometheus_client==0.22.1
    fi
}

# fetch NAME ACCEPT ACCEPT-ENCODING WANTED-CONTENT-TYPE: writes NAME (decoded by curl) and NAME.headers
fetch() {
    curl -sS --fail --max-time 30 --compressed -H "Accept: $2" -H "Accept-Encoding: $3" -D "$work/$1.headers" -o "$work/$1" "$url/metrics" \
        || { finding "$1: cannot be fetched"; return; }
    tr -d '\r' <"$work/$1.headers" | grep -qix "content-type: $4" || finding "$1: Content-Type is not $4"
    case $3 in
        gzip) grep -qi '^content-encoding: gzip' "$work/$1.headers" || finding "$1: is not compressed" ;;
        *) ! grep -qi '^content-encoding:' "$work/$1.headers" || finding "$1: is compressed, unasked" ;;
    esac
}

# the series of a file, without their values, which change from scrape to scrape
series() {
    grep -v '^#' "$1" | sed 's/ [^ ]*$//' | sort
}

check_text() {
    promtool check metrics <"$work/$1" >"$work/promtool.log" 2>&1 || finding "promtool, $1: $(cat "$work/promtool.log")"
}

check_open_metrics() {
    "$venv/bin/python" - "$work/$1" <<'PYTHON' || finding "strict OpenMetrics parser, $1"
import sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
families = list(text_string_to_metric_families(open(sys.argv[1], encoding="utf-8").read()))
seen = set()
for family in families:
    for sample in family.samples:
        key = (sample.name, tuple(sorted(sample.labels.items())))
        assert key not in seen, f"{key} is there twice"
        assert sample.timestamp is None, f"{key} has a timestamp"
        seen.add(key)
assert any(f.name.startswith("mlops_exporter_") for f in families), "no family of the exporter's own"
print(f"strict OpenMetrics parser: {len(families)} families, {len(seen)} series")
PYTHON
}

# scraped by the real thing; the labels must arrive unrenamed
check_prometheus() {
    port=${CHECK_EXPOSITION_PORT:-19090}
    target=${url#http://}
    cat >"$work/prometheus.yml" <<YAML
global: {scrape_interval: 1s}
scrape_configs:
  - job_name: exporter
    static_configs: [{targets: ["$target"]}]
YAML
    prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" --web.listen-address="127.0.0.1:$port" \
        >"$work/prometheus.log" 2>&1 &
    prometheus_pid=$!
    api="http://127.0.0.1:$port/api/v1/query"
    tries=0
    until curl -s --max-time 5 "$api" --data-urlencode 'query=up{job="exporter"}' | grep -q '"value":\[[^]]*"1"\]'; do
        tries=$((tries + 1))
        if [ "$tries" -gt 30 ]; then
            finding "Prometheus could not scrape: $(curl -s "http://127.0.0.1:$port/api/v1/targets" | head -c 2000) $(tail -n 5 "$work/prometheus.log")"
            return
        fi
        sleep 1
    done
    here=$(series "$work/open_metrics" | wc -l)
    there=$(curl -s --max-time 5 "$api" --data-urlencode 'query=scrape_samples_post_metric_relabeling{job="exporter"}' | sed 's/.*"value":\[[^"]*"\([0-9]*\)"\].*/\1/')
    # a few series of the virtual machine come and go
    [ "$((there - here))" -ge -20 ] && [ "$((there - here))" -le 20 ] || finding "Prometheus took $there series of $here"
    echo "Prometheus $(prometheus --version 2>&1 | sed -n 's/.*version \([^ ]*\).*/\1/p'): $there series scraped"
}

# fetch_both FORMAT ACCEPT CONTENT-TYPE: plain and compressed have the same series. One may appear between the two (the first
# request that is answered with a new status), so that only what differs each time is a finding.
fetch_both() {
    tries=0
    while :; do
        fetch "$1" "$2" identity "$3"
        fetch "$1_gzip" "$2" gzip "$3"
        [ -s "$work/$1" ] && [ -s "$work/$1_gzip" ] || { finding "$1: empty"; exit 1; }
        series "$work/$1" >"$work/plain.series"
        series "$work/$1_gzip" >"$work/gzip.series"
        diff "$work/plain.series" "$work/gzip.series" >"$work/diff" && return
        tries=$((tries + 1))
        if [ "$tries" -eq 5 ]; then
            finding "$1, plain and gzip differ, $tries times: $(grep '^[<>]' "$work/diff" | head -n 5)"
            return
        fi
        sleep 1
    done
}

install_tools
fetch_both text "text/plain" "$text"
fetch_both open_metrics "application/openmetrics-text; version=1.0.0" "$open_metrics"
check_text text
check_text text_gzip
check_open_metrics open_metrics
check_open_metrics open_metrics_gzip
check_prometheus

[ "$failed" -eq 0 ] && echo "the exposition of $url is fine"
exit "$failed"
