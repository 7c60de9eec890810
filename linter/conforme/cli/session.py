"""What several commands do alike: the catalog, the snapshot, the selection of rules, the language, the style of the terminal."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Callable, Iterable, Sequence

from conforme import engine, words
from conforme.cards import RuleCard
from conforme.catalog import Catalog, CatalogError, load
from conforme.cli.arguments import language, locale_language
from conforme.cli.errors import UserError
from conforme.model import quote
from conforme.repo import Document, Repo, Unreadable
from conforme.reports.style import WIDTH, Style
from conforme.trust import NO_POLICY, Policy

WIDEST, NARROWEST = 120, 60


def catalog(options: argparse.Namespace) -> Catalog:
    """The catalog, compiled in the user's cache unless `--no-cache`."""
    try:
        return load(kept_in=None if options.no_cache else cache_folder())
    except CatalogError as error:
        raise UserError("catalog", 4, detail=str(error)) from error


def cache_folder() -> str | None:
    """Where compiled cards are kept: never in the audited repository; None when the system names no such place."""
    root = os.environ.get("XDG_CACHE_HOME") or (os.path.join(os.environ["HOME"], ".cache") if os.environ.get("HOME") else "")
    return os.path.join(root, "conforme") if root and os.path.isabs(root) else None


def open_repo(path: str, *, rev: str | None = None, staged: bool = False) -> Repo:
    """The snapshot that the options name; raises UserError."""
    from conforme import sources

    try:
        return sources.open_repo(path, rev=rev, staged=staged)
    except sources.SourceError as error:
        raise UserError(error.key, error.exit_code, **{"path": path, "rev": rev or "", **error.data}) from error


def today(options: argparse.Namespace) -> datetime.date:
    """The audit's date: `--date`, else today in UTC."""
    date: datetime.date = options.date or datetime.datetime.now(datetime.UTC).date()
    return date


def check_part(part: str | None, known: Sequence[str]) -> None:
    """Raises UserError for a `--part` that the manifest does not declare."""
    if part is not None and part not in known:
        raise UserError("part", value=part, known=", ".join(known) or "—")


def selection(select: Iterable[str], ignore: Iterable[str], cards: Catalog, kinds: Iterable[str] = ()) -> Callable[[RuleCard], bool]:
    """Which rules run, from `--select` and `--ignore`: ids of practices, actions and rules.

    Raises UserError for an unknown id; `kinds` are those that could have been meant too.
    """
    nameable = (*cards.rules, *kinds)
    chosen, ignored = (_targets(values, cards, nameable) for values in (select, ignore))

    def selected(rule: RuleCard) -> bool:
        names = {rule.id, *(serves.to for serves in rule.serves)}
        return (not chosen or bool(names & chosen)) and not names & ignored

    return selected


def policy(options: argparse.Namespace) -> Policy:
    """The auditor's policy that `--policy` names; raises UserError when it cannot be read or is not valid."""
    if options.policy is None:
        return NO_POLICY
    from conforme.facts.structured import Invalid
    from conforme.reports import sentences
    from conforme.trust.policy import PolicyInvalid, read

    lang = help_language(options)
    try:
        return read(Document(os.path.basename(options.policy), lambda limit: file(options.policy, limit)))
    except Unreadable as error:
        raise UserError("policy-unreadable", path=options.policy) from error
    except Invalid as error:
        raise UserError("policy", path=options.policy, line=error.line, problem=sentences.problem(error.key, error.data, lang)) from error
    except PolicyInvalid as error:
        problem = error.problem
        data = {name: quote(value) for name, value in problem.data.items()}
        raise UserError("policy", path=options.policy, line=problem.line, problem=sentences.problem(problem.key, data, lang)) from error


