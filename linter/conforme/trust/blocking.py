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
    results = tuple(replace(result, blocking=_blocks(report, result, wanted, since)) for result in report.results)
    return replace(report, results=results, since=since)


def _blocks(report: Report, result: Result, wanted: frozenset[str], since: Since | None) -> bool:
    if "never" in wanted or report.rules[result.rule].lifecycle == "experimental":
        return False
    if result.outcome in (Outcome.UNVERIFIED, Outcome.ERROR):
        open_before = since is not None and (result.rule, result.part) in since.undecided
        return "undecided" in wanted and result.severity is Severity.EXPECTED and not open_before
    if result.outcome is not Outcome.FAIL:
        return False
    already = since.already if since is not None else frozenset()
    counted = [finding for finding in result.findings if finding.waiver is None and finding.fingerprint not in already]
    if not counted:
        return False
    return result.severity.value in wanted or ("contradicted" in wanted and any(finding.reason is Reason.CONTRADICTED for finding in counted))


def _since(report: Report, base: Report, renamed: Mapping[str, str]) -> Since:
    """Findings that the change did not make: there before, or of a rule of which nothing at all was there before."""
    before = _Before(base, renamed)
    already = {
        finding.fingerprint
        for result, finding in report.findings()
        if before.knew(finding) or (before.had_nothing(result) and finding.reason not in _NEVER_ALREADY)
    }
    undecided = {(result.rule, result.part) for result in report.undecided() if before.was_undecided(result)}
    return Since(base.snapshot.commit or "", frozenset(already), frozenset(undecided))


class _Before:
    """What was so at the base. A part that the base does not know is held against what was said of the whole and of the base's parts."""

    def __init__(self, base: Report, renamed: Mapping[str, str]) -> None:
        findings = [moved(finding, renamed) for _, finding in base.findings()]
        self._parts = {"", *(part["id"] for part in base.service.parts)}
        self._known = {finding.fingerprint for finding in findings}
        self._anywhere = {replace(finding, part="").fingerprint for finding in findings}
        self._results: dict[str, dict[str, Result]] = {}
        for result in base.results:
            self._results.setdefault(result.rule, {})[result.part] = result

    def knew(self, finding: Finding) -> bool:
        if finding.part in self._parts:
            return finding.fingerprint in self._known
        return replace(finding, part="").fingerprint in self._anywhere

    def had_nothing(self, result: Result) -> bool:
        then = self._of(result)
        return bool(then) and all(map(_nothing_was_there, then))

    def was_undecided(self, result: Result) -> bool:
        return any(item.outcome in (Outcome.UNVERIFIED, Outcome.ERROR) for item in self._of(result))

    def _of(self, result: Result) -> list[Result]:
        then = self._results.get(result.rule, {})
        if result.part in self._parts:
            return [then[result.part]] if result.part in then else []
        return list(then.values())


def _nothing_was_there(result: Result) -> bool:
    # From nothing to something imperfect is no loss: blocking it would punish the first step.
    if result.outcome is Outcome.NOT_APPLICABLE:
        return result.because is not None and result.because.kind == "rule"
    return result.outcome is Outcome.FAIL and result.reason is Reason.MISSING


def moved(finding: Finding, renamed: Mapping[str, str]) -> Finding:
    """The finding under the path that its subject has now; a path may itself hold a `#`."""
    subject = finding.subject
    ends = [place for place, character in enumerate(subject) if character == "#"]
    for end in (len(subject), *reversed(ends)):
        if subject[:end] in renamed:
            return replace(finding, subject=renamed[subject[:end]] + subject[end:])
    return finding


def renames(base: Mapping[str, str], head: Mapping[str, str]) -> dict[str, str]:
    """Paths that went and came back elsewhere with the same content; both arguments map a path to git's id of its content."""
    came = {oid: path for path, oid in head.items() if path not in base and oid}
    return {path: came[oid] for path, oid in base.items() if path not in head and oid in came}


def exit_code(report: Report, exit_zero: bool = False) -> int:
    """0 nothing blocking, 1 something blocking, 4 the tool itself failed."""
    if any(result.outcome is Outcome.ERROR for result in report.results):
        return 4
    return 1 if report.blocking() and not exit_zero else 0
