"""The texts of a catalogue by key, whatever its format; keys are joined by dots."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from conforme import Document
from conforme.facts import regex as re
from conforme.facts import structured
from conforme.facts.limits import BIG
from conforme.facts.structured import Node
from conforme_plugins.localisation import _groups

KEYS = 20_000
_TEXT = r"""'((?:[^'\\\n]|\\.){0,2000})'|"((?:[^"\\\n]|\\.){0,2000})"|`((?:[^`\\]|\\.){0,4000})`"""
_SCRIPT = re.compile(rf"""^[ \t]{{0,40}}\[?['"]?([\w$][\w$. -]{{0,120}})['"]?\]?[ \t]{{0,4}}(?::|=>)\s{{0,40}}(?:{_TEXT})""", re.MULTILINE)
_PROPERTY = re.compile(r"^[ \t]{0,8}([\w.\-/\[\]]{1,200})[ \t]{0,80}[=:][ \t]{0,80}(\S[^\n]{0,2000})", re.MULTILINE)
_STRINGS = re.compile(r'^[ \t]{0,8}"?([^"=\n]{1,300}?)"?[ \t]{0,20}=[ \t]{0,20}"((?:[^"\\\n]|\\.){0,2000})"[ \t]{0,4};', re.MULTILINE)
_FLUENT = re.compile(r"^(-?[A-Za-z][\w-]{0,120})[ \t]{0,20}=[ \t]{0,20}(\S[^\n]{0,2000})", re.MULTILINE)
_RESX = re.compile(r'<data\s[^>]{0,200}?name="([^"]{1,300})"[^>]{0,200}>\s{0,40}<value>([^<]{0,4000})</value>')
_ANDROID = re.compile(r'<string\s[^>]{0,200}?name="([^"]{1,300})"[^>]{0,200}>([^<]{0,4000})')
_XLIFF = re.compile(r"<source[^>]{0,200}>([^<]{0,4000})")
_TARGET = re.compile(r"<target[^>]{0,200}>([^<]{1,4000})")
_UNIT = re.compile(r"<(?:trans-unit|unit)\s[^>]{0,300}?id=\"([^\"]{1,300})\"")
# What formats say of a text (`@key` of ARB, `description` beside `defaultMessage`), and the name under which they keep the text itself.
_ABOUT = re.compile(r"(?:^|\.)@|\.(?:description|developer_comment|context|comment)\Z")
_OF_ARB = re.compile(r"(?:^|\.)@")
_ICU = re.compile(r"\.(?:defaultMessage|message|string)\Z")
_PO_LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)?[ \t]{0,4}"((?:[^"\\]|\\.){0,4000})"[ \t]{0,4}\Z')


def read(document: Document, language: str) -> dict[str, str]:
    """Keys to texts; raises Unreadable and Invalid as the readers do."""
    extension = document.path.rsplit(".", 1)[-1].lower()
    if extension in ("json", "arb", "yml", "yaml", "toml"):
        return _tree(document, language)
    if extension == "po":
        return _gettext(document.text)
    return dict(_within(_READERS[extension](document.text)))


def _within(pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for number, pair in enumerate(pairs):
        if number >= KEYS:
            return
        yield pair


def _tree(document: Document, language: str) -> dict[str, str]:
    document.bytes(BIG.bytes)
    root = structured.parse_loose(document)
    fields = root.fields()
    if len(fields) == 1 and _groups.language(next(iter(fields))) == language and next(iter(fields.values())).fields():
        root = next(iter(fields.values()))
    told = list(_within(_flat(root, "")))
    if 3 * sum(bool(_ICU.search(key)) for key, _ in told) < len(told):
        return {key: text for key, text in told if not _OF_ARB.search(key)}
    return {_ICU.sub("", key): text for key, text in told if not _ABOUT.search(key)}


def flat(document: Document) -> Iterator[tuple[str, str]]:
    """All texts of a data file, by their whole trail of keys."""
    document.bytes(BIG.bytes)
    return _within(_flat(structured.parse_loose(document), ""))


def script(text: str) -> dict[str, str]:
    """The texts of a piece of script."""
    return dict(_within(_script(text)))


def _flat(node: Node, trail: str) -> Iterator[tuple[str, str]]:
    for key, inner in node.fields().items():
        yield from _flat(inner, f"{trail}.{key}" if trail else key)
    for at, inner in enumerate(node.items()):
        yield from _flat(inner, f"{trail}[{at}]") if inner.kind != "scalar" else ()
    if said := [inner.text for inner in node.items() if inner.kind == "scalar" and isinstance(inner.value, str)]:
        yield trail, " ".join(said)  # plural forms and lists of names: as many as the language needs
    if isinstance(node.value, str) and trail:
        yield trail, node.value


def _script(text: str) -> Iterator[tuple[str, str]]:
    seen: dict[str, int] = {}
    for match in _SCRIPT.finditer(text):
        name = match[1].strip()
        seen[name] = seen.get(name, 0) + 1  # nested objects repeat their keys: the n-th of a name is the n-th of the other language
        yield (f"{name}#{seen[name]}" if seen[name] > 1 else name), match[2] or match[3] or match[4] or ""


def _pairs(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[str, str]]]:
    return lambda text: ((match[1].strip(), match[2]) for match in pattern.finditer(text))


def _xliff(text: str) -> Iterator[tuple[str, str]]:
    starts = [(match[1], match.start()) for match in _UNIT.finditer(text)][:KEYS]
    for (key, start), (_, end) in zip(starts, [*starts[1:], ("", len(text))], strict=True):
        told = _TARGET.search(text, start, end) or _XLIFF.search(text, start, end)
        yield key, told[1] if told else ""


def _gettext(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    field = ""
    for line in (*text.split("\n"), ""):
        match = _PO_LINE.match(line.strip()[:4100])
        if match is None:
            if line.strip().startswith("#~") or line.strip():
                continue
            _keep(found, entry)
            entry, field = {}, ""
            continue
        if match[1] == "msgid" and "msgid" in entry:
            _keep(found, entry)
            entry = {}
        field = match[1] or field
        entry[field] = entry.get(field, "") + match[2]
    # The catalogue of the language that the code is written in stays empty: its keys are its texts.
    return {key: key for key in found} if sum(map(bool, found.values())) * 5 < len(found) else found


def _keep(found: dict[str, str], entry: Mapping[str, str]) -> None:
    key = entry.get("msgid", "")
    if key and len(found) < KEYS:
        found[entry.get("msgctxt", "") + "\x04" + key if entry.get("msgctxt") else key] = entry.get("msgstr", entry.get("msgstr[0]", ""))


_READERS: Mapping[str, Callable[[str], Iterator[tuple[str, str]]]] = {
    **dict.fromkeys(("ts", "js", "mjs", "cjs", "php"), _script),
    "properties": _pairs(_PROPERTY),
    "strings": _pairs(_STRINGS),
    "ftl": _pairs(_FLUENT),
    "resx": _pairs(_RESX),
    "xml": _pairs(_ANDROID),
    "xlf": _xliff,
    "xliff": _xliff,
}
