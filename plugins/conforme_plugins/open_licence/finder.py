"""Licence texts at the root (or in LICENSES/), and what manifests and badges state of the licence.

A text or a grant concludes; a statement only hints. `data` of every evidence: `ids` (SPDX identifiers), `role` (text, grant or statement).
Of a text or grant: `named` (all that its file names), `kind` (software or content), `subject` ("" or content), `takes` and `blanks` (key or
words, and line, of each), `needs_holder`, `holders` (a count), `code` (whether the tree holds source code). Of a statement: `field`, `valid`,
`nearest`, `spdx` (an SPDX expression is wanted there).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from conforme import Document, Evidence, Reason, Strength, Unreadable, View, hookimpl
from conforme.facts import contents, licences
from conforme.facts.licences import Kind, Licence
from conforme.facts.licences.texts import ENOUGH
from conforme.facts.placeholders import is_placeholder
from conforme.facts.structured import Invalid
from conforme_plugins.open_licence import _places, _statements
from conforme_plugins.open_licence._statements import Stated


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Yields the texts first, then the statements."""
    search = _Search(view)
    yield from search.texts()
    yield from search.statements()


class _Search:
    """One search: what is restricted or unknown is only told when no open text was found."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.documents = list(view.documents())
        self.code = contents.has_code(view.paths)

    def texts(self) -> Iterator[Evidence]:
        restricted: list[tuple[str, int, str]] = []
        found = 0
        for document in self.documents:
            if not _places.is_text(document.path) or _is_manifest(document.path):
                continue
            if not self._ours(document.path):
                self.view.saw(document.path, "elsewhere")
                continue
            if _places.of_others(document.path):
                self.view.saw(document.path, "of-others")
                continue
            with self.view.reading(document):
                for item in self._judged(document, document.fact(licences.read), restricted):
                    found += 1
                    yield item
        if not found:
            for path, line, licence in restricted:
                self.view.flaw(Reason.INVALID, path, line, licence=licence)

    def _ours(self, path: str) -> bool:
        """At the root, in LICENSES/, at the root of a declared part, or where the manifest says."""
        folder = path.rpartition("/")[0]
        declared = self.view.manifest
        return (
            folder.upper() in ("", "LICENSES")
            or any(part.path == folder for part in declared.parts)
            or path in declared.evidence.get("open-licence", ())
        )

    def _judged(self, document: Document, licence: Licence, restricted: list[tuple[str, int, str]]) -> Iterator[Evidence]:
        kinds = {name: licences.kind(name) for name in licence.ids}
        if not kinds:
            self._unrecognised(document, licence, restricted)
        elif _places.is_weak(document.path) and (other := _places.names_other(licence, self._pages())):
            self.view.saw(document.path, "other-holder", holder=other)
        else:
            for name, kind in kinds.items():
                yield from self._granted(document, licence, name, kind, restricted)

    def _granted(self, document: Document, licence: Licence, name: str, kind: Kind, restricted: list[tuple[str, int, str]]) -> Iterator[Evidence]:
        line = _line(licence, name)
        if kind is Kind.RESTRICTED:
            self.view.saw(document.path, "restricted", licence=name)
            restricted.append((document.path, line, name))
        elif kind is Kind.UNKNOWN:
            self._unknown(document.path, name, 0)
        else:
            strength = Strength.DEMONSTRATED if licence.texts or any(grant.waiver for grant in licence.grants) else Strength.DECLARED
            data = _text_data(document.path, licence, name, kind, self.code)
            yield self.view.evidence(document, line=line, value=name, strength=strength, anchor=name, data=data)

    def _unrecognised(self, document: Document, licence: Licence, restricted: list[tuple[str, int, str]]) -> None:
        path = document.path
        if licence.words == 0 or is_placeholder(document.text.strip()):
            self.view.saw(path, "empty" if licence.words == 0 else "placeholder")
            self.view.flaw(Reason.HOLLOW, path)
        elif licence.closed is not None and licence.near is None:
            line = document.text.split("\n")[licence.closed - 1].strip(" #>*_")
            self.view.saw(path, "closed")
            restricted.append((path, licence.closed, line))
        elif not _places.is_weak(path):
            near = licence.near
            self._unknown(path, near.id if near else "", round(100 * near.coverage) if near else 0)

    def _unknown(self, path: str, name: str, percent: int) -> None:
        self.view.saw(path, "near" if percent else "not-listed" if name else "not-known", licence=name or None, percent=percent or None)
        self.view.limit("licence-unknown", path, percent, round(100 * ENOUGH))

    def statements(self) -> Iterator[Evidence]:
        for document in self.documents:
            if _is_manifest(document.path):
                yield from self._stated(document, _statements.read)
        for page in self.view.pages():
            yield from self._stated(page, _statements.badges)
        for page, section in self.view.sections():
            yield from self._hints(page, _statements.prose(section))

    def _stated(self, document: Document, reader: Callable[[Document], Iterable[Stated]]) -> Iterator[Evidence]:
        # A manifest that cannot be read says nothing of the licence text: no limit and no flaw, only a near miss.
        try:
            stated = list(reader(document))
        except Invalid as error:
            self.view.saw(document.path, "invalid", line=error.line)
            return
        except Unreadable:
            self.view.saw(document.path, "unreadable")
            return
        yield from self._hints(document, stated[:20])

    def _hints(self, document: Document, stated: Iterable[Stated]) -> Iterator[Evidence]:
        for item in stated:
            anchor = f"{item.field}:{item.said.text}"
            yield self.view.evidence(
                document, line=item.line, value=item.said.text, strength=Strength.INDICATIVE, anchor=anchor, data=_statement_data(item)
            )

    def _pages(self) -> Iterator[str]:
        """The project's own words about itself: pages and manifests."""
        for document in (*self.view.pages(), *(item for item in self.documents if _is_manifest(item.path))):
            try:
                yield document.text
            except Unreadable:
                continue


def _is_manifest(path: str) -> bool:
    name = path.rsplit("/", 1)[-1].lower()
    return name in _statements.MANIFESTS or name.rpartition(".")[2] in _statements.EXTENSIONS


def _line(licence: Licence, name: str) -> int:
    places = [*((match.id, match.line) for match in licence.texts), *((known, line) for stated, line in licence.tags for known in stated.ids)]
    places += [(grant.id, grant.line) for grant in licence.grants]
    return next((line for known, line in places if licences.base(known) == licences.base(name)), 1)


def _text_data(path: str, licence: Licence, name: str, kind: Kind, code: bool) -> dict[str, Any]:
    # The texts of a LICENSES folder are generic by design: who holds the rights is said in each file of the project.
    named = licence.needs_holder and not path.upper().startswith("LICENSES/")
    return {
        "role": "text" if licence.texts else "grant",
        "ids": (name,),
        "named": tuple(sorted(licence.named)),
        "kind": kind.value,
        "subject": _places.subject(path),
        "takes": tuple((place.text, place.line) for place in licence.takes),
        "blanks": tuple((place.text, place.line) for place in licence.blanks) if named else (),
        "needs_holder": named,
        "holders": len(licence.holders),
        "code": code,
    }


def _statement_data(item: Stated) -> dict[str, Any]:
    said = item.said
    return {
        "role": "statement",
        "field": item.field,
        "ids": () if said.closed else tuple(sorted(said.ids)),
        "valid": said.valid,
        "nearest": said.nearest,
        "spdx": item.spdx and not said.closed and not said.elsewhere,
    }
