"""Generated reports: any outcome, reason, place, waiver and history, with hostile text in every field that a report quotes."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from conforme.cards import Action, Message, Practice, RuleCard, Serves, Source, Standard, Theme, Words
from conforme.model import Because, Finding, Limit, Location, Outcome, Reason, Result, Severity, Snapshot, Strength, Verdict
from conforme.report import ActionVerdict, Attestation, PolicyNote, PracticeVerdict, Report, Service, Since, Waiver, Weakened

HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</details></summary>", "](javascript:alert(1))", "[x](javascript:alert(1))",
    "![x](http://evil.example/p.png)", "@everyone #1 !1 GH-1 org/repo#2 %3 ~bug $4 &5", "http://evil.example www.evil.example a@evil.example.org",
    "::error::owned", "\n::set-output name=a::b", "::stop-commands::x", "##vso[task.setvariable variable=a]b", "##[error]owned", "a\n##[group]b",
    "%0A::error::owned", "%0D%0A", "%AZP25", "=cmd|'/C calc'!A0", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "'=1", "\u00a0=1", "\uff1d1",
    "\x1b]8;;http://evil.example\x07x", "\x1b[31m", "\x00\x0b\ufffe\uffff", "\u202eevil\u202c", "\u200b", "| a | b |", "```\ncode", "`", "``",
    "/close", ";]", "]]>", "<!--", "-->", "--!>", "<![CDATA[", "&lt;b&gt;", "&#10;", "\ud800", "\udce9", "$(id)", "`id`", 'a,b"c', "'; DROP",
    "*a*", "_a_", "~~a~~", "# h", "- [ ] x", "1. x", "  x", "a  \nb", "\\", "\\`", ":smile:", "{name}", "{0.__class__}", "x" * 3000, "\u2028",
    "\x85", "é" * 150, "",
)  # fmt: skip
KEYS = ("k0", "k1", "k2")


def texts() -> st.SearchStrategy[str]:
    whole = st.text(max_size=30)
    return st.sampled_from(HOSTILE) | whole | st.tuples(whole, st.sampled_from(HOSTILE), whole).map("".join)


def _card(name: str, serves: tuple[Serves, ...]) -> RuleCard:
    said = Words("Le constat dit « {name} ».", "The finding says “{name}”.")
    messages = {key: Message(Reason.MISSING, said) for key in KEYS}
    title, why, fix = Words(f"Règle {name}", f"Rule {name}"), Words("Pourquoi.", "Why."), Words("Quoi faire.", "What to do.")
    return RuleCard(
        name, "kind", ("kind",), (), "", serves, Strength.DECLARED, "service", "present", "discovery", "management", "small",
        "stable", (Source("S", False, True),), title, why, fix, messages, {"lim": Words("Limite.", "Limit.")}, {}, (),
    )  # fmt: skip


ACTIONS = tuple(
    Action(
        f"{practice}.{number}",
        f"{practice:02}",
        Words(f"Action {number}", f"Action {number}"),
        "",
        "official",
        "record",
        Words("", ""),
        Words("", ""),
    )
    for practice in (1, 2)
    for number in (1, 2)
)
PRACTICES = tuple(
    Practice(f"{number:02}", "t", Words(f"Pratique {number}", f"Practice {number}"), Words("", ""), "official", (),
             tuple(action for action in ACTIONS if action.practice == f"{number:02}"))
    for number in (1, 2)
)  # fmt: skip
STANDARD = Standard("toy", "1", Words("Jouet", "Toy"), Words("", ""), {}, "discovery", {}, (Theme("t", Words("Thème", "Theme")),), PRACTICES, {})
RULES = {
    card.id: card
    for card in (
        _card("r0", (Serves("toy:1.1", "necessary"),)),
        _card("r1", (Serves("toy:2.1", "supporting"), Serves("toy:1.2", "necessary"))),
        _card("r2", (Serves("toy:2.2", "necessary"), Serves("toy:2.1", "necessary"))),
        _card("r3", ()),
        _card("vendor/r4", (Serves("other:9.9", "necessary"),)),
    )
}


def _places(paths: list[str]) -> st.SearchStrategy[tuple[Location, ...]]:
    numbers = st.none() | st.integers(1, 400)
    return st.lists(st.builds(Location, st.none() | st.sampled_from(paths) if paths else st.none(), numbers, numbers), max_size=3).map(tuple)


@st.composite
def _result(draw: Any, rule: str, part: str, paths: list[str], waivers: list[str]) -> Result:
    outcome = draw(st.sampled_from(Outcome))
    findings: list[Finding] = []
    if outcome is Outcome.FAIL:
        about = draw(st.lists(st.tuples(st.sampled_from(KEYS), texts()), min_size=1, max_size=4, unique=True))
        for key, subject in about:
            waiver = draw(st.none() | st.sampled_from(waivers)) if waivers else None
            data = {"name": draw(texts())}
            findings.append(Finding(rule, part, key, draw(st.sampled_from(Reason)), subject, data, draw(_places(paths)), waiver))
    limits = (Limit("lim", draw(st.none() | texts()), (rule,), detail=draw(texts())),) if outcome in (Outcome.UNVERIFIED, Outcome.ERROR) else ()
    because = Because("manifest", "", Location(draw(texts()), 3), draw(texts()), draw(texts())) if outcome is Outcome.NOT_APPLICABLE else None
    may_block = any(finding.waiver is None for finding in findings) or bool(limits)
    return Result(
        rule, part, outcome, Strength.DECLARED if outcome is Outcome.PASS else None, tuple(findings), because=because, limits=limits,
        severity=draw(st.sampled_from(Severity)), blocking=may_block and draw(st.booleans()),
    )  # fmt: skip


@st.composite
def reports(draw: Any) -> Report:
    """A report of a toy standard; every count in it follows from its results."""
    paths = [path for path in draw(st.lists(texts(), max_size=4, unique=True)) if path and "\0" not in path]
    waivers = draw(st.lists(texts().filter(bool), max_size=2, unique=True))
    parts = ["", *draw(st.lists(texts().filter(bool), max_size=1))]
    keys = draw(st.lists(st.tuples(st.sampled_from(sorted(RULES)), st.sampled_from(parts)), max_size=6, unique=True))
    results = tuple(draw(_result(rule, part, paths, waivers)) for rule, part in keys)
    found = [finding.fingerprint for result in results for finding in result.findings]
    since = Since(draw(texts()), frozenset(draw(st.lists(st.sampled_from(found))))) if found and draw(st.booleans()) else None
    verdicts = {action.id: draw(st.sampled_from(Verdict)) for action in ACTIONS}
    practices = tuple(
        PracticeVerdict(practice, draw(st.sampled_from(Verdict)), tuple(ActionVerdict(action, verdicts[action.id]) for action in practice.actions))
        for practice in PRACTICES
    )
    name, place = draw(texts()), Location(draw(texts()), 1)
    return Report(
        standards=(STANDARD,),
        snapshot=Snapshot("revision", draw(st.sampled_from([None, "c0ffee" * 6]))),
        date=datetime.date(2026, 11, 1),
        phase="beta",
        phase_source="option",
        service=Service({"fr": name}, draw(texts()), manifest=draw(st.none() | st.just("conformite/service.yaml"))),
        practices=practices,
        results=results,
        evidence=(),
        limits=(*(limit for result in results for limit in result.limits), Limit("lim", draw(st.none() | texts()))),
        rules=RULES,
        finders={},
        since=since,
        waivers=tuple(Waiver(one, "r0", None, None, "x", draw(texts()), draw(texts()), draw(texts()), "d", "e", place, "active") for one in waivers),
        attestations=(Attestation("a", "", draw(texts()), draw(texts()), draw(texts()), "o", "d", "v", "", draw(texts()), place, False, "valid"),),
        policy=PolicyNote(draw(texts()), None, (Weakened("waiver", draw(texts()), "", draw(texts()), place, True),)),
        there=frozenset(draw(st.lists(st.sampled_from(paths))) if paths else ()),
        anchor=draw(st.sampled_from([None, "README.md", *paths])),
    )
