"""Data sets that are described for others (Data Package, DCAT, CSVW, Table Schema, dictionary), or published with their files."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, Reason, Record, Strength, View, hookimpl
from conforme.facts import markdown, placeholders, structured, tables
from conforme.facts import regex as re
from conforme_plugins.open_data import _descriptions, _dictionary, _files

SHOWN = 6
_TABLE_SCHEMA = re.compile(r"frictionlessdata\.io|table-?schema|specs\.frictionless", re.IGNORECASE)
_INTERNAL = re.compile(r"(?:^|/)(?:terraform|infra\w{0,14}|bigquery|migrations?|backend/schemas|middleware|cypress|e2e)/", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:^|/)(?:api/v?\d[\w.]{0,10}|public/(?:data|donnees)|(?:open-?data|donnees-ouvertes|jeux-de-donnees|datasets))/[^/]{1,200}\.csv\Z",
    re.IGNORECASE,
)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    found: list[Evidence] = []
    readable = frozenset(candidate.path for candidate in view.candidates() if candidate.path.lower().endswith(".csv"))
    for document in view.documents():
        with view.reading(document):
            found += _of(view, document, readable)
    # Of versions side by side, the latest is the one that people use.
    found.sort(key=lambda item: item.path or "", reverse=True)
    found.sort(key=lambda item: item.data["form"] == "files")
    yield from found[:SHOWN] if found else _sections(view)


def _of(view: View, document: Document, readable: frozenset[str]) -> Iterator[Evidence]:
    path, base = document.path, document.path.rsplit("/", 1)[-1].lower()
    if base.endswith(".csv"):
        yield from _csv(view, document)
    elif base.endswith((".md", ".txt", ".rst", ".adoc", ".html")):
        if found := _dictionary.line(document.fact(markdown.parse).tables):
            yield view.evidence(document, line=found, value="dictionary", strength=Strength.DECLARED, data={"form": "dictionary", "files": {}})
    elif base.endswith((".ttl", ".rdf")):
        yield view.evidence(document, value="dcat", strength=Strength.DECLARED, data={"form": "rdf", "files": {}})
    elif _INTERNAL.search(path):
        view.saw(path, "internal")
    else:
        yield from _described(view, document, base, readable)


def _described(view: View, document: Document, base: str, readable: frozenset[str]) -> Iterator[Evidence]:
    root = structured.parse_loose(document)
    datasets = list(_datasets(root, document, base))
    if not datasets:
        if base.startswith("datapackage"):
            view.flaw(Reason.INVALID, document.path, 1, problem="missing-key", expected="resources")
        return
    real = [dataset for dataset in datasets if dataset.has("title") and not placeholders.is_placeholder(dataset.text("title"))]
    if not real:
        view.flaw(Reason.HOLLOW, document.path, datasets[0].line)
        return
    files = {name: fact for dataset in real for name, fact in _files.checked(view, dataset, readable).items()}
    form = str(real[0]["form"])
    yield view.evidence(document, line=real[0].line, value=form, strength=Strength.DECLARED, records=real[:50], data={"form": form, "files": files})


def _datasets(root: structured.Node, document: Document, base: str) -> Iterator[Record]:
    if base.startswith("datapackage"):
        yield from _descriptions.datapackage(root, document.path)
    elif "metadata.json" in base:
        yield from _descriptions.csvw(root, document.path)
    elif "schema" in base:
        if _TABLE_SCHEMA.search(document.text[:2000]) or _TABLE_SCHEMA.search(document.text[-2000:]):
            yield from _descriptions.table_schema(root, document.path)
    else:
        yield from _descriptions.dcat(root, document.path)


def _csv(view: View, document: Document) -> Iterator[Evidence]:
    """A data file under a place of publication; one that is only data of the code shows nothing."""
    if "dictionary" in document.path.lower() or "dictionnaire" in document.path.lower():
        if _dictionary.line((tables.read_csv(document),)):
            yield view.evidence(document, value="dictionary", strength=Strength.DECLARED, data={"form": "dictionary", "files": {}})
    elif _PUBLISHED.search(document.path) and not _INTERNAL.search(document.path):
        table = tables.read_csv(document)
        if len(table.headers) > 1 and table.rows:
            yield view.evidence(document, value="files", strength=Strength.DECLARED, data={"form": "files", "files": {}})


def _sections(view: View) -> Iterator[Evidence]:
    for document, section in view.sections():
        page = document.fact(markdown.parse)
        inside = tuple(table for table in page.tables if section.line <= table.line <= section.end)
        links = [link.target for link in page.links if section.line <= link.line <= section.end]
        if found := _dictionary.line(inside):
            yield view.evidence(document, line=found, value="dictionary", strength=Strength.DECLARED, data={"form": "dictionary", "files": {}})
        elif any(
            re.search(
                r"donneesquebec\.ca|data\.gouv\.fr/(?:fr/)?datasets|catalog\.data\.gov|open\.canada\.ca/data|data\.gov\.uk/dataset|/dataset/", link
            )
            for link in links
        ):
            yield view.evidence(
                document, line=section.line, value="dcat", strength=Strength.INDICATIVE, anchor="published", data={"form": "link", "files": {}}
            )
        else:
            view.saw(document.path, "no-data", line=section.line)
