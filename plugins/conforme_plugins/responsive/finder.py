"""Support of mobile devices: pages that follow the width of the device, own styles that do, web application manifests, mobile applications."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from conforme import Document, Evidence, Strength, View, hookimpl
from conforme.facts import regex as re
from conforme.facts import scan
from conforme_plugins.responsive import _others, _pages

SHOWN = 5
STYLES = 3
_HEAD_SETTINGS = ("nuxt.config", "gatsby-ssr")  # they list what the framework puts in the head
_STYLE = (".css", ".scss", ".less", ".sass")
_TESTS = frozenset({"tests", "test", "spec", "specs"})
_MAIL = re.compile(r"(?:^|/|[_.-])(?:e?mails?|courriels?|mailers?|notifications?|newsletters?|mjml|pdf)(?:/|[_.-])", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:^|/)(?:swagger[^/]*|storybook[^/]*|\.storybook|coverage|javadoc|apidocs?|reports?|demos?|prototypes?|mockups?|"
    r"wireframes?|static/admin|keycloak/themes|"
    r"docs?/(?:build|_build|html|site)|_site|backstop[^/]*|lighthouse[^/]*|mock[^/]*|dashboards?/static)/",
    re.IGNORECASE,
)
_LAYOUT = re.compile(r"layout|base|master|head|_document|application|template|shell|root|index\.html|^app\.", re.IGNORECASE)
_ERROR = re.compile(r"(?:^|/)(?:[45]\d\d|error|maintenance|offline)[^/]*\Z", re.IGNORECASE)


@dataclass
class _Seen:
    pages: list[tuple[Document, _pages.Head]] = field(default_factory=list)
    others: dict[str, list[tuple[Document, int]]] = field(default_factory=dict)

    def add(self, name: str, document: Document, line: int) -> None:
        if line:
            self.others.setdefault(name, []).append((document, line))


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    seen = _Seen()
    for document in view.documents():
        folders = document.path.lower().split("/")[:-1]
        with view.reading(document):
            if _TESTS & set(folders) or _is_test(document.path):
                seen.add("test", document, _others.phone(document.text))
            elif not scan.is_sample(document.path, document.text):
                _look(view, document, seen)
    yield from _shown(view, seen)


def _is_test(path: str) -> bool:
    return bool(
        re.search(r"(?:playwright|cypress)\.config\.|\.cy\.|\.spec\.ts\Z|(?:^|/)(?:cypress|e2e|androidTest|integration_test)/|UITests?/", path)
    )


def _look(view: View, document: Document, seen: _Seen) -> None:
    path, base, text = document.path, document.path.rsplit("/", 1)[-1].lower(), document.text
    if _ASIDE.search(path):
        return
    if base in _others.NATIVE or base.startswith("capacitor.config"):
        seen.add("app", document, _others.app(base, text))
    elif base.endswith((".webmanifest", "manifest.json")):
        seen.add("pwa", document, _others.pwa(text))
    elif base.endswith(_STYLE):
        if ".min." not in base:
            seen.add("styles", document, _others.styles(text))
    elif _MAIL.search(path):
        view.saw(path, "email")
    elif _pages.is_tool(text):
        view.saw(path, "swagger")
    elif base.endswith((".js", ".ts")) and not base.startswith(_HEAD_SETTINGS) and not _pages.writes_page(text):
        return
    elif (head := _pages.head(text)) is not None:
        seen.pages.append((document, head))
    else:
        seen.add("framework", document, _pages.wrapped(text))


def _shown(view: View, seen: _Seen) -> Iterator[Evidence]:
    pages = sorted(
        seen.pages,
        key=lambda item: (
            bool(_ERROR.search(item[0].path)),
            not _LAYOUT.search(item[0].path.rsplit("/", 1)[-1]),
            item[0].path.count("/"),
            item[0].path,
        ),
    )
    blocked = [item for item in pages if not item[1].zoom and not _ERROR.search(item[0].path)]
    first = {name: sorted(places, key=lambda item: (item[0].path.count("/"), item[0].path)) for name, places in seen.others.items()}
    for document, head in list(dict.fromkeys([*pages[:SHOWN], *blocked[:SHOWN]])):
        data = {"form": "page", "zoom": head.zoom, "said": head.said, "lang": head.lang, "lang_line": head.lang_line, "described": head.described}
        yield view.evidence(document, line=head.line, value="viewport", strength=Strength.DEMONSTRATED, data=data)
    for name in ("framework", "app", "pwa"):
        for document, line in first.get(name, ())[:2]:
            yield view.evidence(document, line=line, value=name, strength=Strength.DEMONSTRATED, data={"form": name})
    alone = not (seen.pages or {"framework", "app"} & first.keys())
    for document, line in first.get("styles", ())[:STYLES]:
        yield view.evidence(
            document, line=line, value="styles", strength=Strength.DECLARED if alone else Strength.INDICATIVE, data={"form": "styles"}
        )
    for document, line in first.get("test", ())[:STYLES]:
        yield view.evidence(
            document,
            line=line,
            value="test",
            strength=Strength.DECLARED if seen.pages or first.keys() - {"test"} else Strength.INDICATIVE,
            anchor="phone",
            data={"form": "test"},
        )
