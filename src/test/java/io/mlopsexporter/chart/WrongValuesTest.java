package io.mlopsexporter.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the values is said before anything is installed, and how to put it right. */
class WrongValuesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // a key or a value that there is not: by the schema
                "servicemonitor: {enabled: true} | additional properties 'servicemonitor' not allowed",
                "serviceMonitor: {enable: true} | at '/serviceMonitor': additional properties 'enable' not allowed",
                "config: {pollin: {}} | at '/config': additional properties 'pollin' not allowed",
                "config: {github: [{organisations: [acme]}]} | '/config/github/0': additional properties 'organisations' not",
                "config: {polling: {interval: often}} | at '/config/polling/interval': 'often' does not match pattern",
                "config: {github: null} | at '/config': missing property 'github'",
                "credentials: {github: {existingSecret: ''}} | at '/credentials/github/existingSecret'",
                "replicaCount: many | at '/replicaCount': got string, want integer",
                "serviceMonitor: {interval: 1 minute} | at '/serviceMonitor/interval': '1 minute' does not match pattern",
                "configReloader: {enabled: true, port: 1} | at '/configReloader': additional properties 'port' not allowed",
                "configReloader: {config: {watchInterval: often}} | at '/configReloader/config/watchInterval': 'often' does not match",
                "podMonitor: {targetLabels: [a]} | at '/podMonitor': additional properties 'targetLabels' not allowed",
                "podMonitor: {interval: hourly} | at '/podMonitor/interval': 'hourly' does not match pattern",
                "serviceMonitor: {targetLimit: -1} | at '/serviceMonitor/targetLimit': minimum: got -1, want 0",
                "serviceMonitor: {bearerTokenFile: token} | at '/serviceMonitor/bearerTokenFile': 'token' does not match pattern",
                "serviceMonitor: {selectorOverride: {app: a}} | at '/serviceMonitor/selectorOverride': additional properties 'app' not",
                "serviceMonitor: {authorization: {credentials: {secret: a}}} | additional properties 'secret' not allowed",
                "route: {main: {hostname: a}} | at '/route/main': additional properties 'hostname' not allowed",
                "route: {main: {hostnames: ['https://a']}} | at '/route/main/hostnames/0': 'https://a' does not match pattern",
                "route: {main: {parentRefs: [{nam: a}]}} | at '/route/main/parentRefs/0'",
                "verticalPodAutoscaler: {updatePolicy: {updateMode: Sometimes}} | at '/verticalPodAutoscaler/updatePolicy/updateMode'",
                "verticalPodAutoscaler: {maxAllowed: {disk: 1}} | at '/verticalPodAutoscaler/maxAllowed'",
                // what hangs together: by a sentence
                "{serviceMonitor: {enabled: true}, podMonitor: {enabled: true}} | every figure would be scraped twice. Enable one.",
                "podMonitor: {interval: 10s, scrapeTimeout: 1m} | podMonitor.scrapeTimeout (1m) is longer than podMonitor.interval (10s)",
                "serviceMonitor: {bearerTokenFile: /a, basicAuth: {username: {}}} | serviceMonitor has basicAuth and bearerTokenFile, and a scrape can have but one",
                "route: {main: {enabled: true}} | route.main has no gateway: set route.main.parentRefs to a list such as",
                "ingress: {enabled: true} | there is no host: set ingress.hosts to a list such as",
                "configReloader: {enabled: true, containerPort: 10808} | configReloader.containerPort is 10808, which is the exporter's own",
                "{configReloader: {enabled: true}, config: {server: {enable_lifecycle: false}}} | configReloader.enabled needs it: leave enable_lifecycle out.",
                "service: {nodePort: 30000} | service.nodePort is 30000, but service.type is ClusterIP: set the type to NodePort",
                "podDisruptionBudget: {minAvailable: 1} | would block every drain of its node: set maxUnavailable: 1",
                "podDisruptionBudget: {minAvailable: 1, maxUnavailable: 1} | has minAvailable and maxUnavailable, and can have but one",
                "dashboards: {operator: {folderUID: a, folderRef: b}} | folderUID and folderRef are both set",
                "config: {polling: {interval: 1s}} | config.polling.interval is 1s: the least is 5s.",
                "config: {polling: {interval: 7h}} | config.polling.staleness_limit (6h) must be longer than config.polling.interval (7h)",
                "config: {metrics: {windows: [7d, 2w, 400d]}} | config.metrics.windows has 400d, which is longer than config.polling.history (365d).",
                "credentials: {github: null} | set credentials.github.existingSecret to the name of a Secret that holds it",
                "config: {pagerduty: [{}]} | config.pagerduty[0] names no credential: set its token_file to /secrets/pagerduty",
                "config: {github: [{token_env: TOKEN}]} | but neither extraEnv nor extraEnvFrom sets this variable",
                "config: {surveys: [{name: a, file: a.csv}]} | config.surveys[0].file is a.csv, which nothing mounts",
                "config: {server: {listen: 'localhost:10808'}} | where neither Prometheus nor the probes can reach it: leave it out.",
                "config: {server: {listen: ':9000'}} | config.server.listen is :9000, but containerPort is 10808",
                "config: {server: {web_config_file: web.yml}} | leave it out, and set webConfiguration.existingSecret.name.",
                "config: {store: {url: 'jdbc:sqlite:/data/a.db'}} | begin it with jdbc:sqlite:/var/lib/mlops-exporter/.",
                "replicaCount: 2 | replicaCount is 2, but the embedded store belongs to one: set it to 1, or config.store.url to a PostgreSQL.",
                "serviceMonitor: {interval: 10s, scrapeTimeout: 1m} | serviceMonitor.scrapeTimeout (1m) is longer than serviceMonitor.interval (10s)",
                "config: {store: {url: 'jdbc:postgresql://a/b', password_env: PW}} | use password_file: /secrets/NAME",
                "dashboards: {disabled: {nope: true}} | dashboards.disabled names nope, but there is no such dashboard: there are some.",
                "defaultRules: {disabled: {Nope: true}} | defaultRules.disabled names Nope, but there is no such alert: there are SomeAlert.",
                "customRules: {Nope: {for: 1m}} | customRules names Nope, but there is no such alert: there are SomeAlert.",
                "defaultRules: {rules: {nope: false}} | defaultRules.rules names nope, but there is no such file of rules: there are someRules.",
            })
    void aWrongValue_isToldWithWhatToDo(String values, String sentence) {
        Chart chart = withOneOfEach();

        assertThatThrownBy(() -> chart.render(values)).hasMessageContaining(sentence);
    }

    @Test
    void everythingThatIsWrong_isToldAtOnce() {
        assertThatThrownBy(() -> Chart.committed()
                        .render("{replicaCount: 3, config: {polling: {interval: 2s}}, credentials: {github: null}}"))
                .hasMessageContaining("replicaCount is 3")
                .hasMessageContaining("interval is 2s")
                .hasMessageContaining("credentials.github.existingSecret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "config: {github: [{token_file: /run/token}]} | extraVolumeMounts: [{name: run, mountPath: /run}]",
                "config: {github: [{}]} | extraEnv: [{name: GITHUB_TOKEN, value: x}]",
                "config: {pagerduty: [{}]} | extraEnvFrom: [{secretRef: {name: tokens}}]",
                "config: {github: [{token_file: /secrets/a.b}]} | credentials: {a.b: {existingSecret: a}}",
                "config: {server: {listen: '[::]:9000'}} | containerPort: 9000",
            })
    void whatIsMountedOrSetOtherwise_isNotWrong(String config, String other) {
        assertThat(Chart.committed().render(config + "\n" + other)).isNotEmpty();
    }

    private Chart withOneOfEach() {
        return Chart.copiedTo(folder)
                .withoutRulesAndDashboards()
                .with("files/dashboards/some.json", "{}")
                .with(
                        "files/rules/some-rules.yml",
                        "groups: [{name: some, rules: [{alert: SomeAlert, expr: up == 0}]}]");
    }
}
