{{/* "true" where changes of the configuration are taken up by a container beside the exporter. */}}
{{- define "mlops-exporter.reloaded" -}}
{{- if and .Values.configReloader.enabled (not .Values.demo.enabled) -}}
true
{{- end -}}
{{- end -}}

{{/* What a change of restarts the pod: the whole configuration, or with the reloader the part that only a start reads. */}}
{{- define "mlops-exporter.restarting" -}}
{{- $config := include "mlops-exporter.config" . -}}
{{- if include "mlops-exporter.reloaded" . -}}
{{- pick (fromYaml $config) "server" "store" | toYaml -}}
{{- else -}}
{{- $config -}}
{{- end -}}
{{- end -}}

{{/* The container that asks the exporter to read its configuration again. Its own certificate is not looked at: it is the same pod. */}}
{{- define "mlops-exporter.reloader" -}}
{{- $reloader := .Values.configReloader -}}
- name: config-reloader
  image: {{ include "mlops-exporter.image" (dict "image" $reloader.image "root" .) }}
  imagePullPolicy: {{ $reloader.image.pullPolicy }}
  args:
    - --watched-dir=/etc/mlops-exporter/config
    - --watch-interval={{ $reloader.config.watchInterval }}
    - --reload-url={{ include "mlops-exporter.scheme" . }}://127.0.0.1:{{ .Values.containerPort }}/-/reload
    - --listen-address=:{{ $reloader.containerPort }}
    - --log-format={{ $reloader.config.logFormat }}
    - --log-level={{ $reloader.config.logLevel }}
  ports:
    - name: reloader
      containerPort: {{ $reloader.containerPort }}
      protocol: TCP
  {{- range $probe := list "livenessProbe" "readinessProbe" }}
  {{- with get $reloader $probe }}
  {{ $probe }}:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- end }}
  {{- with $reloader.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- toYaml $reloader.securityContext | nindent 4 }}
  volumeMounts:
    - name: config
      mountPath: /etc/mlops-exporter/config
      readOnly: true
{{- end -}}
