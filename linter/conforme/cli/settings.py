"""The audited repository's own settings: `conforme.toml`, or `[tool.conforme]` in pyproject.toml. They can add, never weaken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from conforme import words
from conforme.cli.errors import Phrase, UserError
from conforme.repo import Repo, Unreadable

# What says, in a file that does not parse, that the settings are in it.
_HEADER = re.compile(rb"^[ \t]{0,80}\[[ \t]{0,80}tool[ \t]{0,80}\.[ \t]{0,80}[\"']?conforme[\"']?[ \t]{0,80}\]", re.MULTILINE)
KEYS = ("lang", "fail-on")
ADDABLE = ("recommended", "contradicted", "undecided")


class Settings(NamedTuple):
    """`lang` for reports; `fail_on` adds to what blocks."""

    lang: str = ""
    fail_on: tuple[str, ...] = ()


def read(repo: Repo) -> Settings:
    """The settings of the repository; raises UserError naming the file and the word that is wrong."""
    for path in ("conforme.toml", "pyproject.toml"):
        table = _table(repo, path)
        if table is not None:
            return _checked(table, path)
    return Settings()


def _table(repo: Repo, path: str) -> Mapping[str, Any] | None:
    if path not in repo.entries:
        return None
    from conforme.facts import structured

    ours = path == "conforme.toml"
    document = repo.document(path)
    try:
        ours = ours or _HEADER.search(document.bytes()) is not None
        data = document.fact(structured.parse).plain()
    except Unreadable as error:
        if ours:
            why = Phrase(f"limit.{error.what}", {"measured": error.measured, "bound": error.bound})
            raise UserError("settings-unreadable", path=path, why=why) from error
        return None
    except structured.Invalid as error:
        if ours:
            raise UserError("settings-syntax", path=path, line=error.line) from error
        return None  # another tool's file: its faults are not ours to stop for
    return data if path == "conforme.toml" else _of_tool(data, path)


def _of_tool(data: Any, path: str) -> Mapping[str, Any] | None:
    tools = data.get("tool")
    if not isinstance(tools, dict) or "conforme" not in tools:
        return None
    if not isinstance(tools["conforme"], dict):
        raise UserError("settings-not-a-table", path=path)
    return dict(tools["conforme"])


def _checked(table: Mapping[str, Any], path: str) -> Settings:
    for key in table:
        if key not in KEYS:
            raise UserError("settings-key", path=path, key=key, known=", ".join(KEYS))
    lang, fail_on = table.get("lang", ""), table.get("fail-on", [])
    if lang not in ("", *words.LANGUAGES):
        raise UserError("settings-value", path=path, key="lang", value=lang, known=", ".join(words.LANGUAGES))
    values = [fail_on] if isinstance(fail_on, str) else fail_on if isinstance(fail_on, list) else [fail_on]
    for value in values:
        if value not in ADDABLE:
            raise UserError("settings-value", path=path, key="fail-on", value=value, known=", ".join(ADDABLE))
    return Settings(lang, tuple(values))
