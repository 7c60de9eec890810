"""A report in which everything that comes from a repository, a card or a signed register is hostile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conforme.cards import Words
from conforme.model import Because, Cell, Evidence, Finding, Limit, Location, Look, Outcome, Record, Result
from conforme.report import Attestation, PolicyNote, Report, Waiver, Weakened

POISON = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)></title></style><!-- {path} {0} `<b>` "
    "\x1b[31m\x00\u202e\u2066 javascript:alert(1)\n::error::x\n##vso[task.complete]\n=1+1"
)
PLACE = Location(f"a/{POISON}/b", 3)
WORDS = Words(POISON, POISON)


def poisoned(report: Report) -> Report:
    """The same report, with poison wherever somebody else writes; ids of rules and of the standard stay, since the engine chooses them."""
    rules = {name: replace(card, title=WORDS, fix=Words(f"{POISON}\n  {POISON}", POISON), why=WORDS) for name, card in report.rules.items()}
    service = replace(report.service, name={"xx": POISON}, organisation=POISON, manifest=POISON)
    limits = (Limit("rule-failed", POISON, (), 1, 2, POISON), Limit(POISON, POISON))
    return replace(
        report,
        rules=rules,
        service=service,
        snapshot=replace(report.snapshot, commit=POISON),
        results=tuple(_result(item) for item in report.results),
        evidence=tuple(_evidence(item) for item in report.evidence),
        limits=limits,
        waivers=(_waiver("active"), _waiver("expired")),
        attestations=(_attestation(),),
        policy=PolicyNote(POISON, POISON, (Weakened("waiver", POISON, POISON, POISON, PLACE, False),)),
    )


def _result(item: Result) -> Result:
    limit = Limit("rule-failed", POISON, (item.rule,), 1, 2, POISON)
    return replace(
        item,
        findings=tuple(_finding(finding, number) for number, finding in enumerate(item.findings)),
        looked_at=(Look(POISON, None, "places"), Look(POISON, POISON, POISON, {"folder": POISON})),
        limits=(limit,),
        because=Because("manifest", POISON, PLACE, POISON, POISON) if item.outcome is Outcome.NOT_APPLICABLE else None,
    )


def _finding(item: Finding, number: int) -> Finding:
    return replace(item, subject=f"{POISON}{number}", data=dict.fromkeys(item.data, POISON), locations=(PLACE, Location(None)), waiver=POISON)


def _evidence(item: Evidence) -> Evidence:
    # The id stays, so that results still cite it.
    return replace(item, value=POISON, changed=POISON, records=tuple(_record(record) for record in item.records))


def _record(item: Record) -> Record:
    cells = {name: replaced(cell) for name, cell in item.cells.items()}
    children = {
        name: tuple(replace(child, cells={key: replaced(cell) for key, cell in child.cells.items()}) for child in held)
        for name, held in item.children.items()
    }
    return replace(item, id=POISON, path=POISON, cells=cells, children=children)


def replaced(cell: Cell) -> Cell:
    value: Any = POISON if isinstance(cell.value, str) and not cell.value[:4].isdigit() else cell.value
    return cell._replace(text=POISON, value=value)


def _waiver(state: str) -> Waiver:
    return Waiver(POISON, POISON, POISON, POISON, POISON, POISON, POISON, POISON, POISON, POISON, PLACE, state, {"date": POISON}, 2)


def _attestation() -> Attestation:
    return Attestation(
        POISON, "", POISON, POISON, POISON, POISON, POISON, POISON, POISON, "javascript:alert(1)", PLACE, True, "valid", {"date": POISON}
    )
