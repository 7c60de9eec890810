"""Finds user research: plans, what sessions brought, personas and journeys, by what pages say; our register; documents that only their name tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from conforme import Document, Evidence, Reason, Record, Strength, Unreadable, View, hookimpl
from conforme.facts import history, markdown, personal, structured, tables
from conforme.facts.markdown import Page
from conforme.facts.records.vocabulary import Vocabulary
from conforme_plugins.user_research import _judge, _lexicon, _links, _meetings, _notes, _pages, _places, _read_note, _register, _rounds, _tables
from conforme_plugins.user_research._notes import Note

PLANS_DATED = 20
COLLECTION = 40  # so many pages side by side, with front matter, are a catalogue: each is about another thing than this product
LINK_WORDS = 6  # a longer text is a sentence, not the name of what it leads to
PAGE_BYTES = 1 << 20


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Evidence by file, or by section of a page that is about more than research.

    Records: see _records. Data: `carrier` (page, table, register, document, form or link), `readable`, `personal` (kind, line, column, no datum),
    `service` (what the manifest declares: its path, the day on which each phase began, the segments with their lines, and the
    `ids` that it gives them), and for plans `began` (the day of the commit that brought it, or None) and `how` (see facts.history.origin).
    """
    found = _Finder(view)
    yield from found.registers()
    yield from found.pages()
    yield from found.closed()


