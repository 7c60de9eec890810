"""What loads a measurement tool, sends it an event, or counts the use of the service by its own means."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import regex as re
from conforme.facts import scan

TOOLS = {
    "matomo": re.compile(
        r"_paq\s{0,3}(?:=|\.push)|\bmatomo(?:\.js|\.php|Tracker|Instance|[A-Z_]\w{0,30})|MatomoProvider|piwik\.js|matomo-next|"
        r"@datapunt/matomo|vue-matomo|data-matomo|MATOMO_(?:URL|SITE|HOST)\w{0,20}|init\s{0,3}\(\s{0,10}\{[^}]{0,200}siteId|"
        r"MatomoTracker",
        re.IGNORECASE,
    ),
    "google": re.compile(
        r"googletagmanager\.com/(?:gtag|gtm|ns)|google-analytics\.com/|\bgtag\s{0,3}\(\s{0,3}[\"']|window\.dataLayer|"
        r"dataLayer\.push|ReactGA\.|GoogleAnalytics\b|google_analytics\s{0,3}:\s{0,3}\S|GTM-[A-Z0-9]{4,9}|react-ga4?[\"']|"
        r"UA-\d{5,9}-\d"
    ),
    "plausible": re.compile(
        r"plausible\.io/js|data-domain=[\"'][^\"']{1,80}[\"'][^>]{0,120}plausible|plausible(?:-analytics|\.js)?/js|next-plausible|plausible\("
    ),
    "dap": re.compile(r"dap\.digitalgov\.gov|Universal-Federated-Analytics"),
    "snowplow": re.compile(r"snowplow\s{0,3}\(\s{0,3}[\"']|GlobalSnowplowNamespace|snowplow\.js", re.IGNORECASE),
    "adobe": re.compile(r"assets\.adobedtm\.com|adobeDataLayer|AdobeAnalytics\b|_satellite\."),
    "eulerian": re.compile(r"\bEA_push\b|eulerian\.(?:net|com|io)|EulerianAnalytics|xiti\.com|atinternet", re.IGNORECASE),
    "umami": re.compile(r"umami(?:\.is|\.js|\.track)|data-website-id="),
    "posthog": re.compile(r"posthog(?:\.init|\.capture|-js)|PostHogProvider"),
    "amplitude": re.compile(r"amplitude(?:\.init|\.track|\.getInstance|-js)|@amplitude/"),
    "mixpanel": re.compile(r"mixpanel\.(?:init|track)|Mixpanel::Tracker|mixpanel-browser|mixpanel-react-native|mixpanelTrack\(|new Mixpanel\("),
    "siteimprove": re.compile(r"siteimproveanalytics|siteimprove\.(?:com|net)"),
    "fathom": re.compile(r"cdn\.usefathom\.com|fathom-client"),
    "hotjar": re.compile(r"static\.hotjar\.com|hotjar\.initialize|_hjSettings"),
    "clarity": re.compile(r"clarity\.ms/tag"),
    "insights": re.compile(r"applicationinsights-web|cloudflareinsights\.com/beacon|goatcounter|webtrends|etracker"),
}
_EVENT = re.compile(
    r"""(?:trackEvent|track_event|sendEvent|logEvent|log_event|trackUserEvent|recordEvent|record_event|track|capture|"""
    r"""event)\s{0,3}\(\s{0,12}(?:\{\s{0,12}(?:category|event|name|action)\s{0,3}:\s{0,3})?["'`]([\w .:/-]{3,80})["'`]|"""
    r"""(?:["']trackEvent["']\s{0,3},\s{0,8}["'][^"'\n]{1,80}["']\s{0,3},\s{0,8}["']([^"'\n]{1,80})["'])|"""
    r"""(?:\bevent(?:Name|Action|_name)?["']?\s{0,3}:\s{0,3}["']([\w.:/-]{3,80})["'])"""
)
_OWN = re.compile(
    r"(?:def|function|fun|func|async|static|const|public|class|private)\s[^\n]{0,60}?\b(?:\w{0,30}(?:track|log|record|"
    r"publish|send|add|filter|create|push)\w{0,20}(?:event|metric|usage|submission|analytic)\w{0,40}|\w{0,30}(?:event|"
    r"usage)\w{0,12}(?:track|metric|logg|record)\w{0,20})\s{0,3}[(<=]|"
    r"^[ \t]{1,12}\w{0,20}(?:publish|send|track|log|record)\w{0,20}(?:Event|Metric)\w{0,30}\s{0,2}\([^\n]{0,200}\{|"
    r"put_metric_data|\bMetric(?:Event|Type|sFilter|sPublisher)\b|EventTypeMetric",
    re.IGNORECASE | re.MULTILINE,
)
# What tools send of themselves answers no question of the service.
_GENERIC = re.compile(
    r"(?:gtm\..*|track_?page_?view|page_?(?:view|load|change)|set\w{1,40}|enable\w{1,40}|optimize\.\w{1,20}|click|submit|"
    r"change|load|DOMContentLoaded)\Z",
    re.IGNORECASE,
)
_USAGE = re.compile(r"event|page.?view|visit|onboard|submission|session|install", re.IGNORECASE)
_DATA = re.compile(
    r"ga4|analytics[_-](?:events|property)|google-analytics|userEvents?|page_?views?|cdn[-_ ]analytics|bigquery_analytics", re.IGNORECASE
)
# A policy that only allows a host, an address to check, a cookie to name: none of these measures anything.
_NOT_CALL = re.compile(
    r"script-src|connect-src|img-src|Content-Security|content_security|csp|default-src|frame-src|allowlist|whitelist|^\s{0,40}(?://|#|\*|<!--|--)",
    re.IGNORECASE,
)


def tool(text: str) -> tuple[str, int] | None:
    """The tool that a text loads or calls, and the line."""
    lines: list[str] | None = None
    for name, pattern in TOOLS.items():
        for place in scan.places(text, pattern):
            lines = lines if lines is not None else text.split("\n")
            if not _NOT_CALL.search(lines[place.line - 1][:2000]):
                return name, place.line
    return None


def events(text: str) -> Iterator[tuple[str, int]]:
    """The names of the events that a text sends, with their lines."""
    for place in scan.places(text, _EVENT):
        name = next((group for group in place.groups if group), "")
        if name and not _GENERIC.match(name):
            yield name, place.line


def own(text: str) -> int:
    """The line where a file counts the use of the service by its own means, 0 when it does not."""
    place = scan.first(text, _OWN)
    return place.line if place is not None and _USAGE.search(text) else 0


def brought(text: str) -> int:
    """The line where a pipeline brings usage data in, 0 when it does not."""
    place = scan.first(text, _DATA)
    return place.line if place is not None else 0
