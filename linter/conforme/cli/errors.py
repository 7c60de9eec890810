"""What the user can mend: one clear line, and the exit code of the report contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from conforme import words

SAID_LIMIT = 500


class Phrase(NamedTuple):
    """A sentence inside an error's: its key and data, said in the reader's language."""

    key: str
    data: Mapping[str, object] = {}


class Said(str):
    """Words that are ours already, shown with their own spaces."""


class UserError(Exception):
    """A usage or configuration error (exit 2), or a snapshot that could not be read (exit 3); `key` is a phrase."""

    def __init__(self, key: str, exit_code: int = 2, /, **data: object) -> None:
        super().__init__(key)
        self.key, self.exit_code, self.data = key, exit_code, data

    def sentence(self, lang: str) -> str:
        return words.say(lang, f"error.{self.key}", **{name: _shown(value, lang) for name, value in self.data.items()})


def _shown(value: object, lang: str) -> object:
    from conforme.model import quote

    if isinstance(value, Phrase):
        return words.say(lang, value.key, **value.data)
    if isinstance(value, Said):
        return value[:SAID_LIMIT]
    return value if isinstance(value, int | float) else quote(value)


class Unwritten(Exception):
    """Reports that could not be written, one error for each; the others were."""

    def __init__(self, errors: Sequence[UserError]) -> None:
        super().__init__(f"{len(errors)} unwritten")
        self.errors = tuple(errors)
