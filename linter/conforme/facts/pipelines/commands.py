"""What a command of a pipeline stands for: the scripts of package.json and composer.json, the targets of a Makefile, the shell files it names."""

from __future__ import annotations

from collections.abc import Mapping

from conforme.facts import regex as re
from conforme.repo import Document

Scripts = Mapping[str, str]
DEPTH = 4
LIMIT = 20_000
BODY = 4_000
_PACKAGE = re.compile(
    r"\b(?:npm|yarn|pnpm|bun|npx|composer|rake|just|task|poe|hatch|nox|tox)\b"
    r"(?:[ \t]{1,4}(?:run-script|run|-s|-w|--silent|workspace|-e))*[ \t]{1,4}([\w:@./-]{1,60})"
)
_MAKE = re.compile(r"\bmake\b((?:[ \t]{1,4}[\w:./=@-]{1,60}){1,6})")
_FILE = re.compile(r"(?:^|[\s;&|'\"(])(?:\./)?([\w./-]{0,120}[\w-]\.(?:sh|bash|ps1|py|rb|js|mjs))\b")
_TARGET = re.compile(r"^([\w./%-][\w./% -]{0,60}?)[ \t]{0,4}::?(?!=)", re.MULTILINE)


def scripts(document: Document) -> Scripts:
    """The named commands of package.json, composer.json, a Makefile, a justfile or a shell file (by its path). Empty when it has none."""
    name = document.path.rsplit("/", 1)[-1].lower()
    if name in ("package.json", "composer.json"):
        return _json_scripts(document)
    if name in ("makefile", "gnumakefile", "justfile") or name.endswith(".mk"):
        return _targets(document.text)
    return {document.path: document.text[:LIMIT]}


def _json_scripts(document: Document) -> Scripts:
    from conforme.facts import structured

    found = document.fact(structured.parse_loose).get("scripts")
    fields = found.fields() if found is not None else {}
    return {key: "\n".join([node.text, *(item.text for item in node.items())]).strip() for key, node in fields.items()}


def _targets(text: str) -> Scripts:
    found: dict[str, str] = {}
    heads = list(_TARGET.finditer(text))
    for position, head in enumerate(heads):
        end = heads[position + 1].start() if position + 1 < len(heads) else len(text)
        for name in head[1].split():
            found.setdefault(name, text[head.end() : end].strip())
    return found


def expand(command: str, known: Scripts, depth: int = DEPTH) -> str:
    """The command, followed by the bodies of the scripts that it calls, and of those that they call."""
    seen: dict[str, str] = {}
    _follow(command, known, depth, seen)
    return "\n".join([command, *(body[:BODY] for body in seen.values())])[:LIMIT]


def _follow(command: str, known: Scripts, depth: int, seen: dict[str, str]) -> None:
    for name in _called(command):
        body = known.get(name)
        if body is not None and name not in seen and depth > 0:
            seen[name] = body
            _follow(body, known, depth - 1, seen)


def _called(command: str) -> list[str]:
    short = command[:LIMIT]
    names: list[str] = list(_PACKAGE.findall(short))
    names += [word for words in _MAKE.findall(short) for word in words.split() if "=" not in word and not word.startswith("-")]
    if re.search(r"\b(?:npm|pnpm)[ \t]{1,4}(?:t|tst)\b", short):
        names.append("test")
    return names + [found.removeprefix("./") for found in _FILE.findall(short)]
