"""What the head of a page or of a layout says: width, zoom, language, description."""

from __future__ import annotations

from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts import scan

_VIEWPORT = re.compile(
    r"""(?:name\s{0,4}[=:]\s{0,4}["'{`]{0,2}viewport["'`]?[^>\n]{0,20}?[^>]{0,60}?content\s{0,4}[=:]\s{0,4}["'{`]{0,2}([^"'`}>]{1,300}))|"""
    r"""(?:content\s{0,4}[=:]\s{0,4}["'{`]{0,2}([^"'`}>]{1,300})["'`]?[^>]{0,40}?name\s{0,4}[=:]\s{0,4}["'{`]{0,2}viewport)|"""
    r"""(?:["']viewport["']\s{0,4}[:,]\s{0,8}(?:content:\s{0,4})?["']([^"']{3,300})["'])|"""
    r"""(?:\bviewport\b[^\n]{0,40}?[:=]\s{0,4}(?:Viewport\s{0,4}=\s{0,4})?\{([^}]{1,400})\})""",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"width\s{0,4}[=:]\s{0,4}[\"']?device-width|initial-?scale\s{0,4}[=:]\s{0,4}[\"']?1", re.IGNORECASE)
_BLOCKED = re.compile(
    r"user-?scalable\s{0,4}[=:]\s{0,4}[\"']?(?:no|0|false)\b|maximum-?scale\s{0,4}[=:]\s{0,4}[\"']?1(?:\.[0-9]{1,3})?(?![\d.])", re.IGNORECASE
)
_LANG = re.compile(
    r"""<html\b[^>]{0,400}?\s(?:xml:)?lang\s{0,4}=\s{0,4}["'{`]{0,2}([^"'`}>\s]{0,80})|%html\b[^\n]{0,200}?lang:?\s{0,4}(?:=>|"""
    r"""=|:)?\s{0,4}["']([\w-]{2,8})|<Html\b[^>]{0,200}?\slang=["'{`]{0,2}([^"'`}>\s]{1,80})""",
    re.IGNORECASE,
)
_HTML = re.compile(r"<html\b|%html|^html[( ]|<Html\b", re.IGNORECASE | re.MULTILINE)
_DESCRIBED = re.compile(r"""(?:name|property)\s{0,4}[=:]\s{0,4}["'{`]{0,2}(?:description|og:(?:title|description))""", re.IGNORECASE)
_TOOL = re.compile(
    r"swagger-ui|SwaggerUI|redoc|javadoc|storybook|typedoc|jsdoc|coverage report|sphinx|jacoco|mkdocs|graphiql|allure|"
    r"gatling|lighthouse report|apidoc|rapidoc",
    re.IGNORECASE,
)
_WRAPPED = re.compile(
    r"""\{%-?\s{0,8}extends\s{1,8}["'](?:\S{0,80}/)?(?:govuk|nhsuk|moj|hmcts|dfefrontend)?/?(?:layouts/)?template\.(?:njk|html)["']"""
)


PACKED = 300


class Head(NamedTuple):
    """`line`: the viewport's; `zoom`: whether it lets people zoom; `lang`: the page's language, "" when it has none, None when it is no whole
    page, `?` when it is computed; `described`: whether it has a description."""

    line: int
    zoom: bool
    said: str
    lang: str | None
    lang_line: int
    described: bool


def head(text: str) -> Head | None:
    """The head of a page that follows the width of the device; None when it does not."""
    for place in scan.places(text, _VIEWPORT):
        said = next((group for group in place.groups if group), "")
        if _FOLLOWS.search(said):
            line = place.line + place.text.lower().split("viewport")[0].count("\n")
            lang, at = _language(text)
            return Head(line, not _BLOCKED.search(said), " ".join(said.split())[:120], lang, at, bool(_DESCRIBED.search(text)))
    return None


def _language(text: str) -> tuple[str | None, int]:
    if not _HTML.search(text):
        return None, 0
    place = scan.first(text, _LANG)
    if place is None:
        return "", scan.line_at(text, next(_HTML.finditer(text)).start())
    said = next((group for group in place.groups if group), "")
    return (said.lower() if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w{2,8})?", said) else "?"), place.line


def is_tool(text: str) -> bool:
    """Whether a page belongs to a tool that shows something else than the service."""
    return bool(_TOOL.search(text[:4000])) or "swagger-ui" in text[-3000:] or "tsd-page" in text


def writes_page(text: str) -> bool:
    """Whether a script holds a whole page that the server sends, rather than only touches one; what a tool has packed is somebody else's."""
    return "<html" in text.lower() and "<head" in text.lower() and text.count("\n") >= len(text) // PACKED


def wrapped(text: str) -> int:
    """The line where a page builds on the template of a design system, which carries the viewport; 0 when it does not."""
    place = scan.first(text, _WRAPPED)
    return place.line if place is not None else 0
