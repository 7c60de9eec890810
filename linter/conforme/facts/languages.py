"""In which languages a service is promised, and in which its catalogues of texts are, as far as sentences and names say so in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.text import fold

CODES = {
    "francais": "fr", "french": "fr", "anglais": "en", "english": "en", "espagnol": "es", "spanish": "es", "inuktitut": "iu", "arabe": "ar",
    "arabic": "ar", "mandarin": "zh", "chinois": "zh", "chinese": "zh", "portugais": "pt", "portuguese": "pt", "ukrainien": "uk", "ukrainian": "uk",
    "cree": "cr", "creole": "ht", "italien": "it", "italian": "it",
}  # fmt: skip
_NAME = "|".join(sorted(CODES, key=len, reverse=True))
_PROMISE = re.compile(
    rf"\b(?:en|in|bilingu\w{{1,4}}|langues?|languages?) (?:(?:le|l|both) ){{0,1}}({_NAME})"
    rf"((?:(?: (?:et|and|ou|en|in|le|l)){{0,3}} (?:{_NAME})){{1,5}})\b"
)
_EACH = re.compile(rf"\b(?:{_NAME})\b")
# What is for later, left out, or said of something else than the service.
_NOT_NOW = frozenset(
    """pas ne non not never no later ensuite plus tard future futur prevu prevue prevus planned plan could may might eventuellement souhaite
    souhaitable optionnel optional traduire translate traduction translation documentation docs readme guide rapport rapports report reports reunion
    meeting meetings livrables deliverables formation training commit code sondage survey contenu content""".split()
)
_SENTENCE = re.compile(r"[.!?;\n]")

_FOLDERS = frozenset("locale locales i18n l10n lang langs language languages translations traductions messages intl".split())
_EXTENSIONS = frozenset("json yml yaml ts js mjs php arb toml po ftl xlf xliff properties resx".split())
# In these, the texts of the source language stand in the code or in a file without a code.
_WITHOUT_SOURCE = frozenset("po xlf xliff properties resx arb".split())
_ASIDE = re.compile(
    r"(?:^|/)(?:node_modules|vendor|vendored|third[-_]party|external|dist|build|tests?|__tests__|specs?|fixtures|examples?|samples?|cypress|e2e|docs?|lib|"
    r"plugins?|tinymce|ckeditor|public/js|assets/js)/",
    re.IGNORECASE,
)
_CODED = re.compile(r"([a-z]{2})(?:[-_](?:[A-Za-z]{2}|[A-Z][a-z]{3}))?")
_ANYWHERE = r"(?<![A-Za-z0-9])(?:{code})(?:[-_][A-Za-z]{{2}})?(?![A-Za-z0-9])"
KNOWN = frozenset("fr en es pt it de nl ar zh iu cr ht uk ru pl ro fi sv da nb no cy ga lb ca eu".split())


class Catalogues(NamedTuple):
    """`found`: a path for each language; `whole`: whether a language that has none could not be that of the source."""

    found: tuple[tuple[str, str], ...]
    whole: bool

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(code for code, _ in self.found)


def promised(text: str) -> tuple[str, ...]:
    """The codes of the two languages or more that a sentence promises (« en français et en anglais »); () when none does."""
    for sentence in _SENTENCE.split(text):
        said = " ".join(re.findall(r"\w{1,60}", fold(sentence)))
        match = _PROMISE.search(said)
        if match is not None and not _NOT_NOW & set(said.split()):
            names = [match[1], *_EACH.findall(match[2])]
            return tuple(sorted({CODES[name] for name in names}))
    return ()


def catalogues(paths: Sequence[str]) -> Catalogues:
    """The catalogues that names tell: a code as the file's name, its ending or its folder, under a folder of translations."""
    found: dict[str, str] = {}
    whole = True
    for path in paths:
        *folders, base = path.split("/")
        stem, _, extension = base.rpartition(".")
        at = next((place for place, folder in enumerate(folders) if folder.lower() in _FOLDERS), None)
        if at is None or extension.lower() not in _EXTENSIONS or _ASIDE.search(f"/{path}"):
            continue
        words = [stem, *re.split(r"[._]", stem), *folders[at + 1 :]]
        code = next((match[1] for word in words if (match := _CODED.fullmatch(word)) and match[1] in KNOWN), "")
        if code:
            found.setdefault(code, path)
            whole = whole and extension.lower() not in _WITHOUT_SOURCE
    return Catalogues(tuple(sorted(found.items())), whole)


def lacking(wanted: Iterable[str], known: Catalogues, paths: Sequence[str]) -> tuple[str, ...]:
    """The promised languages that have no catalogue while others have one, and that no name of the tree has a trace of."""
    missing = sorted(set(wanted) - known.languages)
    if not known.found or not missing or not known.whole or not set(wanted) & known.languages:
        return ()
    traces = {code: re.compile(_ANYWHERE.format(code="|".join((code, *_names(code)))), re.IGNORECASE) for code in missing}
    return tuple(code for code in missing if not any(traces[code].search(path) for path in paths))


def _names(code: str) -> list[str]:
    return [name for name, known in CODES.items() if known == code]
