"""A way to report vulnerabilities: SECURITY.md, security.txt (RFC 9116), a section that says how, or a route that serves security.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conforme import Document, Evidence, Reason, Strength, View, hookimpl
from conforme.facts import markdown, placeholders, text
from conforme_plugins.security_policy import _reporting, _security_txt

_SERVED = re.compile(r"security\\?\.txt", re.IGNORECASE)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    patterns = {candidate.path: candidate for candidate in view.candidates()}
    for document in view.documents():
        with view.reading(document):
            if document.path.lower().endswith("security.txt"):
                yield from _txt(view, document)
            elif patterns[document.path].containing:
                yield from _route(view, document)
            else:
                yield from _policy(view, document)
    for document, section in view.sections():
        page = document.fact(markdown.parse)
        whole = page.under(section)
        links = [link.target for link in page.links if section.line <= link.line <= section.end]
        yield from _told(view, document, f"{section.title}\n{whole}", links, section.line, anchor=text.slug(section.title))


def _policy(view: View, document: Document) -> Iterator[Evidence]:
    page = document.fact(markdown.parse)
    if placeholders.is_hollow(document.text) or placeholders.template(document.text):
        view.flaw(Reason.HOLLOW, document.path)
        return
    yield from _told(view, document, page.prose, [link.target for link in page.links], 1)


def _told(view: View, document: Document, prose: str, links: list[str], line: int, anchor: str = "") -> Iterator[Evidence]:
    """The evidence of a text that tells how to report, if it does."""
    if not _reporting.tells_to_report(prose):
        view.saw(document.path, "no-reporting")
        return
    channels = _reporting.channels(prose, links)
    if channels:
        yield view.evidence(
            document, line=line, value=", ".join(sorted(channels)), anchor=anchor, data={"channels": tuple(sorted(channels)), "form": "text"}
        )
    else:
        view.saw(document.path, "no-channel")


def _txt(view: View, document: Document) -> Iterator[Evidence]:
    record = _security_txt.read(document)
    if record is None:
        view.flaw(Reason.INVALID, document.path, problem="no-contact-field")
        return
    expired = record["expires"] is not None and record["expires"] < view.date.isoformat()
    data = {"channels": ("contact",), "form": "security.txt", "expired": expired}
    yield view.evidence(document, line=record.line, value="security.txt", records=(record,), data=data)


def _route(view: View, document: Document) -> Iterator[Evidence]:
    found = _SERVED.search(document.text)
    if found is not None:
        line = document.text.count("\n", 0, found.start()) + 1
        yield view.evidence(document, line=line, value="route", strength=Strength.DECLARED, data={"channels": (), "form": "route"})
