{{- define "mlops-exporter.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{/* 52: Kubernetes adds a hash of 11 characters to a StatefulSet's name, and the whole is a label of its pods. */}}
{{- define "mlops-exporter.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- include "mlops-exporter.short" (dict "name" (replace "." "-" $full) "length" 52) -}}
{{- end -}}
{{- end -}}

{{/* A name of at most .length characters; what is too long ends in a hash, so that two do not become one. */}}
{{- define "mlops-exporter.short" -}}
{{- if le (len .name) (int .length) -}}
{{- .name -}}
{{- else -}}
{{- printf "%s-%s" (.name | trunc (int (sub .length 9)) | trimSuffix "-") (sha256sum .name | trunc 8) -}}
{{- end -}}
{{- end -}}

{{- define "mlops-exporter.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{- define "mlops-exporter.selectorLabels" -}}
app.kubernetes.io/name: {{ include "mlops-exporter.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{/* Labels of an object: .root, and .extra labels, which win over common ones and never over those that are selected by. */}}
{{- define "mlops-exporter.labels" -}}
{{- $root := .root -}}
{{- $labels := include "mlops-exporter.selectorLabels" $root | fromYaml -}}
{{- with .component -}}{{- $_ := set $labels "app.kubernetes.io/component" . -}}{{- end -}}
{{- $labels = merge $labels (tpl (toYaml (default dict .extra)) $root | fromYaml) (tpl (toYaml $root.Values.commonLabels) $root | fromYaml) -}}
{{- if $root.Values.releaseLabel -}}
{{- $labels = merge $labels (dict "release" $root.Release.Name) -}}
{{- end -}}
{{- $chart := printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" -}}
{{- $version := $root.Chart.AppVersion | replace "+" "_" -}}
{{- toYaml (merge $labels (dict "helm.sh/chart" $chart "app.kubernetes.io/version" $version "app.kubernetes.io/managed-by" $root.Release.Service)) -}}
{{- end -}}

{{/* Metadata of an object: .name, .namespace, .labels and .annotations beyond the chart's own. */}}
{{- define "mlops-exporter.metadata" -}}
name: {{ default (include "mlops-exporter.fullname" .root) .name }}
namespace: {{ default (include "mlops-exporter.namespace" .root) .namespace }}
labels:
  {{- include "mlops-exporter.labels" (dict "root" .root "extra" .labels "component" .component) | nindent 2 }}
{{- with .annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "mlops-exporter.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "mlops-exporter.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* An image's name: registry/repository, and @digest or :tag. */}}
{{- define "mlops-exporter.image" -}}
{{- $registry := default .image.registry .root.Values.global.imageRegistry -}}
{{- $name := ternary (printf "%s/%s" $registry .image.repository) .image.repository (ne $registry "") -}}
{{- if .image.digest -}}
{{- printf "%s@%s" $name .image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (default .root.Chart.AppVersion .image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "mlops-exporter.imagePullSecrets" -}}
{{- concat .Values.global.imagePullSecrets .Values.imagePullSecrets | toYaml -}}
{{- end -}}

{{- define "mlops-exporter.scheme" -}}
{{- ternary "https" "http" .Values.webConfiguration.tls -}}
{{- end -}}

{{/* The configuration as the exporter reads it: the values', with where to listen and where to keep events. */}}
{{- define "mlops-exporter.config" -}}
{{- $config := deepCopy .Values.config -}}
{{- $server := dict "listen" (printf ":%d" (int .Values.containerPort)) -}}
{{- with .Values.webConfiguration.existingSecret.name -}}
{{- $_ := set $server "web_config_file" "/etc/mlops-exporter/web/web-config.yaml" -}}
{{- end -}}
{{- if include "mlops-exporter.reloaded" . -}}
{{- $_ := set $server "enable_lifecycle" true -}}
{{- end -}}
{{- $_ := set $config "server" (mergeOverwrite $server (default dict $config.server)) -}}
{{- $store := dict "url" (printf "jdbc:sqlite:%s/events.db" (trimSuffix "/" .Values.persistentVolume.mountPath)) -}}
{{- $_ := set $config "store" (mergeOverwrite $store (default dict $config.store)) -}}
{{- toYaml $config -}}
{{- end -}}

{{/* "true" where events are kept in a PostgreSQL, which replicas share, and no volume is needed. */}}
{{- define "mlops-exporter.sharedStore" -}}
{{- $url := default "" (default dict .Values.config.store).url -}}
{{- if and (hasPrefix "jdbc:postgresql:" $url) (not .Values.demo.enabled) (not .Values.configExistingSecretName) -}}
true
{{- end -}}
{{- end -}}

{{/* The credentials to mount, as YAML: those that the configuration names, or all where it can't be seen. */}}
{{- define "mlops-exporter.credentials" -}}
{{- $used := dict -}}
{{- $config := toYaml .Values.config -}}
{{- range $name, $credential := .Values.credentials -}}
{{- $named := regexMatch (printf "/secrets/%s(\\W|$)" (regexQuoteMeta $name)) $config -}}
{{- if and $credential (not $.Values.demo.enabled) (or $.Values.configExistingSecretName $named) -}}
{{- $_ := set $used $name $credential -}}
{{- end -}}
{{- end -}}
{{- toYaml $used -}}
{{- end -}}

{{/* A probe, with the scheme that is served. */}}
{{- define "mlops-exporter.probe" -}}
{{- $probe := deepCopy .probe -}}
{{- if and .root.Values.webConfiguration.tls $probe.httpGet -}}
{{- $_ := set $probe "httpGet" (merge (dict) $probe.httpGet (dict "scheme" "HTTPS")) -}}
{{- end -}}
{{- toYaml $probe -}}
{{- end -}}
