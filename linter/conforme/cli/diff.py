"""`conforme diff BASE [HEAD] [PATH]`: what a change does to each practice, both sides read from the objects and judged on one date."""

from __future__ import annotations

import argparse
import datetime
import os
from dataclasses import replace

from conforme import engine, trust
from conforme.catalog import Catalog
from conforme.cli import output, session
from conforme.cli.errors import UserError
from conforme.diff import Diff, compare
from conforme.repo import Repo
from conforme.report import Report
from conforme.reports import difference
from conforme.reports import json as as_json

DEFAULT_FAIL_ON = ("lost",)


def main(options: argparse.Namespace) -> int:
    cards, judged = session.judging(options)
    base, head = _sides(options)
    diff = _compared(base, head, cards, judged)
    lang = session.report_language(options, diff.head.service.lang or diff.base.service.lang)
    output.deliver(_rendered(options, name, target, diff, lang) for name, target in options.reports or [("text", None)])
    return _exit_code(options, diff)


def _rendered(options: argparse.Namespace, name: str, target: str | None, diff: Diff, lang: str) -> output.Document:
    if name == "json":
        return output.Document(as_json.dump(difference.document(diff, lang)), target, data=True)
    return output.Document(difference.render(diff, lang, session.style(options, to_terminal=target in (None, "-"))), target)


def _sides(options: argparse.Namespace) -> tuple[Repo, Repo]:
    """The two snapshots: without HEAD, the work tree, or the index with `--staged`."""
    path, head = options.path, options.head
    if path is None and head is not None and _is_path(head):
        path, head = head, None
    path = path or "."
    if head is not None and options.staged:
        raise UserError("head-and-staged")
    return session.open_repo(path, rev=options.base), session.open_repo(path, rev=head, staged=options.staged)


def _is_path(text: str) -> bool:
    # A revision that is also the name of a folder is a revision: `diff BASE HEAD .` says which path.
    return os.path.isdir(text) and (os.sep in text or text in (".", "..") or _no_revision(text))


def _no_revision(text: str) -> bool:
    try:
        session.open_repo(".", rev=text)
    except UserError:
        return True
    return False


def _compared(base: Repo, head: Repo, cards: Catalog, judged: engine.Options) -> Diff:
    before = engine.audit(base, cards, judged)
    known = replace(judged, known_phase=before.phase) if before.phase_source == "manifest" else judged
    after = engine.audit(head, cards, known)
    renamed = trust.renames({path: entry.oid for path, entry in base.entries.items()}, {path: entry.oid for path, entry in head.entries.items()})
    return compare(trust.decide(before, ()), trust.decide(after, ()), renamed, _then(base, cards, judged, before))


def _then(base: Repo, cards: Catalog, judged: engine.Options, before: Report) -> Report | None:
    """The base on its own date, when that is another: what differs is what time alone did."""
    commits = base.history.commits()
    day = datetime.date.fromisoformat(commits[0].date) if commits and commits[0].believed else None
    if day is None or day >= before.date:
        return None
    return engine.audit(base, cards, replace(judged, date=day))


def _exit_code(options: argparse.Namespace, diff: Diff) -> int:
    code = max(trust.exit_code(diff.base), trust.exit_code(diff.head))
    wanted = set(options.fail_on or DEFAULT_FAIL_ON)
    if code == 0 and "never" not in wanted and "lost" in wanted and diff.blocking():
        return 0 if options.exit_zero else 1
    return code
