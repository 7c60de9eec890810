"""What names alone can tell: documents that no text reader opens, blank forms, and which files are worth reading."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import regex as re
from conforme.facts.markdown import Page
from conforme.facts.records.vocabulary import Vocabulary
from conforme.facts.structured import Node
from conforme.facts.text import fold
from conforme_plugins.user_research import _lexicon

PROSE = frozenset(("", "md", "mdx", "markdown", "rst", "adoc", "txt", "qmd"))
CLOSED = {"pdf": b"%PDF", "docx": b"PK\x03\x04", "pptx": b"PK\x03\x04", "odt": b"PK\x03\x04", "odp": b"PK\x03\x04"}
_NAMED = re.compile(
    r"\b(?:(?:user|ux|design|agency|usability|discovery)(?: \w+){0,2} research|research (?:\w+ ){0,2}(?:plan|report|findings|summary|notes|"
    r"session|protocol)|usability (?:test|study|report|findings)\w*|"
    r"(?:user|customer|citizen) journey(?: maps?)?|personas?|user (?:test|interview)\w*|(?:plan|rapport|constats|protocole|"
    r"synthese) (?:de )?recherche (?:utilisat|ux|aupres|usag)\w*|"
    r"recherche (?:utilisat|ux|aupres|usag)\w*|tests? (?:utilisat|d utilisabilite)\w*|parcours (?:utilisat|usag|client)\w*)\b"
)
_FORMS = re.compile(r"\.(?:github/issue_template|gitlab/issue_templates)/", re.IGNORECASE)


def extension(path: str) -> str:
    base = path.rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[-1].lower() if "." in base[1:] and " " not in base.rsplit(".", 1)[-1] else ""


def is_prose(path: str) -> bool:
    return extension(path) in PROSE and not path.rsplit("/", 1)[-1].startswith(".")


def is_form(path: str) -> bool:
    return bool(_FORMS.search(path))


def closed(path: str) -> str:
    """The format of a document of research that is not read (`pdf`), as its name says in so many words; "" for any other file."""
    found = extension(path)
    if found not in CLOSED:
        return ""
    base = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    spoken = re.sub(r"[^a-z0-9]+", " ", fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", base)))
    placed = _lexicon.topic("/".join(path.split("/")[:-1])).strong
    return found if _NAMED.search(spoken) or (placed and _lexicon.topic(spoken).weak) else ""


def form_fields(node: Node) -> Iterator[str]:
    """The labels of an issue form."""
    body = node.fields().get("body")
    for item in body.items() if body is not None and body.kind == "list" else ():
        attributes = item.fields().get("attributes") if item.kind == "map" else None
        label = attributes.fields().get("label") if attributes is not None and attributes.kind == "map" else None
        if label is not None and label.kind == "scalar":
            yield str(label.value)


def asks_for_research(titles: list[str], vocabulary: Vocabulary) -> bool:
    """Whether a blank form has the fields of a research plan or of a session."""
    roles = {vocabulary["note"].label(title) for title in titles} - {None}
    return len(roles & {"questions", "method", "participants", "findings", "recruitment", "consent"}) >= 2


def heading_titles(page: Page) -> list[str]:
    return [section.title for section in page.sections]
