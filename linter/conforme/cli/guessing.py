"""What a repository already says of its service: its name, its organisation, its phase, its parts, its language; each with where it was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from conforme.facts.text import fold, slug, words
from conforme.places import SET_ASIDE, fold_path
from conforme.repo import Document, Repo, Unreadable

NAME_LIMIT, PARTS_LIMIT = 100, 20
READMES = ("readme", "lisezmoi", "lisez-moi")
PAGES = ("", "md", "markdown", "rst", "adoc", "txt")
MANIFESTS = frozenset(
    """package.json pyproject.toml setup.py setup.cfg requirements.txt pipfile pom.xml build.gradle build.gradle.kts go.mod cargo.toml composer.json
    gemfile mix.exs""".split()
)
PROJECTS = (".csproj", ".fsproj", ".vbproj")
# Folders that hold parts, and folders whose package serves the work on the service rather than the service.
HOLDING = frozenset({"apps", "applications", "services"})
BESIDE = SET_ASIDE | frozenset(
    "doc docs documentation script scripts tool tools outil outils e2e ci benchmark benchmarks cypress playwright storybook mock demo".split()
)
NOT_NAMES = frozenset(("readme", "lisez moi", "lisezmoi", "bienvenue", "welcome", "sommaire", "introduction", "documentation", "accueil", "home",
                       "table of contents", "table des matieres", "a propos", "about", "installation", "install", "getting started", "overview",
                       "setup", "set up", "usage", "utilisation", "development", "developpement", "quick start", "demarrage", "pour commencer",
                       "description", "contexte", "context", "prerequisites", "prerequis"))  # fmt: skip
_FRENCH = frozenset(
    "le les des du une un vous votre vos et est pour dans sur avec ce cette nous sont pas au aux qui que par ou de en se ne il".split()
)
_ENGLISH = frozenset("the of and is are your you to for with this that in we our be not it by can from has have if at was will please".split())


class Guess(NamedTuple):
    """A value that was found, and the path that says it."""

    value: Any
    source: str


@dataclass(frozen=True, slots=True)
class Guesses:
    """What was found, None for what was not. `parts`: `{id, path}` of the folders that hold a package, when there are several."""

    name: Guess | None = None
    organisation: Guess | None = None
    phase: Guess | None = None
    language: Guess | None = None
    parts: tuple[Mapping[str, str], ...] = ()


def look(repo: Repo) -> Guesses:
    """What the repository says of its service; nothing is asked and nothing is taken from what only might say it."""
    readme, public = _readme(repo), _data(repo, "publiccode.yml") or _data(repo, "publiccode.yaml")
    return Guesses(
        name=next(_names(repo, public, readme), None),
        organisation=next(_organisations(public), None),
        phase=next(_phases(public, readme), None),
        language=_language(readme),
        parts=tuple(_parts(repo)),
    )


class _Data(NamedTuple):
    path: str
    content: Mapping[str, Any]

    def at(self, *keys: str) -> Any:
        found: Any = self.content
        for key in keys:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found


def _data(repo: Repo, path: str) -> _Data | None:
    from conforme.facts import structured

    if path not in repo.entries:
        return None
    try:
        content = repo.document(path).fact(structured.parse).plain()
    except (structured.Invalid, Unreadable):
        return None
    return _Data(path, content) if isinstance(content, dict) else None


def _readme(repo: Repo) -> Document | None:
    """The README at the root: the one without a language in its name first."""
    found = []
    for path in repo.paths:
        stem, _, extension = fold_path(path).partition(".")
        if stem in READMES and (extension in PAGES or extension.split(".")[-1] in PAGES):
            found.append((extension.count("."), READMES.index(stem), PAGES.index(extension.split(".")[-1]), path))
    return repo.document(min(found)[-1]) if found else None


# ---- name and organisation


def _names(repo: Repo, public: _Data | None, readme: Document | None) -> Iterator[Guess]:
    if public is not None:
        localised = {lang: _said(public.at("description", lang, "localisedName")) for lang in ("fr", "en")}
        known = {lang: name for lang, name in localised.items() if name}
        yield from (Guess(name, public.path) for name in (known, _said(public.at("name"))) if name)
    if readme is not None and (title := _title(readme)):
        yield Guess(title, readme.path)
    for path, keys in (
        ("package.json", ("name",)),
        ("pyproject.toml", ("project", "name")),
        ("composer.json", ("name",)),
        ("Cargo.toml", ("package", "name")),
    ):
        data = _data(repo, path)
        if data is not None and (name := _said(data.at(*keys))):
            yield Guess(name.rpartition("/")[2], path)


def _organisations(public: _Data | None) -> Iterator[Guess]:
    if public is not None:
        for keys in (("organisation", "name"), ("legal", "repoOwner"), ("legal", "mainCopyrightOwner")):
            if name := _said(public.at(*keys)):
                yield Guess(name, public.path)


def _said(value: Any) -> str:
    """A text of one line that names something; "" for a placeholder, an address, or what is no text."""
    from conforme.facts import personal, placeholders

    shown = " ".join(value.split()) if isinstance(value, str) else ""
    told = shown.isprintable() and 1 < len(shown) <= NAME_LIMIT and any(character.isalpha() for character in shown)
    return shown if told and not placeholders.is_placeholder(shown) and not personal.holds_email(shown) else ""


def _title(readme: Document) -> str:
    from conforme.facts import markdown, placeholders

    try:
        page = readme.fact(markdown.parse)
    except Unreadable:
        return ""
    first = next((section for section in page.sections if section.level == 1), None)
    title = _said(markdown.plain(first.title)) if first is not None else ""
    return "" if fold(title) in NOT_NAMES or placeholders.is_placeholder(f"# {title}") else title


# ---- phase and language


def _phases(public: _Data | None, readme: Document | None) -> Iterator[Guess]:
    from conforme.facts import phases

    if readme is not None and (shown := phases.of_badge(_text(readme))):
        yield Guess(shown, readme.path)
    status = public.at("developmentStatus") if public is not None else None
    if public is not None and isinstance(status, str) and (phase := phases.of_status(status)):
        yield Guess(phase, public.path)


def _text(document: Document) -> str:
    try:
        return document.text
    except Unreadable:
        return ""


def _language(readme: Document | None) -> Guess | None:
    """The language of the README by its small words, None when they do not tell or when it holds both."""
    found = words(_text(readme)[:20_000]) if readme is not None else []
    french, english = sum(word in _FRENCH for word in found), sum(word in _ENGLISH for word in found)
    if readme is None or max(french, english) < 3 or min(french, english) * 2 > max(french, english):
        return None
    return Guess("fr" if french > english else "en", readme.path)


# ---- parts


def _parts(repo: Repo) -> Iterator[Mapping[str, str]]:
    """The folders at the top, or in a folder of services, that hold a package of their own; none when there is only one."""
    folders = sorted({folder for path in repo.paths if (folder := _package(path)) is not None})
    ids = {folder: slug(folder.rpartition("/")[2]) for folder in folders}
    if len(folders) > 1 and len(folders) <= PARTS_LIMIT and len(set(ids.values())) == len(folders):
        yield from ({"id": ids[folder], "path": folder} for folder in folders)


def _package(path: str) -> str | None:
    folder, _, base = path.rpartition("/")
    steps = folder.split("/")
    deep = 2 if fold_path(steps[0]) in HOLDING else 1
    named = fold_path(base) in MANIFESTS or base.endswith(PROJECTS)
    if not named or not folder or len(steps) != deep or not folder.isprintable():
        return None
    beside = any(step.startswith(".") or fold_path(step) in BESIDE or not BESIDE.isdisjoint(words(step)) for step in steps)
    return None if beside else folder
