"""Finds what is told of automated decisions and artificial intelligence: our register, tables, impact assessments and model cards, « aucune »."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, Reason, Record, View, hookimpl
from conforme.facts import kept, markdown, records, text
from conforme.facts import regex as re
from conforme.facts.markdown import Page, Section
from conforme.facts.placeholders.substance import blocks
from conforme.facts.records.vocabulary import Vocabulary

TOLD = ("purpose", "human", "notice", "review", "data", "fairness", "model")
_END = re.compile(r"(?<=[.!?;])\s+")
SENTENCE_WORDS = 6


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Records `automated_use`: name, purpose, model, data, human, notice, review, fairness. Data `none`: the text that says that there are none."""
    for register in view.register("automated-decisions"):
        if register.top.has("none") and kept.count(register.top, "none") >= kept.SENTENCE:
            yield view.evidence(
                view.document(register.path), value="none", anchor="none", data={"carrier": "register", "none": register.top.text("none")}
            )
    shape = kept.Shape("automated-decisions", "automated_use", ("name",), 2, _tells)
    for item in kept.find(view, shape):
        if item.data["carrier"] == "register" or item.data["has"] & {"human", "notice", "review"}:
            yield item
    for document in kept.documents(view):
        if kept.extension(document.path) in kept.PAGES:
            with view.reading(document):
                yield from _page(view, document)


def _tells(record: Record) -> bool:
    return record["name"] is not None and kept.told(record)


def _page(view: View, document: Document) -> Iterator[Evidence]:
    page = document.fact(markdown.parse)
    said = _none(view, page)
    if said is not None:
        line, sentence = said
        yield view.evidence(document, line=line, value="none", anchor="none", data={"carrier": "page", "none": sentence})
        return
    for section in page.sections:
        if kept.announces(view, (section.title,)):
            yield from _use(view, document, page, section)
            return


def _use(view: View, document: Document, page: Page, section: Section) -> Iterator[Evidence]:
    vocabulary = Vocabulary.of({"automated_use": view.fields["automated_use"]})
    inside = (section, *page.sub(section))
    own = {page.sections.index(part) for part in inside}
    parts = [markdown.Field(part.title, markdown.plain(page.under(part)).strip(), part.line) for part in inside[1:]]
    lines = [field for field in page.fields if field.section in own]
    found = records.from_fields([*parts, *lines], vocabulary, "automated_use", page.path, name=section.title, line=section.line, needs=())
    named = [name for name in TOLD if found and name in found[0].cells]
    told = [name for name in named if kept.count(found[0], name) >= kept.SENTENCE]
    if len(told) >= 2:
        yield view.evidence(document, line=section.line, value="page", anchor=text.slug(section.title), records=found, data={"carrier": "page"})
    elif len(named) >= 3 and not told:
        view.flaw(Reason.HOLLOW, document.path, section.line)
    elif not page.tables:
        view.saw(document.path, "not-told", line=section.line)


def _none(view: View, page: Page) -> tuple[int, str] | None:
    """The sentence that says that there is no automated decision, with its line; a question or a condition says nothing."""
    words = view.fields["none"]["said"]
    phrases = (*words["fr"], *words["en"])
    for block in blocks(page.prose):
        if block.kind == "code":
            continue
        for sentence in _END.split(" ".join(markdown.plain(block.text).split())):
            if len(sentence.split()) >= SENTENCE_WORDS and not sentence.endswith("?") and text.matches(sentence, phrases) and not _open(sentence):
                return block.line, sentence
    return None


def _open(sentence: str) -> bool:
    return bool({"if", "si", "should", "unless", "sauf", "whether", "when", "quand", "lorsque"} & set(text.words(sentence)))
