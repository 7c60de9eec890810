"""What a finder may read of a repository: the places that its card names, and nothing else.

Whatever a finder meets on its way (near misses, hollow or unreadable carriers, limits) is noted here, so that a report can say where it looked.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from conforme.cards import FinderCard
from conforme.model import Evidence, Limit, Look, Reason, Record, Strength
from conforme.places import Candidate, Selection, select
from conforme.repo import Document, History, Repo, Unreadable

if TYPE_CHECKING:
    from conforme.facts.markdown import Section
    from conforme.facts.registers import Register
    from conforme.manifest import Manifest

LOOKS = 40
MARKER_BYTES = 1 << 20


class Refused(Exception):
    """A finder reads what its card does not name: a fault of the plugin."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A carrier that is there but hollow, invalid or unreadable."""

    reason: Reason
    path: str
    line: int = 1
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """All that one finder brings back."""

    kind: str
    evidence: tuple[Evidence, ...] = ()
    looks: tuple[Look, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(slots=True)
class Asked:
    """What a finder looked at beside the content of its places: its answer holds for another snapshot where all of this is the same."""

    date: bool = False
    names: bool = False
    past: bool = False
    exists: dict[str, bool] = field(default_factory=dict)


class View:
    """A repository as one finder's card shows it."""

    def __init__(self, repo: Repo, card: FinderCard, selection: Selection, date: datetime.date, manifest: Manifest) -> None:
        self._repo, self._card, self._selection, self._date, self.manifest = repo, card, selection, date, manifest
        self.asked = Asked()
        self._looks: list[Look] = []
        self._flaws: list[Flaw] = []
        self._limits: list[Limit] = []
        self._registers = register_paths(repo, card, manifest)
        self._allowed = {item.path for item in selection.candidates} | set(selection.pages) | {path for path, _ in self._registers}

    @property
    def date(self) -> datetime.date:
        """The day of the audit."""
        self.asked.date = True
        return self._date

    @property
    def paths(self) -> Sequence[str]:
        """All names of the tree: names are open to every finder, content is not."""
        self.asked.names = True
        return self._repo.paths

    @property
    def fields(self) -> Mapping[str, Any]:
        """The card's vocabulary for records."""
        return self._card.fields

    def exists(self, path: str) -> bool:
        """Whether the tree holds that file, or a folder of that name."""
        return self.asked.exists.setdefault(path, self._repo.holds(path))

    def document(self, path: str) -> Document:
        """The document at `path`; Refused when the card does not select it."""
        if path not in self._allowed:
            raise Refused(path)
        return self._repo.document(path)

    def candidates(self) -> Sequence[Candidate]:
        """What the card selects by name or pattern, in its order, read or not."""
        return self._selection.candidates

    def documents(self) -> Iterator[Document]:
        """The documents that the card selects, in its order; those whose content lacks the pattern's markers are left out."""
        for candidate in self._selection.candidates:
            document = self._repo.document(candidate.path)
            if self._kept(candidate, document):
                yield document

    def _kept(self, candidate: Candidate, document: Document) -> bool:
        if not candidate.containing:
            return True
        try:
            head = document.bytes(16 * MARKER_BYTES)[:MARKER_BYTES].lower()
        except Unreadable as error:
            # A file that only might be a carrier and cannot be read hides something only if it is missing from the objects.
            if error.what not in ("link", "submodule", "special-file", "too-large"):
                self.limit(error.what, candidate.path, error.measured, error.bound)
            return False
        return any(marker.lower().encode() in head for marker in candidate.containing)

    def pages(self) -> Iterator[Document]:
        """The pages in which the card's headings are looked for."""
        return (self._repo.document(path) for path in self._selection.pages)

    def sections(self) -> Iterator[tuple[Document, Section]]:
        """The sections of pages whose title matches the card's headings."""
        from conforme.facts import markdown, text

        for document in self.pages():
            with self.reading(document):
                for section in document.fact(markdown.parse).sections:
                    if text.matches(section.title, self._card.headings):
                        yield document, section

    def register(self, name: str) -> list[Register]:
        """The registers of that name in the tree (usually one); what is not valid in them is noted as flaws."""
        from conforme.facts import registers

        found = []
        for path, known in self._registers:
            if known == name:
                document = self._repo.document(path)
                with self.reading(document):
                    register = registers.read(document, name)
                    if register.foreign:
                        self.saw(path, "foreign")
                    else:
                        found.append(register)
                        for problem in register.problems:
                            self.flaw(Reason.INVALID, path, problem.line, **problem.data)
        return found

    @property
    def history(self) -> History:
        """What git remembers; Refused when the card says `history: none`."""
        if self._card.history == "none":
            raise Refused("history")
        self.asked.past = True
        return self._repo.history

    @contextlib.contextmanager
    def reading(self, document: Document) -> Iterator[None]:
        """Guard for what reads a document: unreadable is a limit, invalid a flaw when a name chose the file, a near miss otherwise."""
        from conforme.facts.structured import Invalid

        try:
            yield
        except Unreadable as error:
            # What a link points at is read where it lies: a page that no name chose hides nothing by being one.
            if error.what == "link" and not self._named(document.path):
                self.saw(document.path, "link")
            else:
                self.limit(error.what, document.path, error.measured, error.bound)
        except Invalid as error:
            if self._named(document.path):
                self.flaw(Reason.INVALID, document.path, error.line, problem=error.key, **error.data)
            else:
                self.saw(document.path, "invalid", line=error.line)

    def _named(self, path: str) -> bool:
        return any(path == known for known, _ in self._registers) or any(
            candidate.named for candidate in self._selection.candidates if candidate.path == path
        )

    def evidence(
        self,
        document: Document | None,
        *,
        line: int | None = None,
        value: str | None = None,
        strength: Strength = Strength.DECLARED,
        anchor: str = "",
        records: Sequence[Record] = (),
        data: Mapping[str, Any] | None = None,
        changed: str | None = None,
    ) -> Evidence:
        """An evidence of the finder's kind; `document` is None for what has no file (release tags)."""
        path = document.path if document is not None else None
        return Evidence(
            kind=self._card.kind,
            path=path,
            line=line if line is not None or path is None else 1,
            value=value,
            strength=strength,
            anchor=anchor,
            content=_content(document),
            changed=changed,
            part=self.manifest.part_of(path) if path is not None else "",
            found_by=self._card.kind,
            records=tuple(records),
            data=data or {},
        )

    def saw(self, path: str | None, key: str, **data: object) -> None:
        """Note a near miss: `key` is a phrase of the card or of the engine."""
        self._looks.append(Look(path or self._card.kind, path, key, {name: value for name, value in data.items() if value is not None}))

    def flaw(self, reason: Reason, path: str, line: int = 1, **data: object) -> None:
        """Note a carrier that is hollow, invalid or unreadable: what the rule says when nothing better is found."""
        self._flaws.append(Flaw(reason, path, line, data))

    def limit(self, what: str, path: str | None = None, measured: int = 0, bound: int = 0) -> None:
        """Note what could not be seen: the rules of this kind then answer `unverified` rather than `missing`."""
        self._limits.append(Limit(what, path, (), measured, bound))

    @property
    def unsure(self) -> bool:
        """Whether something could not be read, for a reason that may be gone the next time."""
        return self._repo.is_unsure(self._allowed) or (self.asked.past and bool(getattr(self._repo.history, "unsure", False)))

    def found(self, evidence: Sequence[Evidence]) -> Found:
        """What the finder brings back, once it has run."""
        looks = [*self._looks, *(Look(path, path, "set-aside", {"folder": folder}) for path, folder in self._selection.aside)]
        return Found(self._card.kind, tuple(evidence), tuple(looks[:LOOKS]), tuple(self._flaws), tuple(dict.fromkeys(self._limits)))


def forgotten(repo: Repo, card: FinderCard) -> list[str]:
    """Files that would have been looked at, had they been added to git: the nearest misses of all."""
    paths = repo.untracked()
    if not paths:
        return []
    from conforme.facts import registers

    chosen = select(paths, {card.kind: card})[card.kind].candidates
    named = {candidate.path for candidate in chosen if not candidate.containing}
    return sorted(named.union(*(registers.find(paths, name) for name in card.registers)))


def register_paths(repo: Repo, card: FinderCard, manifest: Manifest) -> list[tuple[str, str]]:
    """The path and the name of each register that the card names and that is there."""
    if not card.registers:
        return []
    from conforme.facts import registers

    return [(path, name) for name in card.registers for path in registers.find(repo.paths, name, manifest.registers.get(name))]


def _content(document: Document | None) -> str | None:
    if document is None:
        return None
    try:
        return document.oid
    except Unreadable:
        return None
