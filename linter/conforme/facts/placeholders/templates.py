"""Well-known templates left as they came, told by their own distinctive phrases, and what remains to fill in."""

from __future__ import annotations

from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.placeholders.marks import is_fictitious_address, is_instruction, is_placeholder, wrapped
from conforme.facts.placeholders.substance import Block, blocks
from conforme.facts.text import words

MARK_LIMIT = 100


class Mark(NamedTuple):
    """What remains to fill in, and its line."""

    line: int
    text: str


class _Template(NamedTuple):
    id: str
    phrases: tuple[str, ...]
    least: int = 1
    also: tuple[str, ...] = ()


# A document is an untouched template when `least` of its phrases remain, and one of `also` when there are some. Phrases are those of the
# part that must be filled in: many a real policy keeps the first sentence of GitHub's template and answers the second.
_TEMPLATES = (
    _Template("github-security-default", (
        "use this section to tell people how to report a vulnerability",
        "tell them where to go how often they can expect to get an update on a reported vulnerability",
    )),
    _Template("contributor-covenant-contact", ("insert contact method", "insert email address", "inserez le moyen de contact",
              "inserez une adresse courriel"), 1,
              ("contributor covenant", "code of conduct", "code de conduite", "enforcement")),
    _Template("madr", (
        "short title of solved problem and solution", "short title of solved problem and found solution",
        "short title representative of solved problem and found solution",
        "describe the context and problem statement e g in free form using two to three sentences", "list everyone involved in the decision",
        "justification e g only option which meets k o criterion decision driver", "name or label of the assessed option",
        "decision driver 1 e g a force facing concern", "title of option 1", "describe how the implementation of compliance with the adr",
    ), 2),
    _Template("adr-nygard", (
        "what is the issue that we re seeing that is motivating this decision or change", "what is the change that we re proposing and or doing",
        "what becomes easier or more difficult to do because of this change",
        "what becomes easier or more difficult to do and any risks introduced by the change",
        "the issue motivating this decision and any context that influences or constrains the decision",
        "the change that we re proposing or have agreed to implement",
    ), 2),
    _Template("adr-decision-record", (
        "the facts behind the need to make the decision", "what the team has decided to do",
        "both positive and negative consequences of the decision",
    ), 2),
    _Template("cqen-decision", (
        "decrivez le contexte et l enonce du probleme par exemple sous forme libre en utilisant deux a trois phrases", "titre de la decision",
        "titre de l option 1", "facteur decisionnel 1 par exemple une force une preoccupation",
        "la seule option qui satisfait aux facteurs decisionnels est la meilleure",
        "decrire comment l implementation de la conformite avec l adr est validee",
    ), 2),
    _Template("cqen-hypothese", (
        "nom de l experimentation", "decrire le probleme ou l incertitude vise par l hypothese", "elaborer sur l innovation a mettre a l essai",
        "marqueur de verification de l effet 1", "enoncer precisement l experimentation qui sera entreprise",
        "description concise de la methode d experimentation prevue",
    ), 2),
    _Template("cqen-rapport", ("reprendre le contexte de l experimentation", "reprendre ici l hypothese",
              "decrire etapes par etapes la demarche utilisee", "expliquer si l hypotheses s est averee ou non"), 2),
    _Template("cqen-readme", (
        "faites une introduction au sujet du projet", "decrivez autant possible le contexte general de votre projet",
        "de quoi avez vous besoin pour installer le logiciel et comment les installer",
        "une serie d exemples etape par etape qui vous expliquent comment", "terminez avec un exemple d extraction de donnees du systeme",
        "ceci est un exemple de la facon dont vous pouvez donner des instructions",
    ), 2),
    _Template("cqen-security", ("securite ministere gouv qc ca",)),
    _Template("cqen-code-of-conduct", ("moderation ministere gouv qc ca", "personne1 ministere gouv qc ca")),
    _Template("readme-purplebooth", (
        "one paragraph of project description goes here", "what things you need to install the software and how to install them",
        "say what the step will be", "a step by step series of examples that tell you how to get a development env running",
        "end with an example of getting some data out of the system", "explain how to run the automated tests for this system",
        "explain what these tests test and why", "add additional notes about how to deploy this",
    ), 3),
)  # fmt: skip
_CHANGELOG = ("keep a changelog", "keepachangelog com", "tous les changements notables", "all notable changes to this project")
_RELEASED = re.compile(r"^ {0,3}#{1,3} {1,4}\[?[vV]?\d{1,9}[.\d]", re.MULTILINE)
_PROJECT_NAME = re.compile(r"<(?:nom du projet|nom-du-projet|project name|project-name|your project)>", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}|https?://[^\s<>()\[\]|\"']{1,300}")
_TITLE = re.compile(r"^ {0,3}# .{1,200}$", re.MULTILINE)


def template(text: str) -> str | None:
    """The id of the well-known template that `text` still is, None for a text of one's own. What is quoted in code does not count.

    Ids: github-security-default, contributor-covenant-contact, madr, adr-nygard, adr-decision-record, cqen-decision, cqen-hypothese, cqen-rapport,
    cqen-readme, cqen-security, cqen-code-of-conduct, readme-purplebooth, keep-a-changelog.
    """
    shown = list(blocks(text))
    said = _plain(shown)
    for known in _TEMPLATES:
        if sum(phrase in said for phrase in known.phrases) >= known.least and (not known.also or any(phrase in said for phrase in known.also)):
            return known.id
    return "keep-a-changelog" if _is_bare_changelog(text, said, shown) else None


def _plain(shown: list[Block]) -> str:
    return " ".join(words(" ".join(block.text for block in shown if block.kind != "code")))


def _is_bare_changelog(text: str, said: str, shown: list[Block]) -> bool:
    """Whether the two sentences of Keep a Changelog stand with no release and no entry under them."""
    if not any(phrase in said for phrase in _CHANGELOG) or _RELEASED.search(text):
        return False
    entries = [
        block
        for block in shown
        if not any(phrase in _plain([block]) for phrase in (*_CHANGELOG, "semantic versioning", "versionnage semantique", "gestion semantique"))
    ]
    return all(is_placeholder(block.text) for block in entries)


def unfilled(text: str) -> tuple[Mark, ...]:
    """What remains to fill in, in order, outside code: bracketed places, lines to complete, fictitious addresses, `# Titre du projet`."""
    marks = [Mark(text.count("\n", 0, title.start()) + 1, title.group().strip()) for title in _TITLE.finditer(text) if is_placeholder(title.group())]
    for block in blocks(text):
        if block.kind != "code":
            marks += _marks(block)
    return tuple(sorted(marks)[:MARK_LIMIT])


def _marks(block: Block) -> list[Mark]:
    if is_placeholder(block.text) or is_instruction(block.text):
        return [Mark(block.line, block.text.strip())]
    found = [(match.start(), match.group()) for match in _PROJECT_NAME.finditer(block.text)]
    found += [(place.start, place.text) for place in wrapped(_without_code(block.text))]
    found += [(match.start(), match.group()) for match in _ADDRESS.finditer(block.text) if is_fictitious_address(match.group())]
    return [Mark(block.line + block.text.count("\n", 0, start), what) for start, what in sorted(set(found))]


_CODE = re.compile(r"`[^`\n]{1,300}`")


def _without_code(text: str) -> str:
    return _CODE.sub(lambda match: " " * len(match.group()), text)
