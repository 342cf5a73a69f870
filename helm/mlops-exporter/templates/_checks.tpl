{{/* What the schema of the values can't tell: one sentence a line for everything that is wrong. */}}
{{- define "mlops-exporter.problems" -}}
{{- if not (or .Values.configExistingSecretName .Values.demo.enabled) }}
{{- include "mlops-exporter.problems.credentials" . }}
{{- include "mlops-exporter.problems.times" . }}
{{- include "mlops-exporter.problems.places" . }}
{{- end }}
{{- include "mlops-exporter.problems.access" . }}
{{- include "mlops-exporter.problems.monitoring" . }}
{{- end -}}

{{/* Every text of a tree with its path, one a line: "github[0].token_file=/secrets/github". */}}
{{- define "mlops-exporter.texts" -}}
{{- $path := .path -}}
{{- if kindIs "map" .value -}}
{{- range $key, $value := .value -}}
{{- include "mlops-exporter.texts" (dict "path" (printf "%s.%s" $path $key) "value" $value) -}}
{{- end -}}
{{- else if kindIs "slice" .value -}}
{{- range $index, $value := .value -}}
{{- include "mlops-exporter.texts" (dict "path" (printf "%s[%d]" $path $index) "value" $value) -}}
{{- end -}}
{{- else if kindIs "string" .value -}}
{{- printf "%s=%s\n" $path .value -}}
{{- end -}}
{{- end -}}

{{- define "mlops-exporter.problems.credentials" -}}
{{- $values := .Values -}}
{{- $variables := list -}}
{{- range .Values.extraEnv -}}{{- $variables = append $variables .name -}}{{- end -}}
{{- range $line := splitList "\n" (include "mlops-exporter.texts" (dict "path" "config" "value" .Values.config)) -}}
{{- $pair := splitn "=" 2 $line -}}
{{- $key := last (splitList "." $pair._0) -}}
{{- if and (regexMatch "^(.+_)?file$" $key) (ne $key "web_config_file") }}
{{- if hasPrefix "/secrets/" $pair._1 }}
{{- $name := trimPrefix "/secrets/" $pair._1 }}
{{- if not (get $values.credentials $name) }}
- {{ $pair._0 }} is {{ $pair._1 }}, but there is no credential of that name: set credentials.{{ $name }}.existingSecret to the name of a Secret that holds it, and credentials.{{ $name }}.key if its key is not "token".
{{- end }}
{{- else if not $values.extraVolumeMounts }}
- {{ $pair._0 }} is {{ $pair._1 }}, which nothing mounts: for a secret use /secrets/NAME and credentials.NAME.existingSecret, for another file extraVolumes and extraVolumeMounts.
{{- end }}
{{- else if and (regexMatch "^(token|password)_env$" $key) (not (has $pair._1 $variables)) (not $values.extraEnvFrom) }}
- {{ $pair._0 }} is {{ $pair._1 }}, but neither extraEnv nor extraEnvFrom sets this variable: set it from a Secret there, or use {{ replace "_env" "_file" $key }}: /secrets/NAME and credentials.NAME.existingSecret.
{{- end }}
{{- end -}}
{{- range $section, $variable := dict "github" "GITHUB_TOKEN" "pagerduty" "PAGERDUTY_TOKEN" -}}
{{- range $index, $source := default list (get $values.config $section) -}}
{{- if not (or $source.token_file $source.token_env $source.app $source.oauth (has $variable $variables) $values.extraEnvFrom) }}
- config.{{ $section }}[{{ $index }}] names no credential: set its token_file to /secrets/{{ $section }}, and credentials.{{ $section }}.existingSecret to the name of a Secret that holds the token.
{{- end }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "mlops-exporter.seconds" -}}
{{- $units := dict "s" 1 "m" 60 "h" 3600 "d" 86400 "w" 604800 -}}
{{- mul (atoi (regexFind "^[0-9]+" .)) (get $units (regexFind "[smhdw]$" .)) -}}
{{- end -}}

