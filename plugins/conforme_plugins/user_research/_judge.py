"""Whether a part of a page is a plan, what a session brought, a persona or a journey: by what it says, whatever its name."""

from __future__ import annotations

from conforme.facts import regex as re
from conforme.facts.placeholders import words_of_substance
from conforme.facts.text import fold, words
from conforme_plugins.user_research import _dates, _groups, _lexicon
from conforme_plugins.user_research._notes import Note, Said

_GUIDED = re.compile(r"\b(?:how to|comment|your|vos|votre)\b")
# « We recruited a total of 12 participants »; that some were met before, without a number, may be said in a plan.
_DONE = re.compile(
    r"\bwe (?:recruited|interviewed|tested|met|spoke|talked|surveyed|observed) (?:\w+ ){0,4}?\d{1,4}\b"
    r"|\bnous avons (?:recrute|rencontre|interroge|teste|sonde|observe) (?:\w+ ){0,3}?\d{1,4}\b"
    r"|\b\d{1,4} (?:\w+ ){0,3}(?:were (?:interviewed|recruited|tested|observed|involved)|took part|participated)\b"
    r"|\b\d{1,4} (?:\w+ ){0,3}ont (?:ete (?:rencontre|interroge|recrute|observe)\w{0,3}|participe)\b"
)
FEW_WORDS = 5
MANY_WORDS = 40
MANY_TITLES = 12
PARTS_OF_A_PLAN = ("questions", "aims", "method", "participants", "recruitment", "calendar", "consent")
TRAITS = ("aims", "needs", "frustrations", "findings", "date")
_DECISION = frozenset("decision decisions consequences consequence contexte context statut status".split())


def is_decision(note: Note) -> bool:
    """Whether a page is a decision record: it mentions research, it is not research."""
    titles = {" ".join(words(title)) for title in note.titles}
    return bool(titles & {"decision", "decision outcome", "resultat de la decision"}) and len(titles & _DECISION) >= 2


def kind(note: Note, path: str) -> str:
    """`plan`, `session`, `persona`, `journey`, or "" when it is none of them."""
    named, placed = _lexicon.topic(note.title), _lexicon.topic(path)
    for answer, holds in (
        ("persona", (named.persona or (note.whole and placed.persona and not named.journey)) and _is_persona(note)),
        ("journey", (named.journey or (note.whole and placed.journey)) and not _tells(note, "findings") and _is_journey(note)),
        ("plan", _is_named_plan(note, path)),
        ("session", _is_session(note, path)),
        ("plan", _is_plan(note, path)),
    ):
        if holds:
            return answer
    return ""


def _tells(note: Note, *roles: str) -> bool:
    return any(part.substance >= FEW_WORDS for part in note.of(*roles))


def _is_session(note: Note, path: str) -> bool:
    """What was found, and how or with whom; the less the structure says, the more the place must."""
    named, placed = _lexicon.topic(note.title), _lexicon.topic(path)
    counted = any(True for _ in _groups.phrases(note.prose))
    how = any(_lexicon.methods(part.text) for part in note.of("method"))
    # A report that ends with the questions asked speaks to participants as a guide speaks to its readers.
    dated = named.strong and counted and how and any(_dates.find(part.text) for part in note.of("method"))
    if _lexicon.is_guide(note.title, note.prose) and not dated and not (_is_shaped(note) and _date_is_told(note)):
        return False
    who = any(_counts(part) for part in note.of("participants"))
    if not _tells(note, "findings"):
        strong = named.strong or placed.strong
        return strong and ((how and (counted or (who and _tells(note, "needs")))) or (named.strong and counted and _is_account(note)))
    if named.strong or placed.strong:
        return how or who or counted or _lexicon.speaks_of_people(note.prose)
    if (placed.weak or named.weak) and ((how and who) or _in_research(path)):
        return how or counted or _lexicon.speaks_of_people(note.prose)
    return _is_shaped(note) or (counted and _reports_learning(note))


def _is_account(note: Note) -> bool:
    """Whether prose without sections tells of research that was done: a method, a time, and enough of it."""
    return bool(_lexicon.methods(note.prose)) and _dates.find(note.prose) is not None and words_of_substance(note.prose) >= 2 * MANY_WORDS


def _counts(part: Said) -> bool:
    people = _groups.read(part.lines)
    return bool(people.total or people.groups)


def _is_shaped(note: Note) -> bool:
    """Whether a page has the very shape of a session's note, so that no name is needed."""
    exact = {part.role for part in note.said if part.exact and note.has(part.role)}
    return {"method", "participants", "findings"} <= exact and len(note.titles) <= MANY_TITLES


def _date_is_told(note: Note) -> bool:
    return any(_dates.find(text) for text in (note.page.path, note.opening, *(part.text for part in note.of("date"))))


def _reports_learning(note: Note) -> bool:
    return any(part.substance >= FEW_WORDS and _lexicon.is_learning(part.title) for part in note.of("findings"))


def _in_research(path: str) -> bool:
    folders = [word for folder in path.split("/")[:-1] for word in words(folder)]
    return "research" in folders


def _is_named_plan(note: Note, path: str) -> bool:
    """A title that announces a plan of user research, and what such a plan holds; what tells findings is no plan."""
    named, placed = _lexicon.topic(note.title), _lexicon.topic(path)
    if _lexicon.topic(note.title).template or _GUIDED.search(fold(note.title)):
        return False
    announced = (named.plan and (named.strong or placed.strong)) or (placed.plan and placed.strong and note.whole)
    return announced and not note.has("findings") and not _is_told(note) and len(_parts_of_plan(note)) >= 2 and bool(_lexicon.methods(note.prose))


def _is_plan(note: Note, path: str) -> bool:
    """What only a plan of research holds, where research is spoken of."""
    named, placed = _lexicon.topic(note.title), _lexicon.topic(path)
    roles = _parts_of_plan(note)
    if note.has("findings", "needs") or _is_told(note) or not (named.strong or placed.strong or named.weak or placed.weak):
        return False
    how = any(_lexicon.methods(part.text) for part in note.of("method"))
    return how and bool(roles & {"questions", "aims"}) and bool(roles & {"participants", "recruitment"}) and len(roles) >= 3


def _is_told(note: Note) -> bool:
    """Whether what should be planned is told as done: people were met."""
    return any(_DONE.search(fold(part.text[:8000])) for part in note.of("participants", "recruitment", "method"))


def _parts_of_plan(note: Note) -> set[str]:
    return {part.role for part in note.said if part.role in PARTS_OF_A_PLAN and note.has(part.role)}


def _is_persona(note: Note) -> bool:
    traits = {part.role for part in note.said if part.role in TRAITS and note.has(part.role)}
    return len(traits) >= 2 and words_of_substance(note.prose) >= 15


def _is_journey(note: Note) -> bool:
    steps = max(len(note.items), len(note.titles) - 1, max((len(table.rows) for table in note.tables), default=0))
    return words_of_substance(note.prose) >= MANY_WORDS and (steps >= 3 or bool(note.images))
