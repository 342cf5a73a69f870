#!/usr/bin/env bash
# Every dashboard is what Grafana's own TypeScript types (npm @grafana/schema) say a dashboard is, down to the options of each
# kind of panel. Needs node and npm.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp .ci/dashboard-types.mjs "$work/"
(cd "$work" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @grafana/schema@13.2.3 typescript@5.9.3)
node "$work/dashboard-types.mjs" grafana-dashboards/*.json
