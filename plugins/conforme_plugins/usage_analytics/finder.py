"""Usage measurement that is wired in: pages that load a tool, code that sends events, pipelines that bring usage data; and the plan of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from conforme import Document, Evidence, Strength, View, hookimpl
from conforme.facts import regex as re
from conforme.facts import scan
from conforme_plugins.usage_analytics import _calls, _plan

SHOWN = 5
EVENTS = 200
READ = 200_000
_MARKUP = re.compile(
    r"\.(?:html?|erb|haml|slim|heex|eex|njk|hbs|liquid|twig|j2|jinja2?|ftl|ejs|jsp|php|cshtml|razor|mustache|vue|svelte|astro)\Z", re.IGNORECASE
)
_ASIDE = re.compile(
    r"(?:^|/)(?:cypress|e2e|storybook[^/]*|\.storybook|swagger[^/]*|javadoc|coverage|__snapshots__|migrations?|demos?|"
    r"prototypes?|XD Prototypes|types|typings|test-pages?)/|test-page-source|(?:^|/)[^/]{0,60}test[-_]env|"
    r"\.min\.js\Z|\.(?:test|spec|stories|d)\.[jt]sx?\Z|_(?:test|spec)\.(?:rb|py|exs|go)\Z|(?:^|/)test_[^/]*\.py\Z|(?:Test|"
    r"Tests|Spec)\.(?:java|kt|cs)\Z|(?:^|/)(?:CHANGELOG|package-lock)",
    re.IGNORECASE,
)
_PROSE = re.compile(r"\.(?:md|mdx|rst|adoc|txt|csv|json|ya?ml|svg|png|lock|snap|scss|css)\Z", re.IGNORECASE)
_CODE = re.compile(r"\.(?:[jt]sx?|mjs|py|rb|kt|java|m|swift|go|exs?|cs|php|scala|vue|svelte)\Z")
_DIRECT = re.compile(
    r"(?:^|/)[^/]*(?:metrics?(?:[_-]?service|[_-]?filter|[_-]?publisher)|usage|analytics|cloud_?watch|event[_-]?(?:logger|tracker|tracking))[^/]*\Z",
    re.IGNORECASE,
)
_ERROR = re.compile(r"(?:^|/)(?:[45]\d\d|error|maintenance)[^/]*\Z", re.IGNORECASE)
_TELLING = re.compile(r"analytics|matomo|tracking|gtag|gtm|piwik|snowplow|layout|head|app\.|index\.html|base|pages/index", re.IGNORECASE)


@dataclass
class _Seen:
    tools: list[tuple[Document, int, str]] = field(default_factory=list)
    own: list[tuple[Document, int]] = field(default_factory=list)
    data: list[tuple[Document, int]] = field(default_factory=list)
    events: dict[str, tuple[str, int]] = field(default_factory=dict)
    plans: list[tuple[Document, _plan.Plan]] = field(default_factory=list)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    seen = _Seen()
    for document in view.documents():
        with view.reading(document):
            _look(view, document, seen)
    facts = {"events": tuple((name, path, line) for name, (path, line) in sorted(seen.events.items())), "planned": _planned(seen)}
    tools = sorted(
        seen.tools,
        key=lambda item: (
            bool(_ERROR.search(item[0].path)),
            not _TELLING.search(item[0].path.rsplit("/", 1)[-1]),
            not _MARKUP.search(item[0].path),
            item[0].path.count("/"),
            item[0].path,
        ),
    )
    for document, line, name in tools[:SHOWN]:
        yield view.evidence(document, line=line, value=name, strength=Strength.DEMONSTRATED, data={**facts, "form": "tool"})
    for name, places in (("events", seen.own), ("pipeline", seen.data)):
        for document, line in sorted(places, key=_by_name)[: max(1, SHOWN - len(tools))]:
            yield view.evidence(document, line=line, value=name, strength=Strength.DEMONSTRATED, anchor=name, data={**facts, "form": name})
    for document, plan in seen.plans[:2]:
        yield view.evidence(document, line=plan.line, value="plan", strength=Strength.INDICATIVE, anchor="plan", data={**facts, "form": "plan"})


def _by_name(place: tuple[Document, int]) -> tuple[int, int, str]:
    """The plainest name first: `MetricsService` before what filters or wraps it."""
    path = place[0].path
    return len(path.rsplit("/", 1)[-1].split(".")[0]), path.count("/"), path


def _planned(seen: _Seen) -> tuple[tuple[str, str, int], ...]:
    return tuple((name, document.path, line) for document, plan in seen.plans for name, line in plan.events)


def _look(view: View, document: Document, seen: _Seen) -> None:
    path = document.path
    if path.lower().endswith((".md", ".mdx")):
        plan = _plan.read(document)
        if plan is not None:
            seen.plans.append((document, plan))
        return
    if _ASIDE.search(path) or (_PROSE.search(path) and not path.endswith("_config.yml")):
        return
    text = document.text[:READ]
    if scan.is_sample(path, text):
        return
    if path.endswith((".tf", ".sql")):
        if line := _calls.brought(text):
            seen.data.append((document, line))
        return
    found = _calls.tool(text)
    if found is not None and not _is_library(path, text):
        seen.tools.append((document, found[1], found[0]))
        _note_events(path, text, seen)
    elif _DIRECT.search(path) and _CODE.search(path) and (line := _calls.own(text)):
        seen.own.append((document, line))
        _note_events(path, text, seen)


def _is_library(path: str, text: str) -> bool:
    """A copy of the tool itself: it measures nothing until a page loads it."""
    return path.endswith(".js") and len(text) > 20_000 and text.count("\n") < len(text) // 200


def _note_events(path: str, text: str, seen: _Seen) -> None:
    for name, line in _calls.events(text):
        if len(seen.events) < EVENTS:
            seen.events.setdefault(name, (path, line))
