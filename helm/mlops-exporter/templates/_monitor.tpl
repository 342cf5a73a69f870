{{/* What a ServiceMonitor and a PodMonitor say alike of their targets: .monitor has the values, .root the whole. */}}
{{- define "mlops-exporter.monitor.spec" -}}
{{- $monitor := .monitor -}}
jobLabel: {{ $monitor.jobLabel }}
{{- range $key := list "sampleLimit" "targetLimit" "labelLimit" "labelNameLengthLimit" "labelValueLengthLimit" }}
{{- with get $monitor $key }}
{{ $key }}: {{ int . }}
{{- end }}
{{- end }}
{{- range $key := list "targetLabels" "podTargetLabels" }}
{{- with get $monitor $key }}
{{ $key }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
namespaceSelector:
  {{- toYaml (default (dict "matchNames" (list (include "mlops-exporter.namespace" .root))) $monitor.namespaceSelector) | nindent 2 }}
selector:
  {{- if $monitor.selectorOverride }}
  {{- toYaml $monitor.selectorOverride | nindent 2 }}
  {{- else }}
  matchLabels:
    {{- include "mlops-exporter.selectorLabels" .root | nindent 4 }}
    {{- with .component }}
    app.kubernetes.io/component: {{ . }}
    {{- end }}
  {{- end }}
{{- end -}}

{{/* What they say alike of a scrape. */}}
{{- define "mlops-exporter.monitor.endpoint" -}}
{{- $monitor := .monitor -}}
path: {{ $monitor.path }}
scheme: {{ default (include "mlops-exporter.scheme" .root) $monitor.scheme }}
honorLabels: {{ $monitor.honorLabels }}
honorTimestamps: {{ $monitor.honorTimestamps }}
{{- range $key := list "interval" "scrapeTimeout" "proxyUrl" "bearerTokenFile" }}
{{- with get $monitor $key }}
{{ $key }}: {{ . }}
{{- end }}
{{- end }}
{{- range $key := list "tlsConfig" "basicAuth" "authorization" "relabelings" "metricRelabelings" }}
{{- with get $monitor $key }}
{{ $key }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end -}}
