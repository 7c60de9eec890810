"""Monitoring and error tracking set to work in code, configuration or infrastructure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conforme import Document, Evidence, Strength, View, hookimpl
from conforme.facts import regex as re
from conforme_plugins.observability import _signs

SHOWN = 6
READ = 200_000
_ASIDE = re.compile(
    r"(?:^|/)(?:\.devcontainer|cypress|e2e|load[-_]test\w{0,4}|docs?|__snapshots__|migrations?|storybook|\.storybook|"
    r"coverage|javadoc|swagger[^/]*|demos?|prototypes?|mocks?|mock-\w{1,20}|stubs?)/|"
    r"\.(?:test|spec|stories|d)\.[jt]sx?\Z|_(?:test|spec)\.(?:rb|py|exs|go)\Z|(?:^|/)test_[^/]*\.py\Z|(?:Test|Tests|Spec|"
    r"IT)\.(?:java|kt|cs)\Z|\.min\.js\Z|compose[^/]*\.ya?ml\Z|config/(?:test|dev)\.exs\Z",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\.(?:md|mdx|rst|adoc|txt|csv|svg|png|jpe?g|lock|snap|s?css|html?|json|po|sh|sql|xml|toml|erb|vue\.map|map|pdf|webp|"
    r"gif|lockb?|patch|sample|example)\Z",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"sentry|telemetry|instrument|observab|monitor|prometheus|alarm|alert|metrics|newrelic|datadog|appsignal|insights|log", re.IGNORECASE
)
_INFRA = (".tf", ".bicep")


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    found: list[tuple[int, str, Evidence]] = []
    for document in view.documents():
        path = document.path
        if _ASIDE.search(path) or (_PROSE.search(path) and not path.endswith("applicationinsights.json")):
            continue
        with view.reading(document):
            text = document.text[:READ]
            if _is_bundle(path, text):
                continue
            found += _signed(view, document, _signs.read(path, text))
    yield from _chosen(found)


def _signed(view: View, document: Document, signs: Sequence[_signs.Sign]) -> Iterator[tuple[int, str, Evidence]]:
    """The evidence of one file: a service tried from outside may also be watched from inside, in the same file."""
    telling = bool(_TELLING.search(document.path.rsplit("/", 1)[-1]))
    for place, sign in enumerate(signs):
        item = view.evidence(
            document,
            line=sign.line,
            value=sign.name,
            strength=Strength.DEMONSTRATED,
            anchor=sign.name if place else "",
            data={"form": sign.name},
        )
        yield 2 - telling - (sign.name in ("sentry", "opentelemetry", "prometheus", "alarms", "synthetic")), document.path, item


def _is_bundle(path: str, text: str) -> bool:
    """A script that a tool has packed: whatever it holds is somebody else's."""
    return path.endswith((".js", ".mjs")) and text.count("\n") < len(text) // 300


def _chosen(found: list[tuple[int, str, Evidence]]) -> Iterator[Evidence]:
    """The most telling of each sign first, then the others."""
    ranked = [item for _, _, item in sorted(found, key=lambda one: (one[0], one[1].count("/"), one[1]))]
    first: dict[str, Evidence] = {}
    for item in ranked:
        first.setdefault(str(item.value), item)
    leading = list(first.values())
    yield from [*leading, *(item for item in ranked if item not in leading)][:SHOWN]
