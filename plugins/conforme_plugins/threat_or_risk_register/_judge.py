"""What several rules ask of risks: which are judged, and what is missing in them, said once for a file that has none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from conforme import Answer, Evidence, EvidenceSet, Finding, Record, Rule
from conforme_plugins.threat_or_risk_register import _words as words

CYBER = frozenset(("cyber",))
SECURE = frozenset(("cyber", "privacy"))
OVER = frozenset(("closed", "accepted", "transferred", "avoided"))
TOLD = frozenset(("assessment", "prose"))
DESCRIBED, SENTENCE = 2, 5


def risks(evidence: EvidenceSet, types: frozenset[str] = frozenset()) -> list[tuple[Evidence, Record]]:
    """The risks of those types (of all, when none is given), each with the evidence that holds it."""
    return [(item, record) for item in evidence.all() for record in item.records_of("risk") if not types or record["type"] in types]


def told(evidence: EvidenceSet) -> list[Evidence]:
    """What says that risks were assessed without writing them one by one: a statement, a text."""
    return [item for item in evidence.all() if item.data["form"] in TOLD]


def held(record: Record) -> bool:
    """Whether the detail of a risk is kept elsewhere: what an attacker could use has no place in a public repository."""
    return bool(words.said(record, "held_at"))


def is_over(record: Record) -> bool:
    return record["status"] in OVER or words.treatment(record) == "accept"


def described(record: Record) -> bool:
    """Whether a reader learns what may happen: a sentence, a cause or a consequence, or where the detail is kept."""
    if held(record) or any(words.count(record, name) >= 2 for name in ("cause", "consequence", "description")):
        return True
    if any(name.startswith("other:") and words.count(record, name) >= SENTENCE for name in record.cells):
        return True
    return words.count(record, "name") >= DESCRIBED


def has_level(record: Record) -> bool:
    """Whether a risk is rated: a level, or a likelihood with an impact; the tool that keeps the model may rate it itself."""
    cells = record.cells
    if "rated_by" in cells or words.rated(cells.get("level")):
        return True
    return words.rated(cells.get("likelihood")) and (words.rated(cells.get("impact")) or bool(words.said(record, "consequence")))


def has_treatment(record: Record) -> bool:
    """Whether something is said to be done about a risk, or that it is accepted, avoided, transferred or over."""
    if record["status"] in OVER or words.treatment(record) in ("accept", "avoid", "transfer"):
        return True
    return words.count(record, "measure") >= 2 or words.count(record, "treatment") >= 2


def assessed(rule: Rule, evidence: EvidenceSet, types: frozenset[str] = frozenset()) -> Iterator[Answer]:
    """Whether each risk of those types is rated and treated; what is over, or kept elsewhere, is not asked."""
    judged = [(item, record) for item, record in risks(evidence, types) if not held(record) and record["status"] != "closed"]
    if not judged and not any(record["status"] == "closed" for _, record in risks(evidence, types)):
        yield from elsewhere(rule, evidence, types)
    yield from lacking(rule, judged, "no-level", "level", has_level)
    yield from lacking(rule, judged, "no-treatment", "measure", has_treatment)
    yield from cited(rule, evidence, types)


def cited(rule: Rule, evidence: EvidenceSet, types: frozenset[str] = frozenset()) -> Iterator[Answer]:
    """A pass rests on what holds risks of those types."""
    for item in evidence.all():
        if any(not types or record["type"] in types for record in item.records_of("risk")):
            yield rule.rests_on(item)


def lacking(
    rule: Rule, judged: Iterable[tuple[Evidence, Record]], key: str, field: str, has: Callable[[Record], bool], of: str = "risks"
) -> Iterator[Finding]:
    """A finding `key` for each risk without, or `key-all` for a file in which none has it.

    Where one file has it (a register that rates what a threat model only describes), those that never have it are not asked for it.
    """
    by_file: dict[str, tuple[Evidence, list[Record], list[Record]]] = {}
    for item, record in judged:
        _, records, without = by_file.setdefault(item.id, (item, [], []))
        records.append(record)
        if not has(record):
            without.append(record)
    told_once = any(len(without) < len(records) for _, records, without in by_file.values())
    for item, records, without in by_file.values():
        if len(without) == len(records) and told_once:
            continue
        if len(without) == len(records) > 1:
            yield rule.finding(f"{key}-all", at=item, subject=f"{item.path}#{field}", count=len(records))
        else:
            yield from (rule.finding(key, at=record.at(field), subject=f"{of}/{record.id}#{field}", name=name_of(record)) for record in without)


def name_of(record: Record) -> str:
    return record.text("name") or record.id


def elsewhere(rule: Rule, evidence: EvidenceSet, types: frozenset[str] = frozenset()) -> Iterator[Answer]:
    """What a rule answers when no risk is written here that it could judge: kept elsewhere, or none of its types."""
    kept = [item for item, _ in risks(evidence, types)] or told(evidence)
    if kept:
        yield rule.unverified("held-elsewhere", kept[0].path)
    else:
        yield rule.not_applicable(evidence.all()[0])
