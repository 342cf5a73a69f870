#!/usr/bin/env bash
# Prometheus's own tool looks at the rules, their unit tests and the example configuration. Needs promtool.
set -euo pipefail
cd "$(dirname "$0")/.."
promtool check rules --lint=all --lint-fatal prometheus/rules/*.yml
promtool test rules prometheus/tests/*.yml
promtool check config prometheus/prometheus.yml
