"""`conforme check`: audits a repository and reports on the practices; the main job."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import NamedTuple

from conforme import engine, reports, trust
from conforme.catalog import Catalog
from conforme.cli import output, session, settings
from conforme.repo import Repo
from conforme.report import Report

DEFAULT_FAIL_ON = ("expected",)


def main(options: argparse.Namespace) -> int:
    cards, judged = session.judging(options)
    repo = session.open_repo(options.path, rev=options.rev, staged=options.staged)
    own = settings.read(repo)
    base = _base(options, repo, cards, judged)
    if base is not None and base.report.phase_source == "manifest":
        judged = replace(judged, known_phase=base.report.phase)
    report = engine.audit(repo, cards, judged)
    session.check_part(options.part, [part["id"] for part in report.service.parts])
    report = trust.decide(report, _fail_on(options, own) | set(judged.policy.fail_on), *(base or ()))
    lang = session.report_language(options, report.service.lang, own.lang)
    code = trust.exit_code(report, options.exit_zero)
    wanted = options.reports or [("text", None)]
    output.deliver(_rendered(name, report, lang, options, target) for name, target in wanted)
    return code


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
    fail_on = set(options.fail_on or DEFAULT_FAIL_ON)
    # The audited repository can add to what blocks, never take away.
    return fail_on if "never" in fail_on else fail_on | set(own.fail_on)


def _oids(repo: Repo) -> dict[str, str]:
    return {path: entry.oid for path, entry in repo.entries.items()}


def _rendered(name: str, report: Report, lang: str, options: argparse.Namespace, target: str | None) -> output.Document:
    if name == "text":
        from conforme.reports import text

        style = session.style(options, to_terminal=target in (None, "-"))
        return output.Document(text.render(report, lang, style), target, colour=style.colour)
    if name == "html":
        from conforme.reports import html

        return output.Document(html.render(report, lang, options.link_base), target, data=True)
    choices = {"suppressions": options.sarif_suppressions} if name == "sarif" else {"drawn": _is_drawing(target)} if name == "badge" else {}
    return output.Document(reports.render(name, report, lang, **choices), target, data=True)


def _is_drawing(target: str | None) -> bool:
    return target is not None and target.lower().endswith(".svg")
