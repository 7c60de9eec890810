"""What blocks, and what was already so."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from conforme import trust
from conforme.cards import RuleCard, Serves, Source, Words
from conforme.model import Because, Finding, Outcome, Reason, Result, Severity, Snapshot, Strength
from conforme.report import Report, Service

W = Words("fr", "en")


def card(name: str = "r", lifecycle: str = "stable") -> RuleCard:
    return RuleCard(
        name, "kind", ("kind",), (), "", (Serves("s:1.1", "necessary"),), Strength.DECLARED, "service", "present", "discovery", "management", "small",
        lifecycle, (Source("S", False, True),), W, W, W, {}, {}, {}, (),
    )  # fmt: skip


def report(*results: Result, lifecycle: str = "stable", commit: str = "c0ffee") -> Report:
    rules = {result.rule: card(result.rule, lifecycle) for result in results}
    snapshot = Snapshot("revision", commit)
    return Report((), snapshot, datetime.date(2026, 11, 1), "beta", "option", Service(), (), results, (), (), rules, {})


def fail(*reasons: Reason, severity: Severity = Severity.EXPECTED, subject: str = "s", waiver: str | None = None) -> Result:
    findings = tuple(Finding("r", "", f"k{place}", reason, subject, waiver=waiver) for place, reason in enumerate(reasons))
    return Result("r", "", Outcome.FAIL, findings=findings, severity=severity)


def blocks(result: Result, *fail_on: str, base: Result | None = None, lifecycle: str = "stable", renamed: dict[str, str] | None = None) -> bool:
    decided = trust.decide(report(result, lifecycle=lifecycle), fail_on, report(base) if base is not None else None, renamed)
    return decided.results[0].blocking


@pytest.mark.parametrize(
    ("result", "fail_on", "expected"),
    [
        (fail(Reason.MISSING), ("expected",), True),
        (fail(Reason.MISSING), (), False),
        (fail(Reason.MISSING), ("expected", "never"), False),
        (fail(Reason.MISSING, severity=Severity.RECOMMENDED), ("expected",), False),
        (fail(Reason.MISSING, severity=Severity.RECOMMENDED), ("recommended",), True),
        (fail(Reason.MISSING, severity=Severity.LATER), ("expected", "recommended"), False),
        (fail(Reason.CONTRADICTED, severity=Severity.RECOMMENDED), ("contradicted",), True),
        (fail(Reason.STALE, severity=Severity.RECOMMENDED), ("contradicted",), False),
        (fail(Reason.MISSING, waiver="w"), ("expected",), False),
        (Result("r", "", Outcome.PASS, Strength.DECLARED, severity=Severity.EXPECTED), ("expected", "undecided"), False),
        (Result("r", "", Outcome.UNVERIFIED, severity=Severity.EXPECTED), ("expected",), False),
        (Result("r", "", Outcome.UNVERIFIED, severity=Severity.EXPECTED), ("undecided",), True),
        (Result("r", "", Outcome.UNVERIFIED, severity=Severity.RECOMMENDED), ("undecided",), False),
        (Result("r", "", Outcome.ERROR, severity=Severity.EXPECTED), ("undecided",), True),
    ],
)
def test_what_blocks_is_a_severity_or_a_reason_that_was_asked_for(result: Result, fail_on: tuple[str, ...], expected: bool) -> None:
    assert blocks(result, *fail_on) is expected


def test_an_experimental_rule_never_blocks() -> None:
    assert not blocks(fail(Reason.CONTRADICTED), "expected", "contradicted", lifecycle="experimental")


def test_what_was_already_so_does_not_block_and_is_said() -> None:
    decided = trust.decide(report(fail(Reason.STALE)), ["expected"], report(fail(Reason.STALE)))

    assert not decided.results[0].blocking
    assert decided.already(decided.results[0].findings[0])
    assert decided.since is not None and decided.since.commit == "c0ffee"


def test_a_new_finding_of_a_rule_that_already_failed_blocks() -> None:
    assert blocks(fail(Reason.STALE, Reason.INCOMPLETE), "expected", base=fail(Reason.STALE))


def test_from_nothing_to_something_imperfect_does_not_block() -> None:
    assert not blocks(fail(Reason.INCOMPLETE), "expected", base=fail(Reason.MISSING, subject="kind:kind"))
    apart = Result("r", "", Outcome.NOT_APPLICABLE, because=Because("rule", "other"))
    assert not blocks(fail(Reason.INCOMPLETE), "expected", base=apart)
    assert blocks(fail(Reason.INCOMPLETE), "expected", base=replace(apart, because=Because("manifest", "9.1")))


@pytest.mark.parametrize("reason", [Reason.CONTRADICTED, Reason.UNSAFE])
def test_a_new_contradiction_or_datum_blocks_even_where_nothing_was(reason: Reason) -> None:
    assert blocks(fail(reason), "expected", base=fail(Reason.MISSING, subject="kind:kind"))


def test_a_moved_file_brings_no_new_finding() -> None:
    before, after = fail(Reason.STALE, subject="a.md#x"), fail(Reason.STALE, subject="docs/a.md#x")

    assert blocks(after, "expected", base=before)
    assert not blocks(after, "expected", base=before, renamed={"a.md": "docs/a.md"})


def test_renames_are_known_by_content() -> None:
    assert trust.renames({"a": "1", "b": "2", "c": "3"}, {"a": "1", "d": "2", "e": ""}) == {"b": "d"}


@pytest.mark.parametrize(
    ("results", "exit_zero", "code"),
    [
        ((Result("r", "", Outcome.PASS, Strength.DECLARED),), False, 0),
        ((replace(fail(Reason.STALE), blocking=True),), False, 1),
        ((replace(fail(Reason.STALE), blocking=True),), True, 0),
        ((replace(fail(Reason.STALE), blocking=True), Result("q", "", Outcome.ERROR)), True, 4),
    ],
)
def test_the_exit_code_comes_from_the_report(results: tuple[Result, ...], exit_zero: bool, code: int) -> None:
    assert trust.exit_code(report(*results), exit_zero) == code


def undecided(part: str = "") -> Result:
    return Result("r", part, Outcome.UNVERIFIED, severity=Severity.EXPECTED)


def test_what_could_not_be_told_before_either_does_not_block() -> None:
    assert blocks(undecided(), "undecided")
    assert not blocks(undecided(), "undecided", base=undecided())
    assert blocks(undecided(), "undecided", base=Result("r", "", Outcome.PASS, strength=Strength.DECLARED))


def test_declaring_parts_makes_nothing_new_of_what_was_there() -> None:
    now = replace(fail(Reason.INCOMPLETE), part="api", findings=tuple(replace(item, part="api") for item in fail(Reason.INCOMPLETE).findings))
    assert not blocks(now, "expected", base=fail(Reason.INCOMPLETE))
    assert blocks(now, "expected", base=fail(Reason.INCOMPLETE, subject="other"))
    assert not blocks(undecided("api"), "undecided", base=undecided())


def test_a_moved_file_whose_name_holds_a_hash_brings_no_new_finding() -> None:
    before = fail(Reason.INCOMPLETE, subject="docs/c#/kpi.md#target")
    assert not blocks(fail(Reason.INCOMPLETE, subject="kpi.md#target"), "expected", base=before, renamed={"docs/c#/kpi.md": "kpi.md"})