{{- define "mlops-exporter.problems.times" -}}
{{- $polling := default dict .Values.config.polling -}}
{{- $interval := default "5m" $polling.interval -}}
{{- $limit := default "6h" $polling.staleness_limit -}}
{{- $history := default "365d" $polling.history -}}
{{- if lt (atoi (include "mlops-exporter.seconds" $interval)) 5 }}
- config.polling.interval is {{ $interval }}: the least is 5s.
{{- end }}
{{- if le (atoi (include "mlops-exporter.seconds" $limit)) (atoi (include "mlops-exporter.seconds" $interval)) }}
- config.polling.staleness_limit ({{ $limit }}) must be longer than config.polling.interval ({{ $interval }}): figures would vanish between two polls.
{{- end }}
{{- range $windows := list "windows" "survey_windows" }}
{{- range $window := default list (get (default dict $.Values.config.metrics) $windows) }}
{{- if gt (atoi (include "mlops-exporter.seconds" $window)) (atoi (include "mlops-exporter.seconds" $history)) }}
- config.metrics.{{ $windows }} has {{ $window }}, which is longer than config.polling.history ({{ $history }}).
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "mlops-exporter.problems.places" -}}
{{- $server := default dict .Values.config.server -}}
{{- $port := int .Values.containerPort }}
{{- with $server.listen }}
{{- if ne (atoi (regexFind "[0-9]+$" .)) $port }}
- config.server.listen is {{ . }}, but containerPort is {{ $port }}: leave listen out, or set both to one port.
{{- end }}
{{- if regexMatch "^(127\\.|localhost:|\\[::1\\])" . }}
- config.server.listen is {{ . }}, where neither Prometheus nor the probes can reach it: leave it out.
{{- end }}
{{- end }}
{{- if and $server.web_config_file .Values.webConfiguration.existingSecret.name }}
- config.server.web_config_file and webConfiguration.existingSecret.name are both set: leave out the former.
{{- else if and $server.web_config_file (not .Values.extraVolumeMounts) }}
- config.server.web_config_file is {{ $server.web_config_file }}, which nothing mounts: leave it out, and set webConfiguration.existingSecret.name.
{{- end }}
{{- $url := default "" (default dict .Values.config.store).url -}}
{{- $mount := trimSuffix "/" .Values.persistentVolume.mountPath }}
{{- if not (include "mlops-exporter.sharedStore" .) }}
{{- if and $url (not (hasPrefix (printf "jdbc:sqlite:%s/" $mount) $url)) (not .Values.extraVolumeMounts) }}
- config.store.url is {{ $url }}, which is not on the volume at {{ $mount }}, and nothing else can be written: leave it out, or begin it with jdbc:sqlite:{{ $mount }}/.
{{- end }}
{{- if gt (int .Values.replicaCount) 1 }}
- replicaCount is {{ .Values.replicaCount }}, but the embedded store belongs to one: set it to 1, or config.store.url to a PostgreSQL.
{{- end }}
{{- end }}
{{- end -}}

{{/* What is beside the pod: who reaches it, and what looks after it. */}}
{{- define "mlops-exporter.problems.access" -}}
{{- range $key, $route := .Values.route }}
{{- if and $route.enabled (not $route.parentRefs) }}
- route.{{ $key }} has no gateway: set route.{{ $key }}.parentRefs to a list such as [{name: GATEWAY, namespace: NAMESPACE}].
{{- end }}
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) }}
- ingress.enabled is true, but there is no host: set ingress.hosts to a list such as [{host: mlops.example.com}].
{{- end }}
{{- $reloader := .Values.configReloader }}
{{- if $reloader.enabled }}
{{- if eq (int $reloader.containerPort) (int .Values.containerPort) }}
- configReloader.containerPort is {{ int $reloader.containerPort }}, which is the exporter's own (containerPort): set another.
{{- end }}
{{- if and (not .Values.configExistingSecretName) (eq (toString (default dict .Values.config.server).enable_lifecycle) "false") }}
- config.server.enable_lifecycle is false, but configReloader.enabled needs it: leave enable_lifecycle out.
{{- end }}
{{- end }}
{{- if .Values.service.nodePort }}
{{- if eq .Values.service.type "ClusterIP" }}
- service.nodePort is {{ int .Values.service.nodePort }}, but service.type is ClusterIP: set the type to NodePort, or leave the port out.
{{- end }}
{{- end }}
{{- with .Values.podDisruptionBudget }}
{{- if and (hasKey . "minAvailable") (hasKey . "maxUnavailable") }}
- podDisruptionBudget has minAvailable and maxUnavailable, and can have but one: leave one of them.
{{- end }}
{{- if and (le (int $.Values.replicaCount) 1) (eq (toString .minAvailable) "1") }}
- podDisruptionBudget.minAvailable is 1 with one replica, which would block every drain of its node: set maxUnavailable: 1, or leave it out.
{{- end }}
{{- end }}
{{- end -}}

