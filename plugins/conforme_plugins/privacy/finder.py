"""How a service protects personal information, as it says: notices, impact assessments, inventories, and our register of them."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, View, hookimpl
from conforme.facts import closed, markdown, pages, said
from conforme.facts.records.vocabulary import Vocabulary
from conforme_plugins.privacy import _assessments, _dates, _inventory, _notices, _principles, _register

SHOWN, CATALOGUES = 6, 2


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records: `assessment` (`name`, `date`, `status`, `committee`, `review_by`…), `item` (`name`, `purpose`, `retention`…).

    Data: `what` is `notice`, `documentation`, `assessment` or `inventory`; a notice has `parts`, what it tells.
    """
    found = [item for register in view.register("privacy") for item in _register.read(view, register)]
    yield from found
    shown, catalogues = {item.path for item in found}, set[str | None]()
    vocabulary = Vocabulary.of(view.fields)
    for document in pages.latest(pages.of_a_product(view)):
        if len(shown) >= SHOWN or (said.is_catalogue(document.path) and len(catalogues) >= CATALOGUES):
            continue
        with view.reading(document):
            if closed.noted(view, document):
                continue
            for item in _of(view, document, vocabulary):
                (catalogues if said.is_catalogue(document.path) else shown).add(item.path)
                yield item
    yield from _sections(view, shown)


def _of(view: View, document: Document, vocabulary: Vocabulary) -> Iterator[Evidence]:
    extension = document.path.rsplit(".", 1)[-1].lower()
    if extension == "csv":
        yield from _inventory.of_sheet(view, document, vocabulary)
    elif extension in ("yaml", "yml") and not _is_catalogue(document.path):
        yield from _assessments.of_list(view, document)
    elif said.is_catalogue(document.path):
        yield from _notices.of_catalogue(view, document)
    else:
        assessed = [_dates.since(view, item) for item in _assessments.of_page(view, document, vocabulary)] if extension in said.PROSE else []
        listed = list(_inventory.of_page(view, document, vocabulary)) if extension in said.PROSE else []
        yield from (*assessed, *listed)
        if not assessed and not listed:
            noticed = list(_notices.of_page(view, document))
            principled = _principles.of_page(view, document) if not noticed and extension in said.PROSE else None
            yield from noticed if principled is None else (principled,)


def _is_catalogue(path: str) -> bool:
    return not any(mark in path.lower().rsplit("/", 1)[-1] for mark in ("complian", "conformit"))


def _sections(view: View, shown: set[str | None]) -> Iterator[Evidence]:
    for document, section in view.sections():
        if document.path not in shown:
            for item in _notices.of_section(view, document, document.fact(markdown.parse), section):
                shown.add(document.path)
                yield item
