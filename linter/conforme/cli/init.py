"""`conforme init`: a service manifest and the registers that apply, from what the repository already says; it overwrites nothing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conforme import editors, engine, schemas, skeletons, words
from conforme.catalog import Catalog
from conforme.cli import choosing, guessing, output, placing, session, settings
from conforme.cli.choosing import MANIFEST, Choice
from conforme.cli.errors import Said, UserError
from conforme.cli.guessing import Guess, Guesses
from conforme.cli.placing import Draft
from conforme.engine import Collected
from conforme.facts import registers
from conforme.facts.text import fold, nearest
from conforme.model import visible
from conforme.repo import Repo
from conforme.reports import sentences

FOLDER, OTHER_FOLDER, SCHEMAS = "conformite", "compliance", "schemas"
# What of the manifest stands without a `#` even when nothing is known of it.
SHOWN = frozenset({"organisation", "phase"})


@dataclass(frozen=True)
class Plan:
    """What is to be written, and all that is said of it."""

    lang: str
    folder: str
    choices: tuple[Choice, ...]
    guesses: Guesses
    drafts: tuple[Draft, ...]
    around: str = ""


def main(options: argparse.Namespace) -> int:
    path, named = _asked(options.what)
    cards = session.catalog(options)
    repo = session.open_repo(path)
    if repo.snapshot.kind == "revision":
        raise UserError("init-bare", path=path)
    root = os.path.realpath(path)
    plan = _plan(options, root, named, repo, cards)
    written = [draft.path for draft in plan.drafts] if options.dry_run else placing.place(root, plan.drafts)
    output.lines(visible(line) for line in _lines(plan, written, cards, options.dry_run))
    return 0


def _asked(what: Sequence[str]) -> tuple[str, list[str]]:
    """PATH and the registers named; a word that is neither a register nor a folder is said to be wrong. Write ./risks for a folder of that name."""
    known = {fold(word): name for name in registers.names() for word in (name, *(file.rpartition(".")[0] for file in registers.files(name).values()))}
    paths = [word for word in what if fold(word) not in known]
    for word in paths:
        # A word alone that is no folder may be a register mistyped; with a separator it can only be a path.
        if not os.path.isdir(word) and os.sep not in word:
            close = nearest(word, known)
            raise UserError("init-what", value=word, nearest=known[close] if close else "—", known=Said(", ".join(registers.names())))
    if len(paths) > 1:
        raise UserError("init-two-paths", first=paths[0], second=paths[1])
    return paths[0] if paths else ".", [known[fold(word)] for word in what if fold(word) in known]


def _plan(options: argparse.Namespace, root: str, named: list[str], repo: Repo, cards: Catalog) -> Plan:
    kinds = {kind for kind, card in cards.finders.items() if card.registers}
    collected = engine.collect(repo, cards, engine.Options(session.today(options)), kinds)
    guesses = guessing.look(repo)
    lang = _language(options, repo, collected, guesses)
    folder = _folder(repo)
    on_disk = [f"{folder}/{name}" for name in placing.names(root, folder)]
    placing.names(root, f"{folder}/{SCHEMAS}")
    if not named and _may_ask(options) and choosing.existing(repo, MANIFEST, None, on_disk) is None:
        guesses = _completed(guesses, lang)
    phase = collected.manifest.phase or (guesses.phase.value if guesses.phase else None)
    choices = choosing.choose(repo, cards, collected, choosing.Asked(named, options.all, phase, on_disk))
    drafts = tuple(_drafts(choices, folder, lang, guesses, not options.no_schemas))
    return Plan(lang, folder, tuple(choices), guesses, drafts, _around(root))


def _around(root: str) -> str:
    """The root of the repository that the folder is inside of, without being one itself; "" for none."""
    if os.path.lexists(os.path.join(root, ".git")):
        return ""
    inside = os.path.dirname(root)
    while not os.path.lexists(os.path.join(inside, ".git")):
        if inside == os.path.dirname(inside):
            return ""
        inside = os.path.dirname(inside)
    return inside


def _language(options: argparse.Namespace, repo: Repo, collected: Collected, guesses: Guesses) -> str:
    """`--lang`, the manifest's, the settings', that of the manifest's keys, the README's, then the reader's."""
    told = options.lang or collected.manifest.service.lang or settings.read(repo).lang or _of_keys(repo, collected.manifest.service.manifest)
    told = told or (guesses.language.value if guesses.language else "")
    return told if told in words.LANGUAGES else session.help_language(options)


def _of_keys(repo: Repo, manifest: str | None) -> str:
    return registers.read(repo.document(manifest), MANIFEST).lang if manifest else ""


def _folder(repo: Repo) -> str:
    """Where the registers of this repository lie: the usual folder, or the other one that it already uses."""
    used = {path.partition("/")[0] for path in repo.paths if "/" in path}
    return OTHER_FOLDER if OTHER_FOLDER in used and FOLDER not in used else FOLDER


# ---- questions


def _may_ask(options: argparse.Namespace) -> bool:
    return not options.yes and not options.quiet and _is_terminal()


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _completed(guesses: Guesses, lang: str) -> Guesses:
    """With what a person answers to the two or three things that nothing told; no answer leaves them to complete."""
    properties = schemas.load(MANIFEST)["properties"]
    found = {name: getattr(guesses, name) or _answer(properties[name], lang) for name in ("name", "organisation", "phase")}
    return Guesses(**found, language=guesses.language, parts=guesses.parts)


