"""What editors read: the schema of each register in one language with snippets, and a catalog of them in the manner of SchemaStore.

The schemas keep to what draft-07 and 2020-12 share, which yaml-language-server reads whole; `defaultSnippets` is its own keyword, and SchemaStore's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from conforme import schemas, skeletons, words
from conforme.facts import registers
from conforme.schemas import Schema

FOLDER = "conformite/schemas/"


def file_name(name: str, lang: str) -> str:
    """The name of the file that holds the schema of a register in that language: `indicateurs.schema.json`."""
    return registers.files(name)[lang].rpartition(".")[0] + schemas.SUFFIX


def dump(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def schema(name: str, lang: str) -> dict[str, Any]:
    """The draft-07 schema of a register for editors: keys, values, descriptions, examples and snippets in that language. KeyError for none."""
    root = schemas.load(name)
    made = schemas.localised(name, lang)
    made["defaultSnippets"] = [_snippet(root["x-title"][lang], root, root, lang)]
    for named, record in root.get("$defs", {}).items():
        if "properties" in record:
            what = _listed(root, named, lang)
            made["$defs"][named] |= {"title": what, "defaultSnippets": [_snippet(what, record, root, lang)]}
    return made


def _listed(root: Schema, named: str, lang: str) -> str:
    """What the list of these records is called, wherever it stands in the schema."""
    for part in _parts(root):
        if part.get("items") == {"$ref": f"#/$defs/{named}"} and "x-label" in part:
            return str(part["x-label"][lang])
    return named.replace("_", " ")


def _parts(schema: Schema) -> Iterator[Schema]:
    for part in (*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()):
        yield part
        yield from _parts(part)


def _snippet(what: str, part: Schema, root: Schema, lang: str) -> dict[str, Any]:
    label = words.say(lang, "snippet.label", what=what)
    return {"label": label, "description": label, "body": _Body(root, lang).of(part, 0)}


class _Body:
    """The body of a snippet: the keys that a skeleton shows, each value a place to fill in or a choice."""

    def __init__(self, root: Schema, lang: str) -> None:
        self._root, self._lang, self._places = root, lang, count(1)

    def of(self, part: Schema, depth: int) -> Any:
        part = schemas.resolve(part, self._root)
        if depth and part.get("type") == "array":
            return [self.of(part.get("items", {}), depth + 1)]
        if "properties" in part and (part.get("type") == "object" or "x-label" not in part) and depth < skeletons.DEPTH:
            shown = skeletons.shown(part)
            return {schemas.key(name, inner, self._lang): self.of(inner, depth + 1) for name, inner in shown.items()}
        if part.get("type") == "object":
            return {self._place({}): self._place({})}
        return self._place(part)

    def _place(self, part: Schema) -> str:
        number = next(self._places)
        choices = [str(word) for word in schemas.words(part, self._lang)]
        if choices:
            return f"${{{number}|{','.join(choices)}|}}"
        return f"${{{number}:{skeletons.placeholder(part, self._lang)}}}"


def catalog(lang: str, base: str = FOLDER) -> dict[str, Any]:
    """The registers as entries of a SchemaStore catalog: which files, in French and English, and where their schema is, under `base`.

    A file name that is the same in both languages has one entry, in `lang`.
    """
    others = [other for other in words.LANGUAGES if other != lang]
    named = ((name, one) for name in registers.names() for one in (lang, *others) if one == lang or _differs(name, one, lang))
    entries = [_entry(name, one, base) for name, one in named]
    return {"$schema": "https://json.schemastore.org/schema-catalog.json", "version": 1.0, "schemas": entries}


def _differs(name: str, one: str, other: str) -> bool:
    return registers.files(name)[one] != registers.files(name)[other]


def _entry(name: str, lang: str, base: str) -> dict[str, Any]:
    root = schemas.load(name)
    stem = registers.files(name)[lang].rpartition(".")[0]
    folders = [folder for folder in registers.FOLDERS if folder]
    return {
        "name": f"conforme: {root['x-title'][lang]} ({lang})",
        "description": root.get("x-fr-description", root["description"]) if lang == "fr" else root["description"],
        # Only under their own folders: at the root these names are anybody's.
        "fileMatch": [f"**/{folder}/{stem}.{extension}" for folder in folders for extension in registers.EXTENSIONS],
        "url": base.rstrip("/") + "/" + file_name(name, lang),
    }
