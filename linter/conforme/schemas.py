"""The JSON Schemas of our files, each read once, and the same in one language for editors.

A schema is written once, with canonical English keys, in the part of draft 2020-12 that draft-07 knows too (`$defs` and `$ref` alone).
What it says beyond that stands in extension keywords, which validators ignore:

| keyword | on | says |
|---|---|---|
| `x-files` | the whole | the file name in each language: the schema is that of a register |
| `x-title`, `x-label` | the whole, a property | its name for people, in each language |
| `x-fr` | a property | its French key |
| `x-fr-description` | beside `description` | the same in French |
| `x-fr-values` | beside `enum` | each value in French |
| `x-type` | a property | how its value is typed (`facts.values`) |
| `x-record` | a list or an object | each item is a record of that type |
| `x-name` | beside `x-record` | the properties that name a record without id (default `name`) |
| `x-entry` | beside `x-record`, on an object of any keys | each pair is a record of these two fields |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from conforme.resources import folder

Schema = Mapping[str, Any]
SUFFIX = ".schema.json"
BOOLEANS = {"fr": [True, False, "oui", "non"], "en": [True, False, "yes", "no"]}
# What an editor offers for a value of a type. Never one alone: editors then write it, and a date that nobody chose would stand there.
EXAMPLES: Mapping[str, Mapping[str, list[Any]]] = {
    "date": {"fr": ["2026-04-01", "2026-12-31"], "en": ["2026-04-01", "2026-12-31"]},
    "quantity": {"fr": ["12 jours", "90\u00a0%"], "en": ["12 days", "90%"]},
    "period": {"fr": ["mensuelle", "trimestrielle"], "en": ["monthly", "quarterly"]},
    "level": {"fr": ["faible", "moyen", "élevé"], "en": ["low", "medium", "high"]},
    "status": {"fr": ["ouvert", "en cours", "fermé"], "en": ["open", "in progress", "closed"]},
    "role": {"fr": ["gestion de produit", "équipe de développement"], "en": ["product management", "development team"]},
}

_FORMS = {"date": "typed.date", "role": "skeleton.roles"}


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The names of all schemas, in alphabetical order."""
    return tuple(sorted(name.removesuffix(SUFFIX) for name in os.listdir(folder("schemas")) if name.endswith(SUFFIX)))


@lru_cache(maxsize=32)
def load(name: str) -> dict[str, Any]:
    """The schema of that name, not to be changed; raises KeyError when there is none."""
    import json

    try:
        with open(os.path.join(folder("schemas"), name + SUFFIX), encoding="utf-8") as file:
            schema: dict[str, Any] = json.load(file)
    except FileNotFoundError:
        raise KeyError(name) from None
    return schema


def resolve(schema: Schema, root: Schema) -> Schema:
    """`schema`, or what its `$ref` into `root` stands for."""
    reference = schema.get("$ref")
    if not isinstance(reference, str):
        return schema
    found: Any = root
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return resolve(found, root)


def key(name: str, schema: Schema, lang: str) -> str:
    """The key of property `name` in that language."""
    return str(schema.get("x-fr", name)) if lang == "fr" else name


def words(schema: Schema, lang: str) -> list[Any]:
    """The values of an `enum` in that language, in its order."""
    french = schema.get("x-fr-values", {}) if lang == "fr" else {}
    return [french.get(value, value) if isinstance(value, str) else value for value in schema.get("enum", ())]


def meaning(name: str, schema: Schema, lang: str, *, hint: bool = True) -> str:
    """What property `name` stands for, as sentences in that language: its description, else its label; with `hint`, the form that its type takes."""
    from conforme import words as phrases

    described = schema.get("x-fr-description" if lang == "fr" else "description") or schema.get("x-label", {}).get(lang) or name.replace("_", " ")
    said = described[:1].upper() + described[1:].rstrip(".") + "."
    form = f"typed.{schema.get('x-type', '')}"
    told = hint and phrases.known(form) and "enum" not in schema
    return f"{said} {phrases.say(lang, form)}" if told else said


def localised(name: str, lang: str) -> dict[str, Any]:
    """The schema of that name in one language: keys, values, titles, a description of every property, no extension keyword; draft-07.

    Raises KeyError when there is no such schema.
    """
    root = load(name)
    made = _localised(root, root, lang)
    made.pop("$schema", None)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **made}


def _localised(schema: Schema, root: Schema, lang: str) -> dict[str, Any]:
    made = {keyword: _keyword(keyword, value, schema, root, lang) for keyword, value in schema.items() if not keyword.startswith("x-")}
    if schema.get("x-type") == "boolean":
        made.pop("type", None)
        made["enum"] = BOOLEANS[lang]
    label = (schema.get("x-label") or schema.get("x-title") or {}).get(lang)
    if label:
        made["title"] = label
    return made


def _described(name: str, part: Schema, root: Schema, lang: str) -> dict[str, Any]:
    from conforme import words as phrases

    made = {**_localised(part, root, lang), "description": meaning(name, part, lang)}
    examples = EXAMPLES.get(str(part.get("x-type")), {}).get(lang)
    if examples and "enum" not in part:
        made["examples"] = examples
    if "pattern" in part and part.get("x-type") in _FORMS:
        # Editors of the VS Code family show it in place of the pattern; others leave it be.
        made["patternErrorMessage"] = phrases.say(lang, _FORMS[part["x-type"]])
    return made


def _keyword(keyword: str, value: Any, schema: Schema, root: Schema, lang: str) -> Any:
    if keyword == "properties":
        return {key(name, part, lang): _described(name, part, root, lang) for name, part in value.items()}
    if keyword == "required":
        return [key(name, _property(schema, name), lang) for name in value]
    if keyword == "$defs":
        return {name: _localised(part, root, lang) for name, part in value.items()}
    if keyword == "anyOf":
        return [_localised({"properties": schema.get("properties", {}), **part}, root, lang) for part in value]
    if keyword == "description":
        return schema.get("x-fr-description", value) if lang == "fr" else value
    if keyword == "enum":
        return words(schema, lang)
    return _localised(value, root, lang) if keyword in ("items", "additionalProperties") and isinstance(value, dict) else value


def _property(schema: Schema, name: str) -> Schema:
    found: Schema = schema.get("properties", {}).get(name, {})
    return found