def extended(cards: Catalog, chosen: Policy, path: str | None) -> Catalog:
    """The catalog with the third-party plugins that the policy names; raises UserError for one that is not there, or a rule that is not."""
    if chosen.plugins or chosen.plugins_shown:
        from conforme import vendors

        try:
            cards = vendors.extended(cards, (*chosen.plugins, *chosen.plugins_shown), chosen.plugins)
        except CatalogError as error:
            raise UserError("policy-plugin", path=path, detail=str(error)) from error
    for name in chosen.thresholds:
        if name not in cards.rules:
            near = nearest(name, cards.rules)
            raise UserError("policy-rule", path=path, value=name, nearest=f" ({near})" if near else "")
    return cards


def file(path: str, limit: int) -> bytes:
    """The bytes of a file that the command line names; raises UserError when it is not there, Unreadable."""
    from conforme.sources import disk

    if not os.path.lexists(path):
        raise UserError("not-there", path=path)
    folder, name = os.path.split(os.path.abspath(path))
    return disk.read_file(folder, os.fsencode(name), limit)


def inherited(options: argparse.Namespace) -> Repo | None:
    """The organisation's repository or folder that `--inherit` names."""
    return open_repo(options.inherit) if options.inherit is not None else None


def judging(options: argparse.Namespace) -> tuple[Catalog, engine.Options]:
    """The cards, those of the plugins that the policy names among them, and how to judge, as the options say."""
    chosen = policy(options)
    cards = extended(catalog(options), chosen, options.policy)
    selected = selection(options.select, options.ignore, cards)
    phase = getattr(options, "phase", None)
    kept_in = None if options.no_cache else cache_folder()
    return cards, engine.Options(today(options), phase, selected, options.part, policy=chosen, inherited=inherited(options), kept_in=kept_in)


def _targets(values: Iterable[str], cards: Catalog, nameable: Iterable[str]) -> set[str]:
    named: set[str] = set()
    for value in values:
        named |= targets(value, cards, nameable)
    return named


def targets(value: str, cards: Catalog, nameable: Iterable[str]) -> set[str]:
    """The rule, the kinds or the actions (`standard:number`) that an id names; raises UserError when it names none."""
    if value in cards.rules:
        return {value}
    prefix, _, number = value.rpartition(":")
    actions = set()
    for standard in cards.standards.values():
        for practice in standard.practices:
            for action in practice.actions:
                if prefix in ("", standard.id) and _same(number, practice.id, action.id):
                    actions.add(f"{standard.id}:{action.id}")
    if not actions:
        raise UserError("selector" if set(nameable) <= cards.rules.keys() else "selector-kind", value=value, nearest=nearest(value, nameable))
    return actions


def _same(number: str, practice: str, action: str) -> bool:
    # `9`, `09`, `9.1`, `09.1` are the same practice and action.
    major, dot, minor = number.partition(".")
    if not _is_number(major) or (dot and not _is_number(minor)):
        return False
    return int(major) == int(practice) and (not minor or f"{int(major)}.{int(minor)}" == action)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


def nearest(value: str, known: Iterable[str]) -> str:
    """The known name most like `value`, "" when none is."""
    from conforme.facts import text

    return text.nearest(value, list(known)) or ""


def report_language(options: argparse.Namespace, declared: str, settings: str = "") -> str:
    """The language of reports: `--lang`, the manifest's, the settings', then French; the locale counts only for `text`."""
    formats = [name for name, _ in options.reports or [("text", None)]] if hasattr(options, "reports") else ["text"]
    fallback = locale_language() if formats == ["text"] else None
    chosen: str = options.lang or declared or settings or fallback or "fr"
    return chosen if chosen in words.LANGUAGES else "fr"


def help_language(options: argparse.Namespace) -> str:
    """The language of what is not about a repository."""
    return options.lang or language(())


def style(options: argparse.Namespace, to_terminal: bool) -> Style:
    """Colour and width: `--color`, then NO_COLOR, FORCE_COLOR, then whether this is a terminal."""
    width = WIDTH
    if to_terminal and _is_terminal():
        import shutil

        width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    return Style(width, to_terminal and _coloured(options.color), options.quiet, options.verbose)


def _coloured(wish: str) -> bool:
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and _is_terminal()


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
