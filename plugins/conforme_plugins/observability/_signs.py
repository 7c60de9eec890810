"""What sets monitoring or error tracking to work: an agent that is started, a metric that is exposed, an alert that is written."""

from __future__ import annotations

from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts import scan


class Sign(NamedTuple):
    """`name`: sentry, opentelemetry, prometheus, alarms, errors, service, synthetic; `line` shows it."""

    name: str
    line: int


_INFRA = (
    ("synthetic", r"statuscake_\w{1,30}\"|pingdom_\w{1,20}\"|uptimerobot|google_monitoring_uptime_check_config|aws_synthetics_canary|"
        r"aws_route53_health_check\"|azurerm_application_insights_(?:standard_)?web_test|datadog_synthetics_test|"
        r"newrelic_synthetics"),
    ("alarms", r"\"aws_cloudwatch_metric_alarm\"|\"azurerm_monitor_[\w]{0,40}alert|\"google_monitoring_alert_policy\"|"
        r"\"datadog_monitor\"|\"newrelic_\w{0,20}alert|cloudwatch_log_metric_filter|AWS::CloudWatch::Alarm|"
        r"Microsoft\.Insights/metricAlerts|\"grafana_(?:rule_group|dashboard|folder)"),
    ("tracing", r"^[ \t]{0,20}xray_tracing_enabled[ \t]{0,20}=[ \t]{0,4}true|^[ \t]{0,20}tracing_config[ \t]{0,4}\{\s{0,40}"
        r"mode[ \t]{0,4}=[ \t]{0,4}\"Active\"|TracingConfig:\s{0,40}Mode:[ \t]{0,4}Active"),
    ("service", r"\"(?:kube-)?prometheus[\w-]{0,30}\"|\"grafana[\w-]{0,30}\"|azurerm_application_insights\"|"
        r"azurerm_log_analytics_workspace\"|\"newrelic_|\"datadog_|\"sentry_|sentry_dsn|Microsoft\.Insights/components"),
)  # fmt: skip
_KUBERNETES = (
    ("prometheus", r"^[ \t-]{0,8}kind:[ \t]{0,4}[\"']?(?:PrometheusRule|ServiceMonitor|PodMonitor|Probe|GrafanaDashboard|"
        r"AlertmanagerConfig)\b|prometheus\.io/scrape[\"']?:[ \t]{0,4}[\"']?true|serviceMonitor:"),
    ("alarms", r"^[ \t]{0,12}- alert:[ \t]{0,4}\S|AWS::CloudWatch::Alarm"),
    ("prometheus", r"^scrape_configs:|^[ \t]{0,4}metrics:\s{1,10}(?:export|enabled|tags)|include:[ \t]{0,4}[\"']?[^\n]{0,80}prometheus|"
        r"prometheus:\s{1,10}enabled:[ \t]{0,4}true"),
    ("sentry", r"getsentry/action-release|^[ \t]{0,12}sentry:\s{1,10}(?:dsn|environment)|sentry\.dsn"),
    ("prometheus", r"autoInstrumentation:\s{1,20}enabled:[ \t]{0,4}true"),
    ("synthetic", r"uptime(?:robot|-kuma)|upptime|updown\.io|image:[ \t]{0,4}[\"']?\S{0,80}/(?:gatus|blackbox-exporter|statping):\S"),
    ("service", r"applicationinsights|application-insights"),
)  # fmt: skip
_CODE = (
    ("sentry", r"Sentry\.init\b|SentrySdk\.Init|UseSentry|sentry_sdk\.init\(|Raven\.configure|sentry::init|sentry\.Init\(|"
        r"SentryFlutter\.init|SentrySDK\.start|Sentry\\+(?:init|SentrySdk|Laravel)|config :sentry|use Sentry\.|"
        r"Sentry\.(?:PlugCapture|PlugContext|LoggerHandler|LoggerBackend|capture)|Sentry\.capture|withSentryConfig|"
        r"sentryVitePlugin|SentryModule|createErrorHandler\(|raven\.contrib\.django|io\.sentry\.Sentry|@sentry/nuxt"),
    ("opentelemetry", r"OpenTelemetry::SDK|opentelemetry\.(?:sdk|instrumentation|trace|exporter)|NodeSDK\(|@opentelemetry/(?:sdk|"
        r"instrumentation|auto|exporter)[\w-]{0,30}|AddOpenTelemetry|WithTracing|io\.opentelemetry|go\.opentelemetry\.io|"
        r"OpentelemetryPhoenix|opentelemetry_\w{1,20}\.setup|registerOTel|DjangoInstrumentor|FastAPIInstrumentor|"
        r"LoggingInstrumentor|tracing_opentelemetry|initializeFaro\("),
    ("prometheus", r"prom-client[\"']|prometheus_client|django_prometheus|prometheus/client_golang|MetricServer|UseHttpMetrics|"
        r"UsePrometheus|io\.micrometer|io\.prometheus|Yabeda\.|yabeda|Prometheus::|PrometheusExporter|starlette_exporter|"
        r"prometheus_fastapi|PromEx|express-prom-bundle|TelemetryMetricsPrometheus|metrics_exporter_prometheus|@promster|"
        r"collectDefaultMetrics|GDS_METRICS|gds_metrics|GDSMetrics"),
    ("errors", r"Honeybadger\.configure|honeybadger\.configure|Airbrake\.configure|Rollbar\.(?:configure|init)|rollbar\.init|"
        r"Bugsnag\.(?:configure|start)|Bugsnag\b[^\n]{0,20}init|Appsignal\.|use Appsignal|config :appsignal|AppSignal|"
        r"GovukError\.configure|LogRocket\.init|crashlytics\(|FirebaseCrashlytics|(?:new )?Loggly\w{0,20}\(|logtail|"
        r"Logger::Airbrake|loggly\.com|loggly|Honeybadger\\+Honeybadger|Bugsnag\\+(?:Client|BugsnagLaravel)|Rollbar\\+Rollbar"),
    ("service", r"newrelic\.(?:agent|initialize)|require\([\"']newrelic|NewRelic::Agent|new_relic|newrelic_|^[ \t]{0,8}license_key:|"
        r"Datadog\.configure|ddtrace|dd-trace[\"']|datadogRum\.init|datadogLogs|AddApplicationInsights|"
        r"applicationinsights[\"'][^\n]{0,60}|appInsights\.(?:setup|start|loadAppInsights|defaultClient)|TelemetryClient|"
        r"configure_azure_monitor|ElasticApmAttacher|co\.elastic\.apm|elasticapm|elastic-apm-node|ElasticAPM|Skylight|ScoutApm|aws_xray_sdk|aws-xray-sdk|"
        r"put_metric_(?:data|alarm)|PutMetricData|putMetricData|StatsD\b|statsd\.|instana|winston-cloudwatch|watchtower\."),
)  # fmt: skip


