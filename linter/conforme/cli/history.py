"""`conforme history [PATH]`: the trend from past commits, read from the objects; today's rules, each commit's own date."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Sequence
from dataclasses import replace

from conforme import engine, trend
from conforme.cards import Practice
from conforme.cli import output, session
from conforme.cli.errors import UserError
from conforme.reports import json as as_json
from conforme.reports import trend as shown


def main(options: argparse.Namespace) -> int:
    cards, judged = session.judging(options)
    newest = session.open_repo(options.path, rev=options.rev or "HEAD")
    if not newest.history.known:
        raise UserError("no-history", path=options.path)
    moments = trend.moments(newest.history, options.every, options.points, options.since.isoformat() if options.since else None)
    cases = [(session.open_repo(options.path, rev=moment.commit), _on(judged, moment.date, options.clock)) for moment in moments]
    points = [trend.point(moment, report) for moment, report in zip(moments, engine.audits(cases, cards), strict=True)]
    practices = [practice for standard in cards.standards.values() for practice in standard.practices]
    output.deliver(_rendered(options, name, target, points, practices) for name, target in options.reports or [("text", None)])
    return 0


def _rendered(
    options: argparse.Namespace, name: str, target: str | None, points: Sequence[trend.Point], practices: Sequence[Practice]
) -> output.Document:
    if name == "json":
        return output.Document(as_json.dump(shown.document(points)), target, data=True)
    if name == "csv":
        return output.Document(shown.table(points), target, data=True)
    style = session.style(options, to_terminal=target in (None, "-"))
    return output.Document(shown.render(points, practices, session.report_language(options, ""), style), target)


def _on(judged: engine.Options, date: str, clock: str) -> engine.Options:
    return judged if clock == "today" else replace(judged, date=min(judged.date, datetime.date.fromisoformat(date)))
