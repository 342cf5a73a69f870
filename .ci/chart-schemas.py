#!/usr/bin/env python3
"""Writes the JSON schemas that the chart's objects are checked by, strict and without a reference to the net.

  .ci/chart-schemas.py kubernetes OUT VERSION...    from the PyPI package kubernetes-validate: OUT/vVERSION/
  .ci/chart-schemas.py operators OUT FILE...        from files of CRDs (YAML), or of types made from CRDs by cdk8s (.d.ts): OUT/operators/

The committed copies in src/test/resources/kubernetes are made so; .ci/check-chart.sh makes those of more versions.
"""
import json
import pathlib
import re
import sys

KINDS = [
    "configmap-v1", "pod-v1", "service-v1", "serviceaccount-v1", "statefulset-apps-v1",
    "ingress-networking-v1", "networkpolicy-networking-v1", "poddisruptionbudget-policy-v1",
]
CUSTOM = {"servicemonitor": "v1", "podmonitor": "v1", "prometheusrule": "v1", "httproute": "v1", "verticalpodautoscaler": "v1"}


def slim(schema):
    """Without what validates nothing; references point into the file beside."""
    if isinstance(schema, dict):
        kept = {}
        for key, value in schema.items():
            if key in ("description", "$id", "title") and isinstance(value, str) or key.startswith("x-kubernetes-"):
                continue
            if key == "$ref" and isinstance(value, str):
                kept[key] = "_definitions.json#/$defs/" + value.split("#/$defs/")[-1]
            else:
                kept[key] = slim(value)
        return kept
    return [slim(each) for each in schema] if isinstance(schema, list) else schema


def referred(schema, definitions, found):
    if isinstance(schema, dict):
        name = schema.get("$ref", "").split("/")[-1] if isinstance(schema.get("$ref"), str) else ""
        if name and name not in found:
            found.add(name)
            referred(definitions[name], definitions, found)
        for value in schema.values():
            referred(value, definitions, found)
    elif isinstance(schema, list):
        for value in schema:
            referred(value, definitions, found)


def write(path, schema):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(schema, separators=(",", ":"), sort_keys=True) + "\n")


def kubernetes(out, versions):
    import kubernetes_validate

    for version in versions:
        source = pathlib.Path(kubernetes_validate.__file__).parent / "kubernetes-json-schema" / f"v{version}-local-strict"
        definitions = slim(json.loads((source / "_definitions.json").read_text())["$defs"])
        found = set()
        for kind in KINDS:
            schema = slim(json.loads((source / f"{kind}.json").read_text()))
            referred(schema, definitions, found)
            write(out / f"v{version}" / f"{kind}.json", schema)
        write(out / f"v{version}" / "_definitions.json", {"$defs": {name: definitions[name] for name in found}})


def strict(schema):
    """A CRD's schema as JSON Schema: unknown keys are wrong, as the API server's strict validation has it."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    result = dict(schema)
    if "properties" in result and "additionalProperties" not in result and not result.get("x-kubernetes-preserve-unknown-fields"):
        result["additionalProperties"] = False
    if result.get("x-kubernetes-int-or-string"):
        result.pop("anyOf", None)
        result["type"] = ["integer", "string"]
    if result.pop("nullable", False) is True and isinstance(result.get("type"), str):
        result["type"] = [result["type"], "null"]
    return {key: strict(value) for key, value in result.items()}


def crds(out, file):
    import yaml

    for crd in filter(None, yaml.safe_load_all(file.read_text())):
        name = crd["spec"]["names"]["singular"]
        for version in crd["spec"]["versions"]:
            if version["name"] == CUSTOM.get(name):
                schema = strict(version["schema"]["openAPIV3Schema"])
                schema["properties"]["metadata"] = {"type": "object"}
                schema["properties"].pop("status", None)
                group = crd["spec"]["group"].split(".")[0]
                write(out / "operators" / f"{name}-{group}-{version['name']}.json", slim(schema))


def typed(interfaces, kind):
    """The schema of a type as cdk8s writes it: an interface, a list or map of a type, or a word of the language."""
    if kind.endswith("[]"):
        return {"type": "array", "items": typed(interfaces, kind[:-2])}
    if kind.startswith("{"):
        return {"type": "object", "additionalProperties": typed(interfaces, kind.strip("{ };").split("]: ")[1])}
    if kind not in interfaces:
        return {"type": {"number": "integer"}.get(kind, kind)}
    properties, required = {}, []
    for key, name, optional, value in re.findall(r"@schema \w+#(\w+)\n\s+\*/\s+readonly (\w+)(\??): (.+);", interfaces[kind]):
        properties[key] = typed(interfaces, value)
        if not optional:
            required.append(key)
    return {"type": "object", "properties": properties, "additionalProperties": False} | ({"required": required} if required else {})


def grafana(out, file):
    """The part of GrafanaDashboard that is checked: its CRD itself is in no registry of packages."""
    maps_on_one_line = re.sub(r"\{\n\s+(\[key: string\]: \w+;)\n\s+\}", r"{ \1 }", file.read_text())
    interfaces = dict(re.findall(r"export interface (\w+) \{\n(.*?)\n\}", maps_on_one_line, re.DOTALL))
    write(out / "operators" / "grafanadashboard-grafana-v1beta1.json", {
        "type": "object",
        "required": ["apiVersion", "kind", "metadata", "spec"],
        "properties": {
            "apiVersion": {"const": "grafana.integreatly.org/v1beta1"},
            "kind": {"const": "GrafanaDashboard"},
            "metadata": {"type": "object"},
            "spec": typed(interfaces, "GrafanaDashboardSpec"),
        },
        "additionalProperties": False,
    })


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    target = pathlib.Path(sys.argv[2])
    if sys.argv[1] == "kubernetes":
        kubernetes(target, sys.argv[3:])
    else:
        for source in map(pathlib.Path, sys.argv[3:]):
            (grafana if source.suffix == ".ts" else crds)(target, source)
