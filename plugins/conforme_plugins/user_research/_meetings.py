"""Accounts of one interview or workshop, told in sections of their own (« Entretien avec … »): what follows the introduction is what was learned."""

from __future__ import annotations

from dataclasses import replace

from conforme.facts import regex as re
from conforme.facts.markdown import Section
from conforme.facts.placeholders import words_of_substance
from conforme.facts.text import fold, words
from conforme_plugins.user_research import _dates, _lexicon
from conforme_plugins.user_research._notes import Note, Said

LONG = 80
SHORT = 20  # a conclusion of fewer words sums up what the other sections tell
_FOLDERS = {
    "entretien": "Entretien", "entretiens": "Entretien", "entrevue": "Entrevue", "entrevues": "Entrevue", "interview": "Interview",
    "interviews": "Interview", "atelier": "Atelier", "ateliers": "Atelier", "workshop": "Workshop", "workshops": "Workshop",
}  # fmt: skip
_PLACES = frozenset((*_FOLDERS, "research", "recherche", "recherches", "ux"))
_PUBLISHED = frozenset("blog blogs post posts news actualites nouvelles training formation formations course courses cours guides tutorials".split())
_ONE = re.compile(r"(?:entretien|entrevue|interview|conversation)\b.{0,40}?\b(?:avec|with|de)\b (.{1,60})\Z", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-z]\w*(?:[-’'][^\W\d_]\w*)*(?: (?:[^\W\d_]\w*[-’']?){1,4}){1,3}\Z")
_SOMEBODY = re.compile(r"(?:une?|an?) \w", re.IGNORECASE)
_WITH = re.compile(r"\b(?:avec|aupres d\w{1,3}|with)\b")
_ABOUT = frozenset(("presentation", "introduction", "contexte", "context", "profil", "profile", "background", "sommaire", "contents"))


def read(note: Note) -> Note | None:
    """The note with what was learned and how many took part as parts of it; None when it is no account of a meeting.

    The name of whom was met is in no title that we show.
    """
    folders = [word for folder in note.page.path.split("/")[:-1] for word in words(folder)]
    kind = _kind(note, folders)
    if not kind or not _PLACES.intersection(folders) or _PUBLISHED.intersection(folders) or not _is_dated(note):
        return None
    named = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", f"{note.page.path.rpartition('/')[2]} {note.title}")
    if _lexicon.topic(named).plan or _lexicon.topic(named).template:
        return None
    if _lexicon.is_guide(note.title, note.prose):
        return None
    people, found = _people(note), _learned(note)
    if not found or not (people or note.has("participants") or _lexicon.speaks_of_people(note.prose) or _quotes(note)):
        return None
    others = (part for part in note.said if part.role != "findings")
    return replace(note, title=_shown(note, kind), said=(*others, *found, *people, Said("method", "", kind, note.line, note.line)))


def _quotes(note: Note) -> bool:
    """Whether somebody's words are set apart."""
    return any(f"\n{section.body}".find("\n>") >= 0 for section in note.page.sections)


def _learned(note: Note) -> tuple[Said, ...]:
    """All that follows the introduction, when it is long enough and no section of findings is; else what such a section says."""
    known = note.of("findings")
    told = [section for section in note.page.sections[1:] if not _is_introduction(section)]
    learned = "\n".join(f"{section.title}\n{section.body}" for section in told).strip()
    if sum(part.substance for part in known) >= SHORT or words_of_substance(learned) < LONG:
        return known
    return (Said("findings", "", learned, told[0].line, note.end),)


def _kind(note: Note, folders: list[str]) -> str:
    """`Entretien`, `Workshop`…, by the first words of the title, else by the folder; "" for no meeting."""
    titled = next((_FOLDERS[word] for word in words(note.title)[:4] if word in _FOLDERS), "")
    return titled or next((_FOLDERS[word] for word in folders if word in _FOLDERS), "")


def _is_dated(note: Note) -> bool:
    return any(_dates.find(part.text) for part in note.of("date")) or _dates.find(note.page.path) is not None


def _is_introduction(section: Section) -> bool:
    return fold(section.title) in _ABOUT


def _shown(note: Note, kind: str) -> str:
    """The title, without whom it was with: « Entretien » of « Entretien avec … » and of a title that is a name."""
    return kind if _NAME.match(note.title) or _WITH.search(fold(note.title)) else note.title


def _people(note: Note) -> tuple[Said, ...]:
    """How many took part: a number in the front matter, or one when an interview is with somebody."""
    front = note.page.front_matter.get("attendees") if note.page.front_matter is not None else None
    if front is not None and str(front.value).isdecimal():
        return (Said("participants", "", f"{front.value} participants", front.line, front.line),)
    one = _ONE.match(note.title) if not note.has("participants") else None
    return (Said("participants", "", "1 participant", note.line, note.line),) if one and (_NAME.match(one[1]) or _SOMEBODY.match(one[1])) else ()
