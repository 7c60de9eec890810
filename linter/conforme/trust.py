"""What blocks, decided once, here, for every format: severity, reason, and what was already so before a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from conforme.model import Finding, Outcome, Reason, Result, Severity
from conforme.report import Report, Since

FAIL_ON = ("expected", "recommended", "contradicted", "undecided", "lost", "never")
_NEVER_ALREADY = (Reason.CONTRADICTED, Reason.UNSAFE)


def decide(report: Report, fail_on: Iterable[str], base: Report | None = None, renamed: Mapping[str, str] | None = None) -> Report:
    """`report` with what blocks. `fail_on` holds words of FAIL_ON; `base` is the report on the revision that a change is held against.

    `renamed` maps paths of the base to those that they have now, so that a moved file brings no new finding.
    """
    wanted = frozenset(fail_on)
    since = _since(report, base, renamed or {}) if base is not None else None
    already = since.already if since is not None else frozenset()
    results = tuple(replace(result, blocking=_blocks(report, result, wanted, already)) for result in report.results)
    return replace(report, results=results, since=since)


def _blocks(report: Report, result: Result, wanted: frozenset[str], already: frozenset[str]) -> bool:
    if "never" in wanted or report.rules[result.rule].lifecycle == "experimental":
        return False
    if result.outcome in (Outcome.UNVERIFIED, Outcome.ERROR):
        return "undecided" in wanted and result.severity is Severity.EXPECTED
    if result.outcome is not Outcome.FAIL:
        return False
    counted = [finding for finding in result.findings if finding.waiver is None and finding.fingerprint not in already]
    if not counted:
        return False
    return result.severity.value in wanted or ("contradicted" in wanted and any(finding.reason is Reason.CONTRADICTED for finding in counted))


def _since(report: Report, base: Report, renamed: Mapping[str, str]) -> Since:
    """Findings that the change did not make: there before, or of a rule of which nothing at all was there before."""
    known = {_moved(finding, renamed).fingerprint for _, finding in base.findings()}
    nothing = {(result.rule, result.part) for result in base.results if _nothing_was_there(result)}
    already = {
        finding.fingerprint
        for result, finding in report.findings()
        if finding.fingerprint in known or ((result.rule, result.part) in nothing and finding.reason not in _NEVER_ALREADY)
    }
    return Since(base.snapshot.commit or "", frozenset(already))


def _nothing_was_there(result: Result) -> bool:
    # From nothing to something imperfect is no loss: blocking it would punish the first step.
    if result.outcome is Outcome.NOT_APPLICABLE:
        return result.because is not None and result.because.kind == "rule"
    return result.outcome is Outcome.FAIL and result.reason is Reason.MISSING


def _moved(finding: Finding, renamed: Mapping[str, str]) -> Finding:
    path, mark, rest = finding.subject.partition("#")
    return replace(finding, subject=renamed[path] + mark + rest) if path in renamed else finding


def renames(base: Mapping[str, str], head: Mapping[str, str]) -> dict[str, str]:
    """Paths that went and came back elsewhere with the same content; both arguments map a path to git's id of its content."""
    came = {oid: path for path, oid in head.items() if path not in base and oid}
    return {path: came[oid] for path, oid in base.items() if path not in head and oid in came}


def exit_code(report: Report, exit_zero: bool = False) -> int:
    """0 nothing blocking, 1 something blocking, 4 the tool itself failed."""
    if any(result.outcome is Outcome.ERROR for result in report.results):
        return 4
    return 1 if report.blocking() and not exit_zero else 0
