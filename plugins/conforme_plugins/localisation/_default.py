"""The language that the service starts in, as its settings say."""

from __future__ import annotations

from conforme import Cell, View
from conforme.facts import regex as re
from conforme.facts import scan
from conforme_plugins.localisation import _groups

_FILES = re.compile(
    r"(?:^|/)(?:next(?:-i18next)?\.config|nuxt\.config|i18n(?:\.config|/index|/config)?|application|settings[^/]*|"
    r"settings/[^/]{1,60})\.(?:m?[jt]s|cjs|rb|py)\Z"
)
_DEFAULT = re.compile(
    r"""(?:defaultLocale|defaultLanguage|default_locale|LANGUAGE_CODE|"""
    r"""sourceLocale)['"]?[ \t]{0,4}[:=][ \t]{0,4}\[?[:'"]([A-Za-z]{2}(?:[-_][A-Za-z]{2})?)\b"""
)


# What the browser or the request asks for comes before what such a file falls back on.
_NEGOTIATED = re.compile(
    r"""navigator\.(?:languages?|userLanguage)|accept[-_]?language|LanguageDetector|http_accept_language""",
    re.IGNORECASE,
)


def read(view: View, paths: list[str]) -> Cell | None:
    """The language, with the path that says so as text; None when no setting says, or when two disagree."""
    found: list[Cell] = []
    for path in [path for path in paths if _FILES.search(path)][:40]:
        document = view.document(path)
        with view.reading(document):
            place = scan.first(document.text, _DEFAULT) if not _NEGOTIATED.search(document.text) else None
            if place is not None and (code := _groups.language(place.groups[0] or "")):
                found.append(Cell(code, path, place.line))
    return found[0] if len({cell.value for cell in found}) == 1 else None
