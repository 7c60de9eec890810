"""Texts of the service in two languages or more: catalogues that differ by a language code, or pages that stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conforme import Cell, Evidence, Record, Strength, View, hookimpl
from conforme.facts import regex as re
from conforme.repo import Document
from conforme_plugins.localisation import _default, _groups, _language, _single, _texts

SHOWN = 3
# The catalogue that holds what all pages share, by the names that frameworks give it.
_MAIN = re.compile(
    r"(?:^|/)(?:\*|default|common|messages|django|translations?|app|main|index)(?:[._-]\*)?\.\w{1,12}\Z|(?:^|/)(?:locales?|"
    r"translations|i18n)/\*\.\w{1,12}\Z"
)
FILES = 600
KEPT = ("fr", "en", "")
EXAMPLES = 5
FEW_PAGES = 4
FEW_WORDS = 8


@dataclass(frozen=True)
class _Read:
    """A group with the texts that could be read, by language."""

    group: _groups.Group
    texts: Mapping[str, Mapping[str, str]]

    @property
    def size(self) -> int:
        return max((len(texts) for texts in self.texts.values()), default=0)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    paths = [candidate.path for candidate in view.candidates()]
    groups = [group for group in _groups.group(paths, _groups.CATALOGUE_EXTENSIONS) if len(group.files) > 1]
    read = [one for group in _bounded(view, groups) if (one := _read(view, group)) is not None]
    read += [one for path in paths if _single.is_one(path) and (one := _read_single(view, path)) is not None]
    default = _default.read(view, paths) if read else None
    ranked = sorted(read, key=lambda one: (not _MAIN.search(one.group.name), -one.size, one.group.name))
    records = [_record(item) for item in ranked]
    for number, item in enumerate(ranked[:SHOWN]):
        # What all groups say is kept by the first: it is one body of texts, and a few places show it.
        yield from _shown(view, item, default, records if number == 0 else [])
    if not read:
        yield from _pages(view, paths)


def _bounded(view: View, groups: list[_groups.Group]) -> Iterator[_groups.Group]:
    files = 0
    for group in groups:
        files += min(len(group.files), 4)
        if files > FILES:
            view.limit("tree-entries", None, sum(min(len(one.files), 4) for one in groups), FILES)
            return
        yield group


def _read(view: View, group: _groups.Group) -> _Read | None:
    """The group with its texts, None when they are no texts for people, or are no translations of each other."""
    wanted = sorted(group.files, key=lambda code: (KEPT.index(code) if code in KEPT else len(KEPT), code))[:4]
    texts: dict[str, dict[str, str]] = {}
    for code in wanted:
        document = view.document(group.files[code])
        with view.reading(document):
            texts[code] = _texts.read(document, code)
    told = {code: found for code, found in texts.items() if any(_language.says(value) for value in found.values())}
    if len(told) < 2 or not _are_translations(list(told.values())):
        if len(texts) > 1:
            view.saw(next(iter(group.files.values())), "same-texts")
        return None
    return _Read(group, texts)


def _read_single(view: View, path: str) -> _Read | None:
    document = view.document(path)
    texts: dict[str, dict[str, str]] = {}
    with view.reading(document):
        texts = _single.read(document)
    told = [found for _, found in sorted(texts.items()) if any(_language.says(value) for value in found.values())]
    if len(told) < 2 or not _are_translations(told):
        return None
    return _Read(_groups.Group(path, dict.fromkeys(texts, path)), texts)


def _are_translations(told: list[dict[str, str]]) -> bool:
    """Whether two of them share keys, and say them differently, in words: settings of two environments differ by codes."""
    first = told[0]
    for other in told[1:]:
        shared = first.keys() & other.keys()
        differ = [key for key in shared if first[key] != other[key] and _language.says(first[key]) and _language.says(other[key])]
        worded = sum(" " in first[key].strip() and " " in other[key].strip() for key in differ)
        if (worded or len(differ) >= FEW_WORDS) and len(shared) * 4 >= min(len(first), len(other)):
            return True
    return False


def _shown(view: View, item: _Read, default: Cell | None, records: list[Record]) -> Iterator[Evidence]:
    codes = [code for code in (*KEPT, *sorted(item.texts)) if code in item.texts]
    languages = tuple(sorted(filter(None, item.group.files)))
    for code in codes[: min(2, len(set(item.group.files.values())))]:
        document = view.document(item.group.files[code])
        yield view.evidence(
            document,
            value="catalogues",
            strength=Strength.DEMONSTRATED,
            records=records if code == codes[0] else (),
            data={"languages": languages, "form": "catalogues", "language": code, "default": _plain(default)},
        )


def _plain(default: Cell | None) -> tuple[str, str, int] | None:
    return (str(default.value), default.text, default.line) if default is not None else None


def _record(item: _Read) -> Record:
    """What one group says of French: how many keys, which are not there, which are still in the other language."""
    french = _french(item)
    path = item.group.files[french if french is not None else next(iter(item.group.files))]
    cells = {"group": Cell(item.group.name, item.group.name, 1), "french": Cell(french is not None, "", 1)}
    if french is not None:
        own, others = item.texts[french], {code: found for code, found in item.texts.items() if code != french}
        missing = sorted(
            {
                key
                for found in others.values()
                for key, value in found.items()
                if _language.says(value) and not own.get(key) and not _is_plural(key, own)
            }
        )
        same = sorted(key for key, value in own.items() if _untranslated(key, value, others))
        for name, keys in (("missing", missing), ("same", same)):
            cells[name] = Cell(len(keys), ", ".join(_shown_key(key) for key in keys[:EXAMPLES]), 1)
        cells["keys"] = Cell(len(own), str(len(own)), 1)
    return Record("catalogue", item.group.name, cells, path, 1)


_PLURAL = re.compile(r"[._](?:zero|one|two|few|many|other|plural)\Z")


def _is_plural(key: str, own: Mapping[str, str]) -> bool:
    """Whether the key is a plural form that the other language needs, of a text that French has under its own forms."""
    stem = _PLURAL.sub("", key)
    return stem != key and any(own.get(f"{stem}{separator}{form}") for separator in "._" for form in ("one", "other", "many", "plural"))


def _shown_key(key: str) -> str:
    return key.replace("\x04", ".")[:60]


def _french(item: _Read) -> str | None:
    if "fr" in item.texts:
        return "fr"
    return "" if "" in item.texts and _language.language(item.texts[""].values()) == "fr" else None


def _untranslated(key: str, value: str, others: Mapping[str, Mapping[str, str]]) -> bool:
    if not _language.is_sentence(value) or "://" in value:
        return False
    said_so = any(found.get(key) == value for found in others.values())
    return said_so and _language.language([value]) == "en"


def _pages(view: View, paths: list[str]) -> Iterator[Evidence]:
    """Pages of content side by side, under a folder of each language; several of them, since one or two are no site in two languages."""
    trees: dict[frozenset[str], list[_groups.Group]] = {}
    for group in _groups.group(paths, _groups.PAGE_EXTENSIONS):
        if {"fr", "en"} <= group.files.keys() and not group.name.lower().startswith(("docs/", ".github/", "readme")):
            trees.setdefault(frozenset({"fr", "en"}), []).append(group)
    for groups in trees.values():
        real = [group for group in groups[:50] if _is_page(view.document(group.files["fr"]))]
        if len(real) >= FEW_PAGES:
            for group in real[: SHOWN + 2]:
                yield view.evidence(
                    view.document(group.files["fr"]),
                    value="pages",
                    data={"languages": ("en", "fr"), "form": "pages", "language": "fr", "default": None},
                )


def _is_page(document: Document) -> bool:
    from conforme.facts import placeholders
    from conforme.repo import Unreadable

    try:
        return placeholders.words_of_substance(document.text[:20_000]) >= 20
    except Unreadable:
        return False
