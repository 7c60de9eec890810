"""`conforme waivers`: every waiver of the repository, whether it holds, and what became of it; 1 when one does not hold."""

from __future__ import annotations

import argparse

from conforme import engine, words
from conforme.cli import output, session
from conforme.report import Report
from conforme.reports import json as as_json
from conforme.reports import signed
from conforme.trust.waivers import SERVING


def main(options: argparse.Namespace) -> int:
    cards, judged = session.judging(options)
    repo = session.open_repo(options.path, rev=options.rev, staged=options.staged)
    report = engine.audit(repo, cards, judged)
    lang = session.report_language(options, report.service.lang)
    output.deliver(_rendered(name, target, report, lang) for name, target in options.reports or [("text", None)])
    return 0 if all(item.state in SERVING for item in report.waivers) else 1


def _rendered(name: str, target: str | None, report: Report, lang: str) -> output.Document:
    if name == "json":
        shown = [as_json.waiver(item, lang) for item in report.waivers]
        whole = {"schema_version": as_json.SCHEMA_VERSION, "snapshot": as_json.snapshot(report.snapshot), "waivers": shown}
        return output.Document(as_json.dump(whole), target, data=True)
    entries = ["\n  ".join(signed.waiver(item, lang)) for item in report.waivers]
    return output.Document("\n".join(entries or [words.say(lang, "signed.no-waiver")]) + "\n", target)