{{- define "mlops-exporter.problems.monitoring" -}}
{{- range $key := list "serviceMonitor" "podMonitor" }}
{{- $monitor := get $.Values $key }}
{{- if and (regexMatch "^[0-9]+[smhdw]$" $monitor.interval) (regexMatch "^[0-9]+[smhdw]$" $monitor.scrapeTimeout) }}
{{- if gt (atoi (include "mlops-exporter.seconds" $monitor.scrapeTimeout)) (atoi (include "mlops-exporter.seconds" $monitor.interval)) }}
- {{ $key }}.scrapeTimeout ({{ $monitor.scrapeTimeout }}) is longer than {{ $key }}.interval ({{ $monitor.interval }}), which the operator rejects.
{{- end }}
{{- end }}
{{- $ways := list -}}
{{- range $way := list "basicAuth" "authorization" "bearerTokenFile" -}}{{- if get $monitor $way -}}{{- $ways = append $ways $way -}}{{- end -}}{{- end -}}
{{- if gt (len $ways) 1 }}
- {{ $key }} has {{ join " and " $ways }}, and a scrape can have but one: leave one of them.
{{- end }}
{{- end }}
{{- if and .Values.serviceMonitor.enabled .Values.podMonitor.enabled }}
- serviceMonitor.enabled and podMonitor.enabled are both true: every figure would be scraped twice. Enable one.
{{- end }}
{{- $alerts := splitList "\n" (include "mlops-exporter.alerts" . | trim) }}
{{- range $key, $names := dict "defaultRules.disabled" .Values.defaultRules.disabled "customRules" .Values.customRules }}
{{- range $name, $_ := $names }}
{{- if not (has $name $alerts) }}
- {{ $key }} names {{ $name }}, but there is no such alert: there are {{ join ", " $alerts }}.
{{- end }}
{{- end }}
{{- end }}
{{- $switches := list -}}
{{- range $path, $_ := .Files.Glob "files/rules/*.yml" -}}{{- $switches = append $switches (include "mlops-exporter.switch" $path) -}}{{- end -}}
{{- range $name, $_ := .Values.defaultRules.rules }}
{{- if not (has $name $switches) }}
- defaultRules.rules names {{ $name }}, but there is no such file of rules: there are {{ join ", " $switches }}.
{{- end }}
{{- end }}
{{- $operator := .Values.dashboards.operator }}
{{- if and $operator.folderUID $operator.folderRef }}
- dashboards.operator.folderUID and folderRef are both set, and the operator takes but one: leave one of them.
{{- end }}
{{- $dashboards := list -}}
{{- range $path, $_ := .Files.Glob "files/dashboards/*.json" -}}{{- $dashboards = append $dashboards (base $path | trimSuffix ".json") -}}{{- end -}}
{{- range $name, $_ := .Values.dashboards.disabled }}
{{- if not (has $name $dashboards) }}
- dashboards.disabled names {{ $name }}, but there is no such dashboard: there are {{ join ", " $dashboards }}.
{{- end }}
{{- end }}
{{- end -}}
