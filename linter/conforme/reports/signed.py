"""What people signed, and what the audited repository set aside, in sentences: for the text report and for `conforme waivers`."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import words
from conforme.model import quote
from conforme.report import Attestation, Report, Waiver, Weakened
from conforme.reports import sentences


def waiver(item: Waiver, lang: str) -> Iterator[str]:
    """A waiver: what it names and whether it holds, then why and who."""
    named = " ".join(quote(text) for text in (item.rule, item.part or "", item.subject or "") if text)
    yield f"{sentences.place(item.location)} {named}{_colon(lang)} {sentences.signed('waiver', item.state, item.data, lang)}"
    reason = words.say(lang, f"waiver-reason.{item.reason}") if words.known(f"waiver-reason.{item.reason}") else quote(item.reason)
    told = [words.say(lang, "signed.by", reason=reason, role=quote(item.role)), quote(item.explanation), quote(item.decision)]
    if item.used:
        told.append(words.say(lang, "signed.used", count=item.used))
    yield " · ".join(text for text in told if text.strip(" ·"))


def attestation(item: Attestation, lang: str) -> Iterator[str]:
    """An attestation: the action and whether it holds, then who says what."""
    state = sentences.signed("attestation", item.state, item.data, lang)
    yield f"{sentences.place(item.location)} {quote(item.action)}{_colon(lang)} {state}"
    whose = words.say(lang, "signed.inherited") if item.inherited else ""
    told = (quote(item.role), quote(item.organisation), whose, quote(item.statement), quote(item.link))
    yield " · ".join(text for text in told if text)


def weakened(item: Weakened, lang: str) -> str:
    """A line of what the repository set aside, and whether it was let."""
    said = words.say(lang, f"lowered.{item.what}", ref=" ".join(filter(None, (quote(item.ref), quote(item.part)))), role=quote(item.role))
    refused = "" if item.allowed else f" ({words.say(lang, 'lowered.refused')})"
    return f"{sentences.place(item.location)} {said}{refused}"


def sections(report: Report, lang: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Each title with its entries, an entry being its lines; nothing for what is not there."""
    found = {
        "signed.waivers": [list(waiver(item, lang)) for item in report.waivers],
        "signed.attestations": [list(attestation(item, lang)) for item in report.attestations],
        "signed.lowered": [[weakened(item, lang)] for item in report.policy.weakened],
    }
    yield from ((words.say(lang, title), entries) for title, entries in found.items() if entries)


def _colon(lang: str) -> str:
    return "\u00a0:" if lang == "fr" else ":"
