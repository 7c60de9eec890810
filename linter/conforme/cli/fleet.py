"""`conforme fleet run` audits many repositories and adds the run to a store; `conforme fleet query` asks the store a ready question."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable

from conforme import words
from conforme.catalog import Catalog
from conforme.cli import output, session
from conforme.cli.errors import UserError
from conforme.fleet import plan, running
from conforme.fleet.job import Settings
from conforme.fleet.parquet import Missing, Unreachable, library
from conforme.fleet.store import Store, StoreError
from conforme.repo import TEXT_LIMIT, Document, Unreadable

NO_SNAPSHOT = 3


def main(options: argparse.Namespace) -> int:
    try:
        return _run(options) if options.job == "run" else _query(options)
    except Missing as error:
        raise UserError("fleet-extra", extra="dask" if getattr(options, "scheduler", None) else "fleet", detail=str(error)) from error
    except Unreachable as error:
        raise UserError("fleet-scheduler", address=str(error)) from error
    except StoreError as error:
        raise UserError(str(error), path=options.store) from error


def _run(options: argparse.Namespace) -> int:
    library()
    cards = session.catalog(options)
    fleet = read_fleet(options)
    settings = _settings(options, fleet, cards)
    store = Store(options.store)
    store.open(write=True)
    with store.locked():
        done = running.run(fleet, settings, cards, store, _doer(options, settings), _Progress(session.help_language(options)))
    lang = session.help_language(options)
    output.lines(_told(done, lang))
    total = done.audited + done.reused
    return NO_SNAPSHOT if total and done.not_examined >= total else 0


def _told(done: running.Done, lang: str) -> Iterable[str]:
    said = {"run": done.run, "audited": done.audited, "reused": done.reused, "failed": done.not_examined}
    yield words.say(lang, "fleet.done" if done.new else "fleet.same", **said)
    if done.not_examined:
        yield words.say(lang, "fleet.not-examined", **said)


def read_fleet(options: argparse.Namespace) -> plan.Fleet:
    """The fleet file that the command line names; raises UserError."""
    from conforme.facts.structured import Invalid
    from conforme.model import quote
    from conforme.reports import sentences

    lang, path = session.help_language(options), options.file
    try:
        document = Document(os.path.basename(path), lambda limit: session.file(path, limit))
        inherit = os.path.abspath(options.inherit) if options.inherit else ""
        return plan.read(document, os.path.dirname(os.path.abspath(path)), inherit)
    except Unreadable as error:
        raise UserError("fleet-unreadable", path=path) from error
    except Invalid as error:
        raise UserError("fleet", path=path, line=error.line, problem=sentences.problem(error.key, error.data, lang)) from error
    except plan.FleetInvalid as error:
        data = {name: quote(value) for name, value in error.problem.data.items()}
        raise UserError("fleet", path=path, line=error.problem.line, problem=sentences.problem(error.problem.key, data, lang)) from error


def _settings(options: argparse.Namespace, fleet: plan.Fleet, cards: Catalog) -> Settings:
    options.policy = options.policy or fleet.policy or None
    found = session.policy(options)
    if found.plugins or found.plugins_shown:
        raise UserError("fleet-plugins", path=options.policy)
    session.extended(cards, found, options.policy)
    text = session.file(options.policy, TEXT_LIMIT).decode("utf-8", "surrogateescape") if options.policy else ""
    select, ignore = (sorted({name for value in values for name in session.targets(value, cards, cards.rules)}) for values in _choices(options))
    return Settings(
        date=session.today(options).isoformat(),
        policy=text,
        policy_name=found.name or "",
        select=tuple(select),
        ignore=tuple(ignore),
        seconds=options.seconds,
        memory=options.memory << 20,
    )


def _choices(options: argparse.Namespace) -> tuple[list[str], list[str]]:
    return options.select, options.ignore


def _doer(options: argparse.Namespace, settings: Settings) -> running.Doer:
    if options.scheduler:
        from conforme.fleet import cluster

        cluster.library()
        return cluster.Cluster(options.scheduler, settings)
    from conforme.fleet.crew import Crew

    return Crew(options.jobs or os.cpu_count() or 1, settings, None if options.no_cache else session.cache_folder())


class _Progress:
    """How far the run is, on a terminal and nowhere else."""

    def __init__(self, lang: str) -> None:
        self._lang, self._shown = lang, sys.stderr is not None and sys.stderr.isatty() and not os.environ.get("CI")

    def __call__(self, done: int, total: int) -> None:
        if self._shown:
            end = "\n" if done >= total else ""
            print("\r" + words.say(self._lang, "fleet.progress", done=done, total=total), end=end, file=sys.stderr, flush=True)


def _query(options: argparse.Namespace) -> int:
    from conforme.fleet import questions

    store = Store(options.store)
    store.open()
    try:
        answer = questions.ask(store, options.name, options.days)
    except questions.NoRun:
        raise UserError("fleet-no-run", path=options.store) from None
    output.deliver(_rendered(name, target, answer, options) for name, target in options.reports or [("text", None)])
    return 0


def _rendered(name: str, target: str | None, answer: object, options: argparse.Namespace) -> output.Document:
    from conforme.fleet.questions import Answer

    assert isinstance(answer, Answer)
    columns, rows = answer
    if name == "json":
        listed = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
        return output.Document(
            json.dumps({"schema_version": "1", "question": options.name, "rows": listed}, ensure_ascii=False, indent=2) + "\n", target, True
        )
    if name == "csv":
        return output.Document(_csv(columns, rows), target, True)
    if not rows:
        return output.Document(words.say(session.help_language(options), "fleet.nothing") + "\n", target)
    return output.Document(_table(columns, [[str(_plain(value) if value is not None else "") for value in row] for row in rows]), target)


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | float | bool | list) else str(value)


def _csv(columns: list[str], rows: list[tuple[object, ...]]) -> str:
    import csv
    import io

    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerows([columns, *([_cell(value) for value in row] for row in rows)])
    return made.getvalue()


def _cell(value: object) -> object:
    """A spreadsheet takes what begins so for a formula."""
    return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _table(columns: list[str], rows: list[list[str]]) -> str:
    widths = [max(len(row[place]) for row in [columns, *rows]) for place in range(len(columns))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [columns, *rows])
    return "".join(f"{line}\n" for line in lines)
