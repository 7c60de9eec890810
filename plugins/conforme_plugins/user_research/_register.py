"""Our register of research as the same records as any other carrier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conforme.facts.registers import Register
from conforme.model import Cell, Record
from conforme_plugins.user_research import _consent, _lexicon, _links, _records
from conforme_plugins.user_research._groups import Group
from conforme_plugins.user_research._links import Tree
from conforme_plugins.user_research._records import cell


def records(register: Register, tree: Tree, names: Mapping[str, str]) -> Iterator[Record]:
    """Its plan, its activities as sessions, its findings; what holds only places to fill is left out.

    `names`: those of the manifest's segments by id, since that is how a register cites them.
    """
    for plan in register.top.of("plan"):
        if _says(plan):
            yield _plan(plan, names)
    said = {finding.id: len(finding.text("statement").split()) if finding["statement"] else 0 for finding in register.top.of("findings")}
    for activity in register.top.of("activities"):
        if _says(activity):
            yield _session(activity, said, names)
    for finding in register.top.of("findings"):
        if finding["statement"] is not None:
            yield _finding(finding, tree)


def _says(record: Record) -> bool:
    """Whether anything is written in it, at any depth, besides places to fill."""
    children = (child for nested in record.children.values() for child in nested)
    return any(item.value is not None for item in record.cells.values()) or any(map(_says, children))


def _listed(record: Record, name: str) -> Cell | None:
    """A list, or a text, by how many words it says."""
    value = record[name]
    if value is None:
        return None
    text = "; ".join(value) if isinstance(value, tuple) else str(value)
    return cell(len(text.split()), text, record.at(name).line or record.line)


def _consented(plan: Record) -> Cell | None:
    listed = _listed(plan, "consent") or _listed(plan, "ethics")
    return listed._replace(value=_consent.tells_how(listed.text)) if listed is not None else None


def _methods(record: Record, name: str) -> Cell | None:
    listed = _listed(record, name)
    return listed._replace(value=_lexicon.methods(listed.text)) if listed is not None else None


def _groups(record: Record, names: Mapping[str, str]) -> list[Record]:
    return _records.groups((group for item in record.of("participants") if (group := _group(item, names)) is not None), record.path)


def _group(item: Record, names: Mapping[str, str]) -> Group | None:
    """A segment and its count; a small one is written « moins de 5 », so masked; None when nothing is counted."""
    if any(written.problem == "placeholder" for written in item.cells.values()):
        return None
    segment = names.get(item.text("segment"), item.text("segment"))
    if isinstance(item["count"], int) and item["count"] >= 0:
        return Group(segment, item["count"], item.line, False, True)
    return Group(segment, None, item.line, True, True) if item.text("count").strip() else None


def _total(record: Record, found: list[Record]) -> Cell | None:
    total = sum(item["count"] or 0 for item in found)
    return cell(total, str(total), found[0].line) if found and total else None


def _plan(plan: Record, names: Mapping[str, str]) -> Record:
    found = _groups(plan, names)
    steps = plan.of("calendar")
    day = next((step["date"] for step in steps if step["date"]), None)
    return _records.record(
        "plan",
        "plan",
        {
            "questions": _listed(plan, "questions"),
            "method": _methods(plan, "methods"),
            "participants": _total(plan, found),
            "calendar": cell(day or "", "; ".join(step.text("date") for step in steps), steps[0].line) if steps else None,
            "consent": _consented(plan),
            "date": plan.cells.get("date"),
        },
        plan.path,
        plan.line,
        {"group": found},
    )


def _observed(activity: Record, said: Mapping[str, int]) -> Cell | None:
    """What an activity brought: the words of the findings whose ids it gives, or that it writes out."""
    listed = _listed(activity, "findings")
    return (
        listed._replace(value=sum(said.get(name, len(name.split()) if " " in name else 0) for name in _cited(activity)))
        if listed is not None
        else None
    )


def _cited(activity: Record) -> list[str]:
    return [str(name).strip() for name in activity["findings"] or ()]


def _unknown(activity: Record, known: Mapping[str, int]) -> Cell | None:
    """The ids of findings that an activity gives and that no finding of the register has."""
    absent = tuple(name for name in _cited(activity) if name not in known and " " not in name)
    return cell(absent, "; ".join(absent), activity.at("findings").line or activity.line) if absent else None


def _session(activity: Record, said: Mapping[str, int], names: Mapping[str, str]) -> Record:
    found = _groups(activity, names)
    disability = any(_lexicon.names_disability(item.text("segment")) for item in found) or _lexicon.names_disability(activity.text("method"))
    return _records.record(
        "session",
        activity.id,
        {
            "date": activity.cells.get("date"),
            "method": _methods(activity, "method"),
            "participants": _total(activity, found),
            "status": activity.cells.get("status"),
            "findings": _observed(activity, said),
            "unknown": _unknown(activity, said),
            "phase": activity.cells.get("phase"),
            "consent": activity.cells.get("consent"),
            "disability": cell(True, "", activity.line) if disability else None,
        },
        activity.path,
        activity.line,
        {"group": found},
    )


def _finding(finding: Record, tree: Tree) -> Record:
    led = _links.of_values([*(finding["led_to"] or ()), *(finding["links"] or ())], finding.path, tree)
    line = finding.at("led_to").line or finding.line
    said = cell(finding["statement"], finding.text("statement"), finding.at("statement").line or finding.line)
    cells = {"statement": said, "status": finding.cells.get("status")}
    return _records.record("finding", finding.id, cells, finding.path, finding.line, {"lead": _records.leads(led, finding.path, line)})