def _compiled(signs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, re.MULTILINE)) for name, pattern in signs)


_TABLES = {"infra": _compiled(_INFRA), "config": _compiled(_KUBERNETES), "code": _compiled(_CODE)}
_COMMENT = re.compile(r"^\s{0,80}(?:#(?!include)|//|\*|--|<!--|;)")


def read(path: str, text: str) -> tuple[Sign, ...]:
    """The first place of each sign that a file holds, the surest kind first; comments show none."""
    base = path.rsplit("/", 1)[-1].lower()
    kind = "infra" if base.endswith((".tf", ".bicep")) else "config" if base.endswith((".yml", ".yaml", ".properties", ".gotmpl", ".tpl")) else "code"
    if kind == "config" and base.startswith(("newrelic", "appsignal", "honeybadger", "datadog", "rollbar")):
        return (Sign("service", 1),)
    lines = text.split("\n")
    found: dict[str, Sign] = {}
    for name, pattern in _TABLES[kind]:
        line = _line(lines, text, pattern) if name not in found else 0
        if line:
            found[name] = Sign(name, line)
    return tuple(found.values())


def _line(lines: list[str], text: str, pattern: re.Pattern[str]) -> int:
    """The first line that shows the sign outside a comment, 0 when none does."""
    for place in scan.places(text, pattern):
        line = place.line + place.text[: len(place.text) - len(place.text.lstrip())].count("\n")
        if not _COMMENT.match(lines[line - 1][:500]):
            return line
    return 0
