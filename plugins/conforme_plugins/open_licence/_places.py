"""Which files at the root hold the licence of the project itself, by their names and by who holds the rights."""

from __future__ import annotations

from collections.abc import Iterable

from conforme.facts import regex as re
from conforme.facts import text
from conforme.facts.licences import Licence
from conforme.facts.licences.prose import holder_words

_TEXT = frozenset(
    ("", "md", "txt", "rst", "markdown", "adoc", "html", "htm", "fr", "en", "mit", "isc", "bsd", "apache", "gpl", "lgpl", "agpl", "mpl", "lesser")
)
_NAME = re.compile(r"(?:un)?licen[cs]e|copying|copyright|licenses/", re.IGNORECASE)
_NOT_OURS = frozenset(
    {"third", "party", "thirdparty", "tiers", "3rd", "3rdparty", "dependencies", "dependances", "dependency", "vendor", "vendored",
    "vendors", "bundled", "notice", "notices", "attribution", "attributions"}
)  # fmt: skip
# A text that says of what it is the licence, and that is not the software.
_OF_CONTENT = frozenset(
    {"content", "contents", "contenu", "contenus", "doc", "docs", "documentation", "data", "donnees", "font", "fonts", "polices", "media",
    "medias", "image", "images", "assets", "logo", "logos", "icons", "icones"}
)  # fmt: skip


def is_text(path: str) -> bool:
    """Whether a file of that name can be a licence text (`LICENSE`, `LICENCE_EN.md`, `COPYING.LESSER`, `LICENSES/MIT.txt`)."""
    extension = path.rsplit("/", 1)[-1].rpartition(".")[2] if "." in path.rsplit("/", 1)[-1] else ""
    return bool(_NAME.search(path)) and (extension.lower() in _TEXT or extension.isupper() or extension[:1].isupper() or not extension.isalpha())


def of_others(path: str) -> bool:
    """Whether the name says that the licences are those of parts made by others."""
    return not _NOT_OURS.isdisjoint(text.words(path))


def subject(path: str) -> str:
    """What a text of that name is the licence of: `content` when the name says so, else "" (the project)."""
    return "content" if not _OF_CONTENT.isdisjoint(text.words(path.rsplit("/", 1)[-1])) else ""


def is_weak(path: str) -> bool:
    """Whether the name is one under which notices of others are kept as often as the project's own licence."""
    return path.rsplit("/", 1)[-1].lower().startswith("copyright")


def names_other(licence: Licence, pages: Iterable[str]) -> str | None:
    """The holder that the licence names and that none of the project's own pages and manifests name; None when it is the project's."""
    named = [place.text for place in licence.holders if holder_words(place.text)]
    if not named:
        return None
    known = [f" {' '.join(holder_words(page))} " for page in pages]
    ours = any(f" {' '.join(holder_words(name))} " in page for name in named for page in known)
    return None if ours else named[0]