def _answer(part: Mapping[str, Any], lang: str) -> Guess | None:
    choices = {fold(str(word)): value for one in words.LANGUAGES for word, value in zip(schemas.words(part, one), part.get("enum", ()), strict=True)}
    while True:
        try:
            said = " ".join(input(words.say(lang, "init.ask", what=part["x-label"][lang])).split())
        except EOFError:
            return None
        if not said:
            return None
        if not choices or fold(said) in choices:
            return Guess(choices.get(fold(said), said), "")
        output.lines([words.say(lang, "init.ask-again", values=", ".join(map(str, schemas.words(part, lang))))])


# ---- what is written


def _drafts(choices: Sequence[Choice], folder: str, lang: str, guesses: Guesses, with_schemas: bool) -> Iterator[Draft]:
    wanted = [choice.name for choice in choices if choice.wanted]
    for name in wanted:
        path = f"{folder}/{registers.files(name)[lang]}"
        schema = f"{SCHEMAS}/{editors.file_name(name, lang)}" if with_schemas else None
        yield Draft(path, skeletons.text(name, lang, path, schema, _given(guesses, lang) if name == MANIFEST else None))
    for name in wanted if with_schemas else ():
        yield Draft(f"{folder}/{SCHEMAS}/{editors.file_name(name, lang)}", editors.dump(editors.schema(name, lang)))


def _given(guesses: Guesses, lang: str) -> skeletons.Given:
    values: dict[str, Any] = {name: guess.value for name, guess, _ in _found(guesses)}
    values["language"] = lang
    if guesses.parts:
        values["parts"] = list(guesses.parts)
    sources = {name: guess.source for name, guess, _ in _found(guesses) if guess.source}
    # A phase that we only copied declares nothing, and would agree with its source: it is the team’s to say.
    return skeletons.Given(values, sources, SHOWN, frozenset({"phase"} & sources.keys()))


def _found(guesses: Guesses) -> Iterator[tuple[str, Guess, Mapping[str, Any]]]:
    properties = schemas.load(MANIFEST)["properties"]
    for name in ("name", "organisation", "phase"):
        guess = getattr(guesses, name)
        if guess is not None:
            yield name, guess, properties[name]


# ---- what is said


def _lines(plan: Plan, written: Sequence[str], cards: Catalog, dry_run: bool) -> Iterator[str]:
    lang = plan.lang
    paths = {choice.name: f"{plan.folder}/{registers.files(choice.name)[lang]}" for choice in plan.choices}
    new = [choice for choice in plan.choices if choice.wanted and paths[choice.name] in written]
    if any(choice.name == MANIFEST for choice in new):
        yield from _block("found", lang, _guessed(plan))
    yield from _block("would-write" if dry_run else "written", lang, _new(plan, new, paths, written, cards))
    raced = [Choice(choice.name, "kept", {"place": paths[choice.name]}) for choice in plan.choices if choice.wanted and choice not in new]
    yield from _block("kept", lang, [sentences.path(choice.data["place"]) for choice in (*plan.choices, *raced) if choice.why == "kept"])
    left = [choice for choice in plan.choices if not choice.wanted and choice.why != "kept"]
    yield from _block("not-written", lang, [f"{choice.name} · {_why(choice, cards, lang)}" for choice in left])
    if left:
        yield words.say(lang, "init.names", example=left[0].name)
    if not new:
        yield words.say(lang, "init.nothing")
    elif not dry_run:
        yield words.say(lang, "init.next", folder=plan.folder)
    if plan.around:
        yield words.say(lang, "init.inside", root=sentences.path(plan.around))


def _block(title: str, lang: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield words.say(lang, f"init.{title}")
        yield from (f"  {line}" for line in lines)
        yield ""


def _guessed(plan: Plan) -> list[str]:
    lines = []
    for name, guess, part in _found(plan.guesses):
        if guess.source:
            value = guess.value
            shown = " / ".join(value.values()) if isinstance(value, dict) else words.say(plan.lang, f"phase.{value}") if name == "phase" else value
            lines.append(words.say(plan.lang, "init.found-one", what=part["x-label"][plan.lang], value=shown, source=sentences.path(guess.source)))
    return lines + [f"{schemas.load(MANIFEST)['properties']['parts']['x-label'][plan.lang]} · {part['path']}" for part in plan.guesses.parts]


def _new(plan: Plan, new: Sequence[Choice], paths: Mapping[str, str], written: Sequence[str], cards: Catalog) -> list[str]:
    lines = [f"{paths[choice.name]} · {_why(choice, cards, plan.lang)}" for choice in new]
    folder = f"{plan.folder}/{SCHEMAS}"
    count = sum(path.startswith(folder + "/") for path in written)
    return [*lines, words.say(plan.lang, "init.schemas", folder=folder, count=count)] if count else lines


def _why(choice: Choice, cards: Catalog, lang: str) -> str:
    data = dict(choice.data)
    if "place" in data:
        data["place"] = sentences.path(data["place"])
    if "phase" in data:
        data["phase"] = words.say(lang, f"phase.{data['phase']}")
    return words.say(lang, f"init.why-{choice.why}", **data, kinds=", ".join(sentences.kind(cards.finders, kind, lang) for kind in choice.kinds))
