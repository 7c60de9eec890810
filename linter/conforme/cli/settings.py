"""The audited repository's own settings: `conforme.toml`, or `[tool.conforme]` in pyproject.toml. They can add, never weaken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from conforme import words
from conforme.cli.errors import UserError
from conforme.repo import Repo, Unreadable

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

    document = repo.document(path)
    try:
        if path == "pyproject.toml" and b"conforme" not in document.bytes():
            return None
        data = document.fact(structured.parse).plain()
    except Unreadable:
        return None
    except structured.Invalid as error:
        raise UserError("settings-syntax", path=path, line=error.line) from error
    if path == "conforme.toml":
        return data if isinstance(data, dict) else {}
    table = data.get("tool", {}).get("conforme") if isinstance(data, dict) and isinstance(data.get("tool"), dict) else None
    return table if isinstance(table, dict) else None


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
