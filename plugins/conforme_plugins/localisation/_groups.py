"""Names that differ only by a language code: the catalogues of one set of texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from conforme.facts import regex as re

LANGUAGES = frozenset(
    """aa ar be bg br bn ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl he hi hr hu hy id is it iu ja ka kk km ko lb lt lv mi mk mn ms mt nb ne
    nl nn no oc pa pl ps pt ro ru se si sk sl so sq sr sv sw ta th ti tl tr uk ur uz vi zh""".split()
)
CATALOGUE_EXTENSIONS = frozenset("po json arb yml yaml toml ts js mjs cjs php properties resx xml strings ftl xlf xliff".split())
PAGE_EXTENSIONS = frozenset({"md"})
# Without a code, these files hold the language of the source: `messages.properties` beside `messages_fr.properties`.
_BASES = frozenset({"properties", "resx", "xml", "xlf"})
_CODE = r"(?:[a-z]{2})(?:[-_](?:[A-Za-z]{2}|r[A-Z]{2}|[A-Z][a-z]{3}|\d{3}))?"
_WHOLE = re.compile(rf"({_CODE})\Z")
_SUFFIX = re.compile(rf"(.{{1,80}})[._-]({_CODE})\Z")
_PREFIX = re.compile(rf"({_CODE})[._-](.{{1,80}})\Z")
_FOLDER = re.compile(rf"(values-|)({_CODE})(\.lproj|)\Z")
# Texts of the app stores, of third-party tools and of the documentation of developers are not those of the service.
_NOT_OURS = re.compile(
    r"(?:^|/)(?:fastlane|metadata|cypress|e2e|storybook|__snapshots__|migrations?|swagger(?:-ui)?|openapi|tinymce|ckeditor|"
    r"jquery[^/]*|demos?|lib/plugins|inc(?:ludes)?/libs?|[^/]{1,60}-tests?|tests?-[^/]{1,60})/|\.(?:test|spec|stories|d)\.[jt]s\Z",
    re.IGNORECASE,
)


class File(NamedTuple):
    path: str
    language: str


class Group(NamedTuple):
    """Files of one set of texts, by language; `name` is their path with `*` for the language."""

    name: str
    files: Mapping[str, str]

    @property
    def extension(self) -> str:
        return self.name.rsplit(".", 1)[-1].lower()


def group(paths: Iterable[str], extensions: frozenset[str]) -> list[Group]:
    """The groups of two languages or more, and what is left alone in its language; in the order of names."""
    found: dict[str, dict[str, str]] = {}
    bases: dict[str, str] = {}
    for path in sorted(paths):
        extension = path.rsplit(".", 1)[-1].lower()
        if extension not in extensions or _NOT_OURS.search(path):
            continue
        split = _split(path)
        if split is not None:
            found.setdefault(split[0], {}).setdefault(split[1], path)
        elif extension in _BASES:
            bases[_base_key(path)] = path
    for name, files in found.items():
        if (base := bases.get(_base_key(name))) is not None:
            files.setdefault("", base)
    return [Group(name, files) for name, files in sorted(found.items())]


def _base_key(name: str) -> str:
    return re.sub(r"values-\*|[._-]\*|\*[._-]", lambda match: "values" if match[0].startswith("values") else "", name, count=1)


def _split(path: str) -> tuple[str, str] | None:
    """The name with `*` for its language code, and the code; None when no part of the path is one."""
    folder, _, base = path.rpartition("/")
    stem, _, extension = base.rpartition(".")
    prefix = f"{folder}/" if folder else ""
    if (whole := _WHOLE.match(stem)) and (code := language(whole[1])):
        return f"{prefix}*.{extension}", code
    if (suffix := _SUFFIX.match(stem)) and (code := language(suffix[2])):
        separator = stem[len(suffix[1])]
        return f"{prefix}{suffix[1]}{separator}*.{extension}", code
    parts = folder.split("/")
    for at in range(len(parts) - 1, -1, -1):
        if (inside := _FOLDER.match(parts[at])) and (code := language(inside[2])):
            renamed = [*parts[:at], f"{inside[1]}*{inside[3]}", *parts[at + 1 :]]
            return f"{'/'.join(renamed)}/{_without_code(base, code)}", code
    if (start := _PREFIX.match(stem)) and (code := language(start[1])):
        return f"{prefix}*{stem[len(start[1])]}{start[2]}.{extension}", code
    return None


def _without_code(base: str, code: str) -> str:
    # `fr/common.fr.json` beside `en/common.en.json`.
    return re.sub(rf"[._-]{code}(?=\.)", "", base, count=1)


def language(code: str) -> str:
    """The language of a code (`fr` for `fr-CA`), "" when it is none."""
    short = re.split(r"[-_]", code, maxsplit=1)[0].lower()
    return short if short in LANGUAGES else ""
