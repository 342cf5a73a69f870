{{/* Names of rule files are switches: exporter-alerts.yml is exporterAlerts. */}}
{{- define "mlops-exporter.switch" -}}
{{- base . | trimSuffix ".yml" | replace "-" "_" | camelcase | untitle -}}
{{- end -}}

{{/* The groups of the chart's own rules, as YAML, with the values' changes. */}}
{{- define "mlops-exporter.groups" -}}
{{- $values := .Values -}}
{{- $groups := list -}}
{{- range $path, $_ := .Files.Glob "files/rules/*.yml" -}}
{{- if ne (toString (get $values.defaultRules.rules (include "mlops-exporter.switch" $path))) "false" -}}
{{- range $group := (fromYaml ($.Files.Get $path)).groups -}}
{{- $rules := list -}}
{{- range $rule := $group.rules -}}
{{- if not (and $rule.alert (get $values.defaultRules.disabled (default "" $rule.alert))) -}}
{{- $rules = append $rules (include "mlops-exporter.rule" (dict "rule" $rule "values" $values "home" $.Chart.Home) | fromYaml) -}}
{{- end -}}
{{- end -}}
{{- if $rules -}}
{{- $groups = append $groups (set $group "rules" $rules) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml $groups -}}
{{- end -}}

{{- define "mlops-exporter.rule" -}}
{{- $rule := .rule -}}
{{- $defaults := .values.defaultRules -}}
{{- if $rule.alert -}}
{{- $custom := default dict (get .values.customRules $rule.alert) -}}
{{- with $custom.expr -}}{{- $_ := set $rule "expr" . -}}{{- end -}}
{{- with $custom.for -}}{{- $_ := set $rule "for" . -}}{{- end -}}
{{- with $defaults.keepFiringFor -}}{{- $_ := set $rule "keep_firing_for" . -}}{{- end -}}
{{- $labels := merge (dict) $defaults.additionalRuleLabels (default dict $rule.labels) -}}
{{- with $custom.severity -}}{{- $_ := set $labels "severity" . -}}{{- end -}}
{{- with $labels -}}{{- $_ := set $rule "labels" . -}}{{- end -}}
{{- $annotations := merge (dict) $defaults.additionalRuleAnnotations (default dict $rule.annotations) -}}
{{- $runbook := default "" $annotations.runbook_url -}}
{{- if and $runbook (not (contains "://" $runbook)) -}}
{{- $_ := set $annotations "runbook_url" (printf "%s/blob/main/%s" .home $runbook) -}}
{{- end -}}
{{- with $defaults.runbookUrl -}}
{{- $_ := set $annotations "runbook_url" (printf "%s/%s" (trimSuffix "/" .) (lower $rule.alert)) -}}
{{- end -}}
{{- with $annotations -}}{{- $_ := set $rule "annotations" . -}}{{- end -}}
{{- end -}}
{{- toYaml $rule -}}
{{- end -}}

{{/* The names of all alerts of the chart's own rules, one a line. */}}
{{- define "mlops-exporter.alerts" -}}
{{- range $path, $_ := .Files.Glob "files/rules/*.yml" -}}
{{- range $group := (fromYaml ($.Files.Get $path)).groups -}}
{{- range $rule := $group.rules }}
{{- with $rule.alert }}
{{ . }}
{{- end }}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
