"""Ways of altering the files of an example, for the meta-tests: what is deleted, hollowed, moved or written otherwise."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from conforme import schemas
from conforme.facts import registers
from conforme.repo import Document

Files = Mapping[str, Any]
DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
NUMBER = re.compile(r"[-+]?\d[\d\u00a0\u202f .,]*\Z")
HEADING = re.compile(r"(#{1,6})\s+(.*)")
STRUCTURED, PROSE, TABLES = (".yaml", ".yml", ".json"), (".md", ".markdown"), (".csv",)


class Deletion(NamedTuple):
    """One thing taken out: its label, as cards list it under `optional`, and the files without it."""

    label: str
    files: dict[str, Any]


def suffix(path: str) -> str:
    return "." + path.rsplit(".", 1)[-1].lower() if "." in path.rsplit("/", 1)[-1] else ""


def text_of(content: Any) -> str:
    return content if isinstance(content, str) else bytes(content).decode("utf-8", "replace")


class PlainLoader(yaml.SafeLoader):
    """YAML as written: dates and odd words stay text."""


PlainLoader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in values if tag.rsplit(":", 1)[-1] in ("null", "int", "float", "bool")]
    for key, values in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path: str, content: Any) -> Any:
    """The plain data of a YAML or JSON file; None when it holds several documents."""
    text = text_of(content)
    if suffix(path) == ".json":
        return json.loads(text)
    documents = list(yaml.load_all(text, Loader=PlainLoader))
    return documents[0] if len(documents) == 1 else None


def dump(path: str, data: Any) -> str:
    if suffix(path) == ".json":
        return json.dumps(data, ensure_ascii=False, indent=2)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


# Deleting ------------------------------------------------------------------------------------------------------------------------------------


def deletions(files: Files) -> Iterator[Deletion]:
    """Each file, section, table column and key of the files, taken out in turn."""
    for path, content in files.items():
        yield Deletion(f"file:{path}", {name: other for name, other in files.items() if name != path})
        for label, altered in _inside(path, content):
            yield Deletion(label, {**files, path: altered})


def _inside(path: str, content: Any) -> Iterator[tuple[str, str]]:
    kind = suffix(path)
    if kind in PROSE:
        yield from _sections(text_of(content))
        yield from _columns(text_of(content))
    elif kind in TABLES:
        yield from _csv_columns(text_of(content))
    elif kind in STRUCTURED:
        data = load(path, content)
        if data is not None:
            for label, altered in _keys(data, ()):
                yield f"key:{label}", dump(path, altered)


def _sections(text: str) -> Iterator[tuple[str, str]]:
    lines = text.split("\n")
    heads = [(number, len(found[1]), found[2].strip()) for number, line in enumerate(lines) if (found := HEADING.match(line))]
    for position, (start, level, title) in enumerate(heads):
        end = next((number for number, other, _ in heads[position + 1 :] if other <= level), len(lines))
        if start > 0 or end < len(lines):
            yield f"section:{title}", "\n".join(lines[:start] + lines[end:])


def _columns(text: str) -> Iterator[tuple[str, str]]:
    lines = text.split("\n")
    tables = [number for number, line in enumerate(lines[:-1]) if line.startswith("|") and re.fullmatch(r"\|[\s:|-]+\|", lines[number + 1].strip())]
    for start in tables:
        end = next((number for number in range(start, len(lines)) if not lines[number].startswith("|")), len(lines))
        for column, title in enumerate(cells(lines[start])):
            kept = ["|" + "|".join(cell for place, cell in enumerate(_raw(line)) if place != column) + "|" for line in lines[start:end]]
            if len(cells(lines[start])) > 1:
                yield f"column:{title}", "\n".join(lines[:start] + kept + lines[end:])


def _raw(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line.strip().strip("|"))


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in _raw(line)]


def _csv_columns(text: str) -> Iterator[tuple[str, str]]:
    separator = ";" if text.split("\n", 1)[0].count(";") else ","
    rows = [line.split(separator) for line in text.split("\n")]
    for column, title in enumerate(rows[0]):
        yield f"column:{title}", "\n".join(separator.join(cell for place, cell in enumerate(row) if place != column) for row in rows)


def _keys(data: Any, trail: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            rest = {name: other for name, other in data.items() if name != key}
            yield ".".join((*trail, str(key))), rest
            for label, altered in _keys(value, (*trail, str(key))):
                yield label, {**data, key: altered}
    elif isinstance(data, list):
        for place, item in enumerate(data):
            for label, altered in _keys(item, trail):
                yield label, [*data[:place], altered, *data[place + 1 :]]


# Hollowing -----------------------------------------------------------------------------------------------------------------------------------


def hollowed(files: Files, word: str) -> dict[str, str]:
    """Every human text replaced by `word`, every number by one number; headings, keys, header rows and dates are left."""
    return {path: _hollow(path, text_of(content), word) for path, content in files.items()}


def _hollow(path: str, text: str, word: str) -> str:
    kind = suffix(path)
    if kind in STRUCTURED:
        data = load(path, text)
        return dump(path, _hollow_data(data, word)) if data is not None else word
    if kind in TABLES:
        separator = ";" if text.split("\n", 1)[0].count(";") else ","
        head, _, body = text.partition("\n")
        return head + "\n" + "\n".join(separator.join(_hollow_value(cell, word) for cell in row.split(separator)) for row in body.split("\n") if row)
    if kind in PROSE:
        return _hollow_prose(text, word)
    return "\n".join(word if line.strip() else "" for line in text.split("\n"))


def _hollow_data(data: Any, word: str) -> Any:
    if isinstance(data, dict):
        return {key: _hollow_data(value, word) for key, value in data.items()}
    if isinstance(data, list):
        return [_hollow_data(item, word) for item in data]
    if isinstance(data, bool) or data is None:
        return data
    return 7 if isinstance(data, int | float) else _hollow_value(str(data), word)


def _hollow_value(text: str, word: str) -> str:
    clean = text.strip()
    if not clean or DATE.match(clean):
        return text
    return "7" if NUMBER.match(clean) else word


def _hollow_prose(text: str, word: str) -> str:
    front, body = ("", text)
    if text.startswith("---\n") and "\n---\n" in text[4:]:
        front, body = text[4:].split("\n---\n", 1)
        front = "---\n" + dump("front.yaml", _hollow_data(load("front.yaml", front), word)) + "---\n"
    lines = body.split("\n")
    out = []
    for number, line in enumerate(lines):
        following = lines[number + 1].strip() if number + 1 < len(lines) else ""
        if HEADING.match(line) or not line.strip() or re.fullmatch(r"\|?[\s:|-]+\|?", line) or re.fullmatch(r"\|[\s:|-]+\|", following):
            out.append(line)
        elif line.lstrip().startswith("|"):
            out.append("| " + " | ".join(_hollow_value(cell, word) for cell in cells(line)) + " |")
        elif label := re.match(r"(\s*(?:[-*]\s+)?\**[\w' ’-]{2,40}\**\s*:\**\s*)\S", line):
            out.append(label[1] + word)
        else:
            mark = re.match(r"\s*(?:[-*+]|\d+\.)?\s*(?:\[[ xX]\]\s*)?", line)
            out.append((mark[0] if mark else "") + word)
    return front + "\n".join(out)


def uncommented(text: str) -> str:
    """A skeleton of `conforme init` with all that is optional in it taken in: what stands right after its `#`, and what is further in."""
    return re.sub(r"^( *)#(?=\S|  )", r"\1", text, flags=re.MULTILINE)


# Writing otherwise ---------------------------------------------------------------------------------------------------------------------------


def moved(files: Files, folder: str) -> dict[str, Any]:
    return {f"{folder}/{path}": content for path, content in files.items()}


def on_text(files: Files, change: Callable[[str], str]) -> dict[str, Any]:
    return {path: change(text_of(content)) for path, content in files.items()}


TWINS: Mapping[str, Callable[[Files], dict[str, Any]]] = {
    "NFD": lambda files: on_text(files, lambda text: unicodedata.normalize("NFD", text)),
    "NFC": lambda files: on_text(files, lambda text: unicodedata.normalize("NFC", text)),
    "CRLF": lambda files: on_text(files, lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n")),
    "BOM": lambda files: on_text(files, lambda text: "\ufeff" + text.removeprefix("\ufeff")),
    "NFD-names": lambda files: {unicodedata.normalize("NFD", path): content for path, content in files.items()},
    "straight-apostrophes": lambda files: on_text(files, lambda text: text.replace("’", "'")),
    "other-language": lambda files: in_the_other_language(files),
    "trailing-newlines": lambda files: on_text(files, lambda text: text + "\n\n"),
}


def in_the_other_language(files: Files) -> dict[str, Any]:
    """Our registers with their file names, keys and words in the other language; other files as they are."""
    return dict(_translated(path, content) for path, content in files.items())


def _translated(path: str, content: Any) -> tuple[str, Any]:
    folder, _, base = path.rpartition("/")
    for name in registers.names():
        both = registers.files(name)
        if base in both.values() and folder in ("conformite", "compliance"):
            lang = "en" if registers.read(Document(path, lambda limit: text_of(content).encode()), name).lang == "fr" else "fr"
            schema = schemas.load(name)
            return f"{folder}/{both[lang]}", dump(path, _in_language(load(path, content), schema, schema, lang))
    return path, content


def _in_language(data: Any, schema: Mapping[str, Any], root: Mapping[str, Any], lang: str) -> Any:
    part = schemas.resolve(schema, root)
    if isinstance(data, dict):
        known = {schemas.key(name, inner, other): (name, inner) for name, inner in part.get("properties", {}).items() for other in ("fr", "en")}
        return {
            (schemas.key(*known[key], lang) if key in known else key): _in_language(value, known[key][1] if key in known else {}, root, lang)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [_in_language(item, part.get("items", {}), root, lang) for item in data]
    words = dict(zip(schemas.words(part, "fr" if lang == "en" else "en"), schemas.words(part, lang), strict=True)) if "enum" in part else {}
    return words.get(data, data)


def altered(data: Mapping[str, Any], change: Callable[[Files], Files]) -> dict[str, Any]:
    """An example with its files changed, those of its history included."""
    steps = [{**step, "files": change({p: c for p, c in (step.get("files") or {}).items() if c is not None})} for step in data.get("history") or ()]
    return {**data, "files": change(data.get("files") or {}), "history": steps}
