"""How to contribute: a guide, or a section that tells it in the pages of the repository. A code of conduct is noted beside it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, Reason, Strength, View, hookimpl
from conforme.facts import markdown, placeholders, said, text
from conforme.facts import regex as re
from conforme_plugins.contribution_guide import _lexicon

# What the well-known codes leave to fill in: to whom to report.
_TO_INSERT = re.compile(r"\[[ ]?(?:insert|ins[ée]rer|indiquer|your)\b[^\]\n]{0,60}\]", re.IGNORECASE)
LEAST_WORDS, SECTION_WORDS = 40, 22
SHOWN = 4
# Pages that say in several sections how a change is proposed, reviewed and decided.
RULED = ("governance", "gouvernance")
# Notes about contributions, not guides to them.
ASIDE = frozenset("issue_template posts _posts blog decisions adr adrs research tickets meeting-minutes".split())


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Data: `parts`, what the guide tells; a code of conduct is a hint with `filled`."""
    shown: set[str] = set()
    for document in view.documents():
        with view.reading(document):
            if "condu" in text.fold(document.path.rsplit("/", 1)[-1]):
                yield _conduct(view, document)
            elif len(shown) < SHOWN and not _is_aside(document.path):
                found = _guide(view, document)
                if found is not None:
                    shown.add(document.path)
                    yield found
    if not shown:
        yield from _sections(view, shown)


def _is_aside(path: str) -> bool:
    folders = path.lower().split("/")
    return bool(ASIDE & set(folders[:-1])) or any(mark in folders[-1] for mark in ("template", "release", "agreement", "changelog"))


def _conduct(view: View, document: Document) -> Evidence:
    body = document.text
    filled = placeholders.words_of_substance(body) >= LEAST_WORDS and placeholders.template(body) is None and not _TO_INSERT.search(body)
    return view.evidence(document, value="conduct", strength=Strength.INDICATIVE, anchor="conduct", data={"filled": filled})


def _guide(view: View, document: Document) -> Evidence | None:
    if placeholders.is_hollow(document.text) or placeholders.template(document.text):
        view.flaw(Reason.HOLLOW, document.path)
        return None
    told = document.fact(said.read)
    parts = told.signals(_lexicon.PARTS)
    if told.count < LEAST_WORDS or len(parts) < 2 or not _lexicon.CORE & set(parts):
        view.saw(document.path, "no-how")
        return None
    return view.evidence(document, value="guide", data={"parts": tuple(sorted(parts)), "words": told.count})


def _sections(view: View, shown: set[str]) -> Iterator[Evidence]:
    """Sections so titled, and those that tell the way of a change under another title."""
    for document in view.pages():
        if document.path in shown or len(shown) >= SHOWN:
            continue
        with view.reading(document):
            for section in document.fact(markdown.parse).sections:
                found = _section(view, document, section)
                if found is not None:
                    shown.add(document.path)
                    yield found
                    break


def _section(view: View, document: Document, section: markdown.Section) -> Evidence | None:
    titled = text.matches(section.title, HEADINGS)
    body = document.fact(markdown.parse).under(section) if titled else section.body
    told = said.spoken([*body.split("\n")], section.first)
    whole = document.fact(said.read) if document.path.lower().startswith(RULED) else told
    parts = whole.signals(_lexicon.PARTS)
    core = _lexicon.CORE & set(parts)
    if told.count < SECTION_WORDS:
        if titled:
            view.saw(document.path, "pointer", line=section.line)
        return None
    if titled and placeholders.is_hollow(body):
        view.flaw(Reason.HOLLOW, document.path, section.line)
        return None
    strong = "propose" in parts and told.has(_TELLS) if not titled else bool(core)
    if (titled and strong and (len(parts) >= 2 or told.count >= LEAST_WORDS)) or (not titled and strong and len(core) >= 2):
        return view.evidence(
            document, line=section.line, anchor=text.slug(section.title), value="section", data={"parts": tuple(sorted(parts)), "words": told.count}
        )
    if titled:
        view.saw(document.path, "no-how", line=section.line)
    return None


HEADINGS = (
    "contribuer", "contribution", "contributions", "contributing", "contribute", "contributor", "contributors", "participer", "bijdragen",
    "mitmachen", "mitwirken", "beitragen", "contribuire", "contribuir", "bidra", "contribuez", "participez", "making changes", "make changes",
    "submitting changes", "proposing changes", "proposer un changement", "proposer une modification", "faire un changement", "medverka",
)  # fmt: skip
# Under another title, only what says to whoever reads how a change of theirs gets in.
_TELLS = (
    "fork the", "fork this", "create a fork", "fork and clone", "divergence", "proposés à la fusion", "contributions are", "contributions sont",
    "to contribute", "pour contribuer", "pull requests are welcome", "prs are welcome", "prs welcome",
    "submit a pull request", "submit pull requests", "open a pull request", "create a pull request", "merge requests are welcome", "we welcome",
)  # fmt: skip
