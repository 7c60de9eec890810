"""`conforme check`: audits a repository and reports on the practices; the main job."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import NamedTuple

from conforme import engine, reports, trust
from conforme.catalog import Catalog
from conforme.cli import output, session, settings
from conforme.cli.errors import UserError
from conforme.repo import Repo
from conforme.report import Report

DEFAULT_FAIL_ON = ("expected",)


def main(options: argparse.Namespace) -> int:
    cards = session.catalog(options)
    repo = session.open_repo(options.path, rev=options.rev, staged=options.staged)
    own = settings.read(repo)
    judged = session.judging(options, cards)
    base = _base(options, repo, cards, judged)
    if base is not None and base.report.phase_source == "manifest":
        judged = replace(judged, known_phase=base.report.phase)
    report = engine.audit(repo, cards, judged)
    _check_part(options, report)
    report = trust.decide(report, _fail_on(options, own) | set(judged.policy.fail_on), *(base or ()))
    lang = session.report_language(options, report.service.lang, own.lang)
    for name, target in options.reports or [("text", None)]:
        output.write(_rendered(name, report, lang, options, target), target)
    return trust.exit_code(report, options.exit_zero)


def _check_part(options: argparse.Namespace, report: Report) -> None:
    known = [part["id"] for part in report.service.parts]
    if options.part is not None and options.part not in known:
        raise UserError("part", value=options.part, known=", ".join(known) or "—")


class _Base(NamedTuple):
    """The revision that a change is held against: its report, and the paths that have moved since."""

    report: Report
    renamed: dict[str, str]


def _base(options: argparse.Namespace, repo: Repo, cards: Catalog, judged: engine.Options) -> _Base | None:
    if options.since is None:
        return None
    before = session.open_repo(options.path, rev=options.since)
    return _Base(engine.audit(before, cards, judged), trust.renames(_oids(before), _oids(repo)))


def _fail_on(options: argparse.Namespace, own: settings.Settings) -> set[str]:
    fail_on = {word for words in options.fail_on or [DEFAULT_FAIL_ON] for word in words}
    # The audited repository can add to what blocks, never take away.
    return fail_on if "never" in fail_on else fail_on | set(own.fail_on)


def _oids(repo: Repo) -> dict[str, str]:
    return {path: entry.oid for path, entry in repo.entries.items()}


def _rendered(name: str, report: Report, lang: str, options: argparse.Namespace, target: str | None) -> str:
    if name == "text":
        from conforme.reports import text

        return text.render(report, lang, session.style(options, to_terminal=target in (None, "-")))
    return reports.render(name, report, lang)
