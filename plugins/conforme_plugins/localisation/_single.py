"""One file that holds the texts of several languages: `{fr: {…}, en: {…}}`, in data or in a script."""

from __future__ import annotations

from conforme import Document
from conforme.facts import regex as re
from conforme_plugins.localisation import _groups, _texts

_NAME = re.compile(
    r"(?:^|/)(?:i18n|locales?|translations?|messages|lang|languages?|strings|dictionar(?:y|ies)|textes?|traductions?)\.(?:json|ya?ml|ts|js|mjs)\Z",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"""^[ \t]{0,12}(?:export const )?['"]?([a-z]{2})(?:[-_][A-Z]{2})?['"]?[ \t]{0,4}[:=][ \t]{0,4}\{[ \t]{0,8}$""", re.MULTILINE)


def is_one(path: str) -> bool:
    """Whether a name is one of those under which such files are kept."""
    return bool(_NAME.search(path)) and not re.search(r"(?:^|/)(?:cypress|e2e|demos?)/", path)


def read(document: Document) -> dict[str, dict[str, str]]:
    """The texts by language; fewer than two languages when it is no such file. Raises Unreadable and Invalid."""
    if document.path.lower().endswith((".ts", ".js", ".mjs")):
        return _script(document.text)
    found: dict[str, dict[str, str]] = {}
    for key, value in _texts.flat(document):
        code, _, rest = key.partition(".")
        if rest and (language := _groups.language(code)) and len(code) in (2, 5):
            found.setdefault(language, {})[rest] = value
    return found


def _script(text: str) -> dict[str, dict[str, str]]:
    blocks = [(match[1], match.end()) for match in _BLOCK.finditer(text) if _groups.language(match[1])]
    ends = [*(start for _, start in blocks[1:]), len(text)][: len(blocks)]
    found: dict[str, dict[str, str]] = {}
    for (code, start), end in zip(blocks, ends, strict=True):
        found.setdefault(code, {}).update(_texts.script(text[start:end]))
    return found
