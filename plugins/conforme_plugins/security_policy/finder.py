"""A way to report vulnerabilities: SECURITY.md, security.txt (RFC 9116), a section that says how, or a route that serves security.txt."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, Reason, Strength, View, hookimpl
from conforme.facts import markdown, placeholders, text
from conforme.facts import regex as re
from conforme_plugins.security_policy import _reporting, _security_txt

OWN_PLACES = frozenset(("", ".github", ".gitlab", "docs"))
"""Where a forge looks for the policy of the repository; elsewhere, a template is one that a guide offers to others."""
_SERVED = re.compile(r"security\\?\.txt", re.IGNORECASE)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    patterns = {candidate.path: candidate for candidate in view.candidates()}
    for document in view.documents():
        with view.reading(document):
            if document.path.lower().endswith("security.txt"):
                yield from _txt(view, document)
            elif not patterns[document.path].containing:
                yield from _policy(view, document)
            elif _is_page(document.path):
                yield from _linked(view, document)
            else:
                yield from _route(view, document)
    for document, section in view.sections():
        page = document.fact(markdown.parse)
        links = [link.target for link in page.links if section.line <= link.line <= section.end]
        told = not _reporting.is_decision(page) and _reporting.section_tells(page, section)
        yield from _told(view, document, told, f"{section.title}\n{page.under(section)}", links, section.line, anchor=text.slug(section.title))


def _policy(view: View, document: Document) -> Iterator[Evidence]:
    page = document.fact(markdown.parse)
    folder, _, name = document.path.rpartition("/")
    own = folder in OWN_PLACES
    if placeholders.is_hollow(document.text) or placeholders.template(document.text):
        if own:
            view.flaw(Reason.HOLLOW, document.path)
        else:
            view.saw(document.path, "placeholder")
        return
    dedicated = own or name.partition(".")[0].lower() not in ("security", "securite")
    links = [link.target for link in page.links]
    yield from _told(view, document, _reporting.page_tells(page, dedicated=dedicated), page.prose, links, 1)


def _told(view: View, document: Document, told: bool, prose: str, links: list[str], line: int, anchor: str = "") -> Iterator[Evidence]:
    """The evidence of a text that tells how to report, if it gives a channel."""
    if not told:
        view.saw(document.path, "no-reporting")
        return
    channels = _reporting.channels(prose, links)
    if channels:
        yield _way(view, document, channels, line, anchor)
    else:
        view.saw(document.path, "no-channel")


def _way(view: View, document: Document, channels: set[str], line: int, anchor: str) -> Evidence:
    data = {"channels": tuple(sorted(channels)), "form": "text"}
    return view.evidence(document, line=line, value=", ".join(sorted(channels)), anchor=anchor, data=data)


def _is_page(path: str) -> bool:
    return path.rpartition("/")[2].lower().startswith(("readme", "lisezmoi", "contribut"))


def _linked(view: View, document: Document) -> Iterator[Evidence]:
    """A link to a policy of vulnerability disclosure, under whatever title it stands."""
    page = document.fact(markdown.parse)
    link = _reporting.policy_link(page)
    channels = _reporting.channels("", [link.target]) if link is not None else set()
    if link is not None and channels:
        yield _way(view, document, channels, link.line, "vulnerability-disclosure-policy")


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
