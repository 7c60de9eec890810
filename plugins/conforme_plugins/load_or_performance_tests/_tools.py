"""How each load-testing tool and each performance budget is written."""

from __future__ import annotations

from typing import NamedTuple

from conforme.facts import regex as re

_JS = ("js", "mjs", "ts")


class Mark(NamedTuple):
    """`form`: load, or budget (a limit on weight or time that a build holds to)."""

    tool: str
    form: str
    extensions: tuple[str, ...]
    works: re.Pattern[str]


def _mark(tool: str, form: str, extensions: tuple[str, ...], works: str) -> Mark:
    return Mark(tool, form, extensions, re.compile(works, re.MULTILINE))


_KIND = r"['\"]?resourceType['\"]?\s{0,4}:\s{0,4}['\"](?:document|script|stylesheet|image|media|font|other|third-party|total)['\"]"
_METRIC = r"['\"]?metric['\"]?\s{0,4}:\s{0,4}['\"](?:first|largest|cumulative|total|speed|interactive|max|time)[\w-]{0,40}['\"]"
_LIMIT = r"['\"]?budget['\"]?\s{0,4}:\s{0,4}\d"
_WEIGHT = rf"(?:{_KIND}|{_METRIC})\s{{0,40}},?\s{{0,40}}{_LIMIT}|{_LIMIT}\d{{0,8}}\s{{0,40}},?\s{{0,40}}(?:{_KIND}|{_METRIC})"
_ASSERTED = (
    r"(?:categories:performance|resource-summary:[\w:-]{1,30}|performance-budget|total-byte-weight|largest-contentful-paint)"
    r"(?![\w:-])(?!['\"]?\s{0,4}:\s{0,4}\[?\s{0,4}['\"]?off\b)|['\"]lighthouse:(?:recommended|all|no-pwa)|"
    r"budgets?(?:File|Path)['\"]?\s{0,4}:"
)

MARKS = (
    _mark("k6", "load", _JS, r"(?:from |require\()['\"]k6(?:/\w{2,20})?['\"]"),
    _mark("autocannon", "load", _JS, r"(?:from |require\()['\"](?:autocannon|loadtest)['\"]"),
    _mark("Gatling", "load", ("scala", "java", "kt", "ts"), r"extends (?:\w{0,30}\.)?(?:Simulation|PerformanceTestRunner|\w{0,20}Simulation)\b|"
        r": Simulation\(|\bsimulation\(\(?setUp"),
    _mark("Locust", "load", ("py",), r"^\s{0,8}(?:from|import) locust\b"),
    _mark("JMeter", "load", ("jmx",), r"<(?:\w{0,20}\.)?ThreadGroup\b|ThreadGroup"),
    _mark("Artillery", "load", ("yml", "yaml"), r"\barrivalRate\b|\barrivalCount\b|\brampTo\b"),
    _mark("Taurus", "load", ("yml", "yaml"), r"^execution:(?:.|\n){0,600}\b(?:concurrency|hold-for|ramp-up|throughput)\b"),
    _mark("script", "load", ("py",), r"\basyncio\.gather\(|ThreadPoolExecutor\(|threading\.Thread\(|multiprocessing\.|\bwrk\b|requests_per"),
    _mark("pytest-benchmark", "load", ("py",), r"^\s{0,8}(?:async )?def test_\w{1,80}\([^)\n]{0,200}\bbenchmark\b|mark\.benchmark"),
    _mark("Lighthouse", "budget", ("json", "js", "cjs", "yml", "yaml", ""), _WEIGHT),
    _mark("Lighthouse", "budget", ("json", "js", "cjs", "yml", "yaml", ""), _ASSERTED),
    _mark("size-limit", "budget", ("json", "js", "cjs", "ts"), r"['\"]?limit['\"]?\s{0,4}:\s{0,4}['\"][\d.]{1,8}\s?[kKmM]?i?[bBs]"),
    _mark("bundlesize", "budget", ("json", "js", ""), r"['\"]?maxSize['\"]?\s{0,4}:\s{0,4}['\"][\d.]{1,8}\s?[kKmM]?[bB]"),
)  # fmt: skip
PACKAGE = re.compile(r"['\"](?:size-limit|bundlesize)['\"]\s{0,4}:\s{0,4}[\[{]")
PIPELINE = (
    ("k6", "load", re.compile(r"\bk6 (?:run|cloud)\b|grafana/(?:run-k6|k6)-action|grafana/k6|loadimpact/k6", re.IGNORECASE)),
    ("JMeter", "load", re.compile(r"\bjmeter\b.{0,60}-[nt]\b|jmeter-action|\bjmeter:jmeter\b", re.IGNORECASE)),
    ("Gatling", "load", re.compile(r"\bgatling:test\b|\bgatlingRun\b|\bgatling:execute\b|gatling/enterprise-action", re.IGNORECASE)),
    ("Locust", "load", re.compile(r"\blocust\b.{0,40}(?:-f|--headless|--host|--config)|locust --", re.IGNORECASE)),
    ("Artillery", "load", re.compile(r"\bartillery run\b|artilleryio/action", re.IGNORECASE)),
    ("autocannon", "load", re.compile(r"\bautocannon\b.{0,40}https?|\bvegeta attack\b|\bwrk2? -|\bhey -[nzc]|\bsiege -|\bab -[nc] ?\d|"
        r"\bdrill --benchmark|\boha -", re.IGNORECASE)),
    ("Azure Load Testing", "load", re.compile(r"azure/load-testing|azureloadtest", re.IGNORECASE)),
    ("size-limit", "budget", re.compile(r"\bsize-limit(?:-action)?\b|\bbundlesize\b|\bbundlewatch\b", re.IGNORECASE)),
    ("Lighthouse", "budget", re.compile(r"\bbudgetPath\b|--budget-path|performance-?budget", re.IGNORECASE)),
    ("Jenkins", "load", re.compile(r"\benablePerformanceTest\b|\bperformanceTest\b", re.IGNORECASE)),
)  # fmt: skip
LOAD_NAME = re.compile(r"load|perf|stress|locust|gatling|k6|artillery|jmeter|benchmark|simulation|soak|spike|volum", re.IGNORECASE)
BUDGET_NAME = re.compile(r"budget[^/]{0,20}\Z|lighthouse|size-limit|bundlesize", re.IGNORECASE)
SCRIPT_NAME = re.compile(r"(?:^|[/_-])(?:load|stress|perf(?:ormance)?)[-_]?tests?(?:ing)?\b", re.IGNORECASE)


def at_work(path: str, text: str) -> tuple[Mark, int] | None:
    """The tool whose test or budget a file is, and the 1-based line that shows it."""
    extension = path.rsplit("/", 1)[-1].rsplit(".", 1)[-1].lower() if "." in path.rsplit("/", 1)[-1][1:] else ""
    for mark in MARKS:
        wrong_place = (mark.tool == "script" and not SCRIPT_NAME.search(path.rsplit("/", 1)[-1])) or (
            mark.form == "budget" and not BUDGET_NAME.search(path)
        )
        if extension not in mark.extensions or wrong_place:
            continue
        for found in mark.works.finditer(text):
            start = text.rfind("\n", 0, found.start()) + 1
            if not text[start : found.start()].strip().startswith(("//", "#", "*")):
                return mark, text.count("\n", 0, found.start()) + 1
    return None