@dataclass
class _Finder:
    view: View

    def __post_init__(self) -> None:
        self.vocabulary = Vocabulary.of(self.view.fields)
        paths = self.view.paths
        self.tree = _links.Tree(self.view.exists, paths)
        self.service = _service(self.view)
        self.siblings = Counter(_folder(path) for path in paths if _places.is_prose(path))
        self.searched: set[str] = set()
        self.dated = 0

    # --- registers

    def registers(self) -> Iterator[Evidence]:
        for register in self.view.register("research"):
            if register.foreign:
                self.view.saw(register.path, "not-research")
                continue
            for problem in register.problems[:1]:
                self.view.flaw(Reason.INVALID, register.path, problem.line, problem=problem.key)
            names = {segment.id: segment.name for segment in self.view.manifest.segments}
            records = tuple(_register.records(register, self.tree, names))
            document = self.view.document(register.path)
            if records:
                yield self._evidence(document, records, "register", value="register")
            elif not register.problems:
                self.view.flaw(Reason.HOLLOW, register.path)

    # --- pages and tables

    def pages(self) -> Iterator[Evidence]:
        for document in self.view.documents():
            extension = _places.extension(document.path)
            if _places.is_form(document.path):
                with self.view.reading(document):
                    yield from self._form(document)
            elif extension == "csv":
                with self.view.reading(document):
                    yield from self._sheet(document)
            elif _places.is_prose(document.path) and not self._is_template(document.path):
                with self.view.reading(document):
                    if markdown.is_derived(document):
                        self.view.saw(document.path, "derived")
                    else:
                        yield from self._page(document)

    def _is_template(self, path: str) -> bool:
        name = path.rsplit("/", 1)[-1]
        blank = _lexicon.topic(name).template
        if blank and (_lexicon.topic(path).strong or _lexicon.topic(path).weak):
            self.view.saw(path, "template")
        return blank

    def _sheet(self, document: Document) -> Iterator[Evidence]:
        table = tables.read_csv(document)
        records = self._tabled([table])
        if records:
            yield self._evidence(document, records, "table", value="sessions")

    def _tabled(self, found: list[tables.Table]) -> tuple[Record, ...]:
        sessions = [record for table in found for record in _tables.sessions(table, self.vocabulary)]
        return (*sessions, *(record for table in found for record in _tables.findings(table, self.vocabulary, self.tree)))

    def _rounds(self, page: Page) -> tuple[Record, ...]:
        return tuple(
            record
            for table in page.tables
            if _lexicon.names_research(f"{page.path} {' '.join(_pages.titles_above(page, table.line))}")
            for record in _rounds.read(table, self.vocabulary)
        )

    def _page(self, document: Document) -> Iterator[Evidence]:
        if not _is_text(document):
            return
        page = document.fact(markdown.parse)
        note = _notes.whole(page, self.vocabulary, _pages.title(page, self.vocabulary))
        if _judge.is_decision(note):
            self.view.saw(document.path, "decision-record")
            return
        about = _lexicon.topic(f"{document.path} {note.title}")
        if (
            page.front_matter is not None
            and self.siblings[_folder(document.path)] >= COLLECTION
            and not _lexicon.topic(_folder(document.path)).strong
        ):
            self.view.saw(document.path, "other-research")
            return
        tabled = self._tabled([table for table in page.tables if about.strong or _pages.in_research_section(page, table.line)]) or self._rounds(page)
        if tabled:
            yield self._evidence(document, tabled, "table", value="sessions")
        evidence = list(self._notes(document, page, note, has_sessions=any(record.type == "session" for record in tabled)))
        yield from evidence
        if not evidence and not tabled and about.strong:
            self._near_miss(document, note)
        yield from self._plan_elsewhere(document, page)

    def _plan_elsewhere(self, document: Document, page: Page) -> Iterator[Evidence]:
        """A link to a plan of research that is kept out of the tree: it is there, and what it says is not read."""
        for link in page.links:
            named = _lexicon.topic(link.text)
            if "://" in link.target and named.plan and named.strong and not named.template and len(link.text.split()) <= LINK_WORDS:
                yield self._evidence(document, (), "link", value="plan", line=link.line, anchor="plan", strength=Strength.INDICATIVE, readable=False)
                return

    def _notes(self, document: Document, page: Page, note: Note, *, has_sessions: bool) -> Iterator[Evidence]:
        parts = list(self._parts(document, page))
        meeting = _meetings.read(note)
        note, whole = (meeting, "session") if meeting is not None else (note, "" if _pages.is_index(page) else _judge.kind(note, document.path))
        # Sections that are research in their own right tell more than a page that is about other things too.
        few = meeting is not None or len(parts) < 2 and (not parts or _lexicon.topic(f"{document.path} {note.title}").strong)
        if whole and few and not (whole == "session" and has_sessions):
            records = tuple(self._records(whole, note))
            yield self._evidence(document, records, "page", value=whole, line=max(note.line, 1))
            parts = [
                (kind, part)
                for kind, part in parts
                if kind != whole and not (whole == "session" and kind == "plan" and not _lexicon.topic(part.title).plan)
            ]
        for kind, part in parts:
            if not (kind == "session" and has_sessions):
                anchor = f"{kind}:{part.title}"
                yield self._evidence(document, tuple(self._records(kind, part)), "page", value=kind, line=part.line, anchor=anchor)
        yield from self._coverage(document, page)

    def _parts(self, document: Document, page: Page) -> Iterator[tuple[str, Note]]:
        """The sections that announce research, each once: those inside one that was kept belong to it. A title that is a link is an index's entry."""
        taken, linked = 0, {link.line for link in page.links}
        for section in page.sections[: _notes.SECTIONS_READ]:
            named = _lexicon.topic(section.title)
            blank = any(_lexicon.topic(title).template for title in (section.title, *section.trail))
            if section.line <= taken or blank or not (named.strong or named.persona or named.journey):
                continue
            part = _notes.part(page, section, self.vocabulary)
            kind = _judge.kind(part, "")
            if kind and section.line not in linked:
                taken = part.end
                yield kind, part

    def _coverage(self, document: Document, page: Page) -> Iterator[Evidence]:
        for table in page.tables:
            if _lexicon.topic(f"{document.path} {table.title} {_pages.title(page, self.vocabulary)}").strong or "participant" in table.title.lower():
                record = _tables.coverage(table, self.vocabulary)
                if record is not None:
                    yield self._evidence(document, (record,), "table", value="participants", line=table.line, anchor=f"coverage:{table.line}")

    def _records(self, kind: str, note: Note) -> Iterator[Record]:
        if kind == "plan":
            yield from _read_note.plan(note, self.vocabulary)
        elif kind == "session":
            yield from _read_note.session(note, self.vocabulary, self.tree)
        else:
            yield from _read_note.portrait(note, kind, self.tree)

    def _near_miss(self, document: Document, note: Note) -> None:
        roles = {part.role for part in note.said}
        waiting = note.empty(*roles)
        if len(roles) >= 3 and 2 * len(waiting) >= len(note.said):
            self.view.flaw(Reason.HOLLOW, document.path, waiting[0].line)
        else:
            self.view.saw(document.path, "not-research")

    # --- what only its name tells

    def _form(self, document: Document) -> Iterator[Evidence]:
        if _places.extension(document.path) in ("yml", "yaml"):
            titles = list(_places.form_fields(document.fact(structured.parse)))
        else:
            titles = _places.heading_titles(document.fact(markdown.parse))
        if _places.asks_for_research(titles, self.vocabulary):
            yield self._evidence(document, (), "form", value="form", strength=Strength.INDICATIVE)

    def closed(self) -> Iterator[Evidence]:
        for candidate in self.view.candidates():
            format = _places.closed(candidate.path)
            if format and _opens_as(self.view, candidate.path, format):
                yield self._evidence(self.view.document(candidate.path), (), "document", value=format, readable=False)

    # --- evidence

    def _evidence(
        self,
        document: Document,
        records: tuple[Record, ...],
        carrier: str,
        *,
        value: str,
        line: int = 1,
        anchor: str = "",
        strength: Strength = Strength.DECLARED,
        readable: bool = True,
    ) -> Evidence:
        data: dict[str, Any] = {"carrier": carrier, "readable": readable, "service": self.service}
        data["personal"] = self._personal(document) if readable else ()
        if any(record.type == "plan" for record in records):
            data |= self._origin(document.path)
        return self.view.evidence(document, line=line, value=value, strength=strength, anchor=anchor, records=records, data=data)

    def _personal(self, document: Document) -> tuple[tuple[str, int, int], ...]:
        """Where likely personal data stands, once a file."""
        if document.path in self.searched:
            return ()
        self.searched.add(document.path)
        lines = document.text.split("\n")
        return tuple((hit.kind, hit.line, hit.column) for hit in personal.find(document.text) if not _lexicon.names_an_author(lines[hit.line - 1]))

    def _origin(self, path: str) -> dict[str, Any]:
        self.dated += 1
        if self.dated > PLANS_DATED:
            return {"began": None, "how": "unknown"}
        origin = history.origin(self.view.history, path)
        return {"began": origin.date, "how": origin.how}


def _service(view: View) -> dict[str, Any]:
    """What the manifest declares that research is compared with."""
    segments = tuple((segment.name, segment.line) for segment in view.manifest.segments if segment.name)
    ids = tuple((segment.id, segment.name, segment.line) for segment in view.manifest.segments if segment.id != segment.name)
    return {"phases": dict(view.manifest.phases), "segments": segments, "ids": ids, "manifest": view.manifest.service.manifest}


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _is_text(document: Document) -> bool:
    return b"\0" not in document.bytes(PAGE_BYTES)[:4096]


def _opens_as(view: View, path: str, format: str) -> bool:
    try:
        return view.document(path).bytes(16 << 20).startswith(_places.CLOSED[format])
    except Unreadable as error:
        view.limit(error.what, path, error.measured, error.bound)
        return False
