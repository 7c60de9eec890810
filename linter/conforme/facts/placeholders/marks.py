"""What a single value looks like when it only holds the place of one to come. A sentence about placeholders is not one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.text import fold, words

VALUE_LIMIT = 600


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# --- brackets of every kind: <Nom du projet>, {titre de l'option 1}, [insert …]

_WRAPPED = re.compile(r"<(?P<angle>[^<>\n]{2,200})>|\{(?P<brace>[^{}]{2,600})\}|(?<!\!)\[(?P<bracket>[^\[\]]{2,300})\](?![(\[:])")
_PROSE = re.compile(r"[\w ’'.,/()?!…|+&#*\"“”«»;:°%–—-]+\Z")
# `{query, class}`: names that code takes apart, not words to replace.
_NAMES = re.compile(r"[\w$]{1,40}(?:, ?[\w$]{1,40}){1,20}\Z")
_HTML = _set(
    """a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col colgroup data
    datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 head header hgroup
    hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav nobr noscript object ol optgroup option output p
    param picture path pre progress q rp rt ruby s samp script search section select slot small source span strike strong style sub summary sup
    svg table tbody td template text textarea tfoot th thead time title tr track tt u ul var video wbr"""
)
_HINTS = _set(
    """nom noms name names prenom firstname lastname projet project your votre vos insert inserer todo tbd xxx organisation organization organisme
    ministere ministry courriel email mail equipe team numero number description url lien date aaaa yyyy responsable contact owner user username
    utilisateur company entreprise domain domaine identifiant repo depot titre"""
)
# In code, only what stands for the reader's own names: `<nom du projet>`, not `<texte libre>`, the value that an event takes.
_OWN = _set("nom name votre vos your projet project organisation organization")
_VERBS = _set(
    """insert inserer inserez enter entrer entrez describe decrire decrivez indiquer indiquez preciser precisez remplir remplissez fill enoncer
    enoncez specify replace remplacer remplacez ecrire ecrivez ajouter ajoutez expliquer expliquez lister listez donner donnez fournir
    fournissez choisir
    choisissez nommer nommez provide todo tbd fixme placeholder your votre vos complete completer completez"""
)
_OPENINGS = (
    "a completer", "a definir", "a determiner", "a preciser", "a remplir", "a venir", "a modifier", "to be completed", "to be defined",
    "to be determined", "short title", "short description", "name of", "nom de", "nom du", "nom d'", "titre de", "titre du", "title of",
    "option 1", "option 2", "option 3", "argument a", "argument b", "project name", "describe ", "list everyone", "list of", "liste de",
    "add your", "add a ", "add the", "e g ", "ex ", "example |", "yyyy", "aaaa", "jj/", "dd/", "justification", "driver 1", "driver 2",
    "decision driver", "email address", "adresse courriel", "adresse de courriel", "link to", "lien vers",
)  # fmt: skip


class Wrapped(NamedTuple):
    """A placeholder in brackets, and where it stands."""

    start: int
    end: int
    text: str


def wrapped(text: str) -> Iterator[Wrapped]:
    """The bracketed placeholders inside `text`."""
    for match in _WRAPPED.finditer(text):
        shape = match.lastgroup or ""
        if _SHAPES[shape](match[shape]):
            yield Wrapped(match.start(), match.end(), match.group())


def _angle(inner: str) -> bool:
    found = words(inner)
    if not found or inner[0] in " /!?%" or inner[-1] in " /" or "=" in inner or "://" in inner or not _PROSE.match(inner.replace("@", "")):
        return False
    if "@" in inner:
        return is_fictitious_address(inner)
    if found[0] in _HTML and len(found) <= 2:
        return False
    return " " in inner or _hinted(inner, found)


def _hinted(inner: str, found: list[str]) -> bool:
    """Whether a name without space tells that it stands for another: `<your-name>`, `<projectName>`, not `<qc-alert>`."""
    camel = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", inner[:80])
    return any(word in _HINTS for word in (*found, *words(camel)))


def _brace(inner: str) -> bool:
    found = words(inner)
    if (
        not found
        or inner[0] in " {%$#\n"
        or re.match(r"[\"']?[\w-]{1,40}[\"']?[ \t]{0,4}:(?! [A-Za-zÀ-ÿ]{2,} [a-zà-ÿ])", inner)
        or not _PROSE.match(inner.replace("\n", " ").replace("<", "").replace(">", ""))
    ):
        return False
    if len(found) >= 2 and " " in inner:
        return max(map(len, found)) >= 3 and not _NAMES.match(inner)
    return (_hinted(inner, found) and "." not in inner) or bool(_DATE.match(fold(inner)))


def _bracket(inner: str) -> bool:
    found = words(inner)
    folded = fold(inner)
    if not found or inner[0] in " ^!@#\\" or "://" in inner:
        return False
    if len(found) >= 2 and (found[0] in _VERBS or "votre" in found or "your" in found):
        return True
    return folded.startswith(_OPENINGS) or bool(_DATE.match(folded)) or folded in _EXACT


_SHAPES: dict[str, Callable[[str], bool]] = {"angle": _angle, "brace": _brace, "bracket": _bracket}

# --- words

_EXACT = frozenset((
    "todo", "to do", "tbd", "tba", "tbc", "tbw", "fixme", "wip", "a completer", "a venir", "a definir", "a determiner", "a preciser", "a remplir",
    "a faire", "a rediger", "a ecrire", "a documenter", "a confirmer", "a valider", "a suivre", "a renseigner", "a ajouter", "en construction",
    "en redaction",
    "en cours de redaction", "section a completer", "coming soon", "to be determined", "to be defined", "to be completed", "to be confirmed",
    "to be announced", "to be done", "to be added", "to be written", "to be decided", "to come", "to complete", "work in progress",
    "under construction", "not yet written", "not written yet", "bientot", "bientot disponible", "foo", "foobar", "foo bar", "asdf", "bla bla",
    "blabla", "blah blah", "your name", "votre nom", "your text here", "votre texte ici", "text here", "texte ici", "insert text here",
    "add text here", "add content here", "nom prenom", "prenom nom", "first last", "john doe", "jane doe", "donnez l'exemple",
    "donnez des exemples", "give the example", "give examples", "give an example", "description ici", "description here",
    "enter description here", "titre ici", "title here", "n/a to be completed", "0000 00 00", "aaaa", "yyyy", "jj mm aaaa", "dd mm yyyy",
))  # fmt: skip
_DATE = re.compile(r"(?:(?:yyyy|aaaa)[ /]mm[ /](?:dd|jj)|(?:dd|jj|mm)[ /](?:mm|dd|jj)[ /](?:yyyy|aaaa|yy|aa))(?:\Z| )")
_MARKER = re.compile(
    r"(?:TODO|TBD|TBC|FIXME|XXX|WIP|À COMPLÉTER|A COMPLETER|À FAIRE|À VENIR|À DÉFINIR)(?:\Z|[ \t]{0,2}[:(\[–—.,!-]"
    r"| {1,2}(?!lists?\b|items?\b|apps?\b|comments?\b|files?\b|and\b|or\b|is\b|are\b|et\b|ou\b|in\b))"
)
_MARKER_ANY_CASE = re.compile(r"(?:todo|tbd|fixme|a completer|a definir|a determiner|a preciser|a remplir|a rediger|a documenter) ?[:(\[–—!]")
_OPEN_END = re.compile(
    r"(?:(?:sera|seront|reste|restent|sont|est) )?(?:encore )?(?:a completer|a definir|a determiner|a preciser|a remplir|a rediger|a renseigner"
    r"|to be (?:completed|defined|determined|confirmed|decided|written|added))(?: |\Z)"
)
_CROSSES = re.compile(r"[~≥≤<>= $]{0,4}(?:x{2,}|x(?=[,. ]x| ?%))(?:[., ]x{1,4})?(?: ?[%$]| [a-z]{1,12})?\Z")
_YOUR_DESCRIPTION = re.compile(
    r"(?:une |a )?(?:breve |courte |short |brief )?description (?:de |du |of |for )(?:votre|vos|your|l'option|the option|option)\b"
)
_CUT_DESCRIPTION = re.compile(r"(?:une |a )?(?:breve |courte |short |brief )?description (?:de|du|des|d'|of|for)\b.{0,60}\Z")
_LOREM = re.compile(r"lorem ipsum\b")
_INSTRUCTIONS = (
    "use this section to ", "utilisez cette section pour ", "utiliser cette section pour ", "tell them where to go, ", "replace this text",
    "remplacez ce texte", "remplacer ce texte", "remove this section", "delete this section", "supprimez cette section",
    "describe your project here", "decrivez votre projet ici",
    "decrivez autant possible le contexte",
    "faites une introduction au sujet du projet", "add your text", "ajoutez votre texte",
    "insert here", "inserez ici", "what is the issue that we're seeing that is motivating",
    "what is the change that we're proposing", "what becomes easier or more difficult to do", "one paragraph of project description",
    "one paragraph of the project description", "what things you need to install the software", "say what the step will be",
    "a step by step series of examples that tell you how", "explain what these tests test",
    "explain how to run the automated tests for this system", "end with an example of getting some data out",
    "add additional notes about how to deploy this", "de quoi avez vous besoin pour installer le logiciel",
    "une serie d'exemples etape par etape", "terminez avec un exemple d'extraction",
    "ceci est un exemple de la facon dont vous pouvez donner des instructions", "the facts behind the need to make the decision",
    "what the team has decided to do", "both positive and negative consequences of the decision", "decrivez chaque etape",
    "describe the context and problem statement",
)  # fmt: skip
_CODE = re.compile(r"`[^`]+`\Z")
_EDGES = " \t\n*_`~\"'«»“”’.!;,:>\u00a0\u202f"
_LEAD = re.compile(r"(?:[-*+•>#]{1,6}|\d{1,3}[.)]|\[[ xX]\])[ \t]{1,4}")
_PROJECT_TITLE = frozenset(
    ("titre du projet", "nom du projet", "project title", "project name", "titre", "title", "your project", "votre projet", "template", "gabarit")
)


def is_placeholder(text: str) -> bool:
    """Whether the whole of `text` (a cell, a field, a line) only holds the place of a text to come. "" is not one: it is empty."""
    shown = " ".join(text[: VALUE_LIMIT + 1].split())
    if not shown or len(text) > VALUE_LIMIT:
        return bool(shown) and bool(_LOREM.match(fold(text[:40])))
    if shown.startswith("#") and fold(shown.lstrip("# ")).strip(" *_") in _PROJECT_TITLE:
        return True
    bare = _unled(shown)
    if not any(character.isalnum() for character in bare):
        return _is_waiting(shown)
    return _is_wrapped(bare) or is_fictitious_address(bare) or (not _CODE.match(bare) and _is_marked(bare))


def _unled(shown: str) -> str:
    """Without bullets, boxes, heading marks and emphasis."""
    for _ in range(3):
        lead = _LEAD.match(shown)
        if lead is None:
            break
        shown = shown[lead.end() :]
    return shown.strip("*_~ ")


def _is_waiting(shown: str) -> bool:
    """`???`, `…`, `____`: signs that wait, unlike a dash or an emoji."""
    kept = shown.strip("()[]{}<>*-|`\"' ")
    dots = "…" in kept or "..." in kept
    return (dots and "/" not in kept) or (bool(kept) and set(kept) == {"?"}) or "___" in shown


def _is_wrapped(bare: str) -> bool:
    inner = bare.strip("\"'«»“”.,;:! \u00a0\u202f")
    code = inner.startswith("`")
    inner = inner.strip("`")
    found = next(wrapped(inner), None)
    if found is None or (found.start, found.end) != (0, len(inner)):
        return False
    return not code or (" " in inner and not _OWN.isdisjoint(words(inner)))


def _is_marked(bare: str) -> bool:
    if _MARKER.match(bare):
        return True
    written = fold(bare.strip("\"'«»“”` "))
    folded = written.strip(_EDGES)
    if folded in _EXACT or _DATE.match(folded) or _CROSSES.match(folded) or _LOREM.match(folded) or _MARKER_ANY_CASE.match(written):
        return True
    if _YOUR_DESCRIPTION.match(folded) or (bare.endswith(("…", "..")) and _CUT_DESCRIPTION.match(folded)):
        return True
    return is_instruction(folded) or (len(folded) <= 80 and bool(_OPEN_END.match(folded)))


def is_instruction(sentence: str) -> bool:
    """Whether a sentence is one that a well-known template gives to its reader."""
    return fold(sentence).lstrip(_EDGES).startswith(_INSTRUCTIONS)


# --- addresses

_ADDRESS = re.compile(
    r"(?:mailto:)?[\w.+%-]{1,64}@([\w.-]{1,200})\Z|(?:https?://)?(?:www\.)?([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})(?::\d{1,5})?(/[^\s]{0,300})?\Z",
    re.IGNORECASE,
)
_FICTITIOUS = re.compile(
    r"(?:.{1,200}\.)?(?:exemples?|examples?)\.(?:com|net|org|edu|ca|fr|qc\.ca|gov|gouv\.qc\.ca|gc\.ca|gov\.uk)\Z|(?:.{1,200}\.)?(?:example|invalid)\Z"
    r"|(?:.{1,200}\.)?(?:your|votre)-?(?:org|organisation|organization|organisme|domain|domaine|company|entreprise|site|service|ministere|project|projet)(?:\.[a-z]{2,10}){1,3}\Z"
    r"|(?:.{1,200}\.)?(?:my-?(?:domain|company|org|site)|mon-?(?:domaine|site))\.[a-z]{2,10}\Z"
    r"|(?:.{1,200}\.)?ministere\.gouv\.qc\.ca\Z|(?:domain|domaine|company|organisation|organization)\.(?:com|org|ca|qc\.ca)\Z",
    re.IGNORECASE,
)
_FICTITIOUS_PATH = re.compile(
    r"/(?:your|votre)[-_]?(?:org|organisation|organization|user|username|name|nom|project|projet|repo|depot|company)[\w-]{0,20}(?:/|\Z)|/nom-du-(?:projet|depot)(?:/|\Z)",
    re.IGNORECASE,
)


def is_fictitious_address(text: str) -> bool:
    """Whether an e-mail or web address is one that a template shows: reserved names (RFC 2606), `votre-organisation.ca`, `ministere.gouv.qc.ca`."""
    address = _ADDRESS.match(text.strip(" <>`*_.,;"))
    if address is None:
        return False
    host = (address[1] or address[2]).rstrip(".")
    return bool(_FICTITIOUS.match(host)) or bool(_FICTITIOUS_PATH.search(address[3] or ""))
