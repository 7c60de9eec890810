"""What changed from one release to the next, as the repository tells it: a changelog, release notes, a page of news of the service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from conforme import Document, Evidence, Reason, Record, View, hookimpl
from conforme.facts import markdown, pages, placeholders, text
from conforme_plugins.changelog import _releases

SHOWN = 5
# A long list of changes without versions or days is a changelog all the same.
UNDATED, ITEMS = 120, 4
# Folders of records about the work, whose notes are not the releases'.
ASIDE = frozenset("posts _posts blog issue_template tickets meeting-minutes research".split())


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records: `release` (`version`, `date` as a day or a month, `words`). Value: the newest version or day."""
    shown: set[str] = set()
    for document in pages.of_a_product(view):
        if len(shown) >= SHOWN:
            return
        if ASIDE & set(document.path.lower().split("/")[:-1]):
            continue
        with view.reading(document):
            for item in _page(view, document):
                shown.add(document.path)
                yield item
    for document, section in view.sections():
        if document.path not in shown and len(shown) < SHOWN:
            for item in _section(view, document, section):
                shown.add(document.path)
                yield item


def _page(view: View, document: Document) -> Iterator[Evidence]:
    if placeholders.template(document.text) or not document.text.strip():
        view.flaw(Reason.HOLLOW, document.path)
        return
    found = _releases.of_page(document.fact(markdown.parse))
    name = _releases.named(document.path.rsplit("/", 1)[-1])
    if found:
        yield view.evidence(document, line=found[0].line, value=_newest(found), records=found)
    elif name is not None and not placeholders.is_hollow(document.text):
        # One file a release: its name is the version.
        record = _releases.alone(name, document)
        yield view.evidence(document, line=1, value=_newest((record,)), records=(record,))
    elif placeholders.words_of_substance(document.text) >= UNDATED and len(document.fact(markdown.parse).items) >= ITEMS:
        yield view.evidence(document, line=1, value="entries")
    elif placeholders.is_hollow(document.text):
        view.flaw(Reason.HOLLOW, document.path)
    else:
        view.saw(document.path, "no-release")


def _section(view: View, document: Document, section: markdown.Section) -> Iterator[Evidence]:
    page = document.fact(markdown.parse)
    below = [record for part in page.sub(section) for record in _releases.of_page(_only(page, part))]
    found = below or list(_releases.of_section(page, section.line, section.body, section.first))
    if found:
        yield view.evidence(document, line=section.line, anchor=text.slug(section.title), value=_newest(found), records=found)
    else:
        view.saw(document.path, "no-release", line=section.line)


def _only(page: markdown.Page, section: markdown.Section) -> markdown.Page:
    return replace(page, sections=(section,), tables=(), prose=section.body)


def _newest(found: Sequence[Record]) -> str:
    return found[0].text("version") or found[0].text("date")
